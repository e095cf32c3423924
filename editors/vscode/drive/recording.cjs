// Reads what recorder.mjs wrote. CommonJS, because the extension host reads it too.
const fs = require('node:fs');

class Recording {
  constructor(file) {
    this.file = file;
  }

  /** All entries so far, in the order they passed: `from` and `message`, or `pid`, or `exit`. */
  entries() {
    const text = fs.existsSync(this.file) ? fs.readFileSync(this.file, 'utf8') : '';
    return text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter(line => line !== '').map(line => JSON.parse(line));
  }

  /** The messages of one side. */
  messages(from) {
    return this.entries().filter(entry => entry.from === from).map(entry => entry.message);
  }

  /** The parameters of all notifications and requests called `method`. */
  params(from, method) {
    return this.messages(from).filter(message => message.method === method).map(message => message.params);
  }

  /** The server's answers to the client's requests called `method`. */
  answers(method) {
    const asked = new Set(this.messages('client').filter(message => message.method === method).map(message => message.id));
    return this.messages('server').filter(message => message.method === undefined && asked.has(message.id)).map(message => message.result);
  }

  /** The last list that the server answered with when it was asked about a document; undefined before the first time. */
  reported(uri) {
    const asks = this.messages('client').filter(message => message.method === 'textDocument/diagnostic' && same(message.params.textDocument.uri, uri));
    const asked = new Set(asks.map(message => message.id));
    return this.messages('server').filter(message => message.method === undefined && asked.has(message.id) && message.result?.kind === 'full').at(-1)?.result;
  }
}

/** Two spellings of one URI: one side may encode what the other leaves as it is. */
function same(a, b) {
  return decodeURIComponent(a) === decodeURIComponent(b);
}

module.exports = { Recording };
