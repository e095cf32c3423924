// A client made of VS Code's own protocol library, which speaks with the built program and lets no message pass that
// the library's types do not know.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol/node';
import { check, checkResult } from './messages.mjs';

/** Milliseconds that nothing takes; reached only where a test fails. */
const PATIENCE = 60_000;

/** One program, spoken to by one client, in a project of its own. */
export class Client {
  #program;
  #connection;
  #ended;
  #waiting = [];
  /** What is shown of each document, where the server sends it. */
  shown = new Map();
  /** The edits that the server had applied. */
  edits = [];
  /** What went wrong outside of any request. */
  problems = [];

  constructor(files) {
    this.folder = mkdtempSync(join(tmpdir(), 'postedit-client-'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(this.folder, name), text);
    }
    this.#program = spawn(process.env['POSTEDIT'], ['server'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = new Promise(resolve => this.#program.on('exit', resolve));
    this.#connection = createProtocolConnection(this.#program.stdout, this.#program.stdin);
    this.#connection.onError(([error]) => this.problems.push(error));
    this.#connection.onUnhandledNotification(message => this.problems.push(message));
    this.#connection.onRequest((method, params) => this.#asked(method, params));
    this.#connection.onNotification((method, params) => this.#told(method, params));
    this.#connection.listen();
  }

  uri(name) {
    return pathToFileURL(join(this.folder, name)).href;
  }

  read(name) {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Says what this client can do, and listens. */
  async initialize(capabilities) {
    const folder = pathToFileURL(this.folder).href;
    const workspaceFolders = [{ uri: folder, name: 'book' }];
    this.server = await this.ask('initialize', { processId: process.pid, rootUri: folder, workspaceFolders, capabilities });
    this.pulls = this.server.capabilities.diagnosticProvider !== undefined;
    await this.tell('initialized', {});
  }

  /** The checked answer to a request. */
  async ask(method, params) {
    const result = await this.#connection.sendRequest(method, ...(params === undefined ? [] : [params]));
    checkResult(method, result);
    return result;
  }

  tell(method, params) {
    return this.#connection.sendNotification(method, params);
  }

  /** Waits until something holds; it is looked at after each message from the server. */
  async until(what, holds) {
    const deadline = AbortSignal.timeout(PATIENCE);
    while (true) {
      const heard = new Promise((resolve, reject) => {
        this.#waiting.push(resolve);
        deadline.addEventListener('abort', () => reject(new Error(`waited in vain for ${what}`)), { once: true });
      });
      const value = await holds();
      if (value) {
        return value;
      }
      await heard;
    }
  }

  /** Says goodbye; the program must end with status 0, and nothing may have gone wrong. */
  async finish() {
    await this.ask('shutdown');
    await this.tell('exit');
    assert.equal(await this.#ended, 0, 'the status of the program');
    assert.deepEqual(this.problems, []);
  }

  /** Leaves nothing behind, however it went. */
  leave() {
    this.#program.kill('SIGKILL');
    this.#connection.dispose();
    rmSync(this.folder, { recursive: true });
  }

  #asked(method, params) {
    this.#note(method, params);
    if (method === 'workspace/applyEdit') {
      this.edits.push(params.edit);
      return { applied: true };
    }
    return method === 'workspace/configuration' ? params.items.map(() => null) : null;
  }

  #told(method, params) {
    this.#note(method, params);
    if (method === 'textDocument/publishDiagnostics') {
      this.shown.set(params.uri, params.diagnostics);
    }
  }

  #note(method, params) {
    try {
      check(method, params);
    } catch (error) {
      this.problems.push(error);
    }
    this.#waiting.splice(0).forEach(resolve => resolve());
  }
}

/** A document as the editor has it. */
export class Document {
  version = 1;

  constructor(client, name, text) {
    this.client = client;
    this.uri = client.uri(name);
    this.text = text;
  }

  open() {
    return this.client.tell('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: 'markdown', version: this.version, text: this.text },
    });
  }

  /** The position inside the first occurrence of some words, or at their end. */
  at(words, offset = 1) {
    return this.position(this.text.indexOf(words) + offset);
  }

  /** A position for an index: both count UTF-16 units. */
  position(index) {
    const lines = this.text.slice(0, index).split('\n');
    return { line: lines.length - 1, character: lines.at(-1).length };
  }

  get everything() {
    return { start: this.position(0), end: this.position(this.text.length) };
  }

  /** Waits until exactly these codes are shown. */
  becomes(codes) {
    return this.client.until(`${codes} in ${this.uri}`, async () => {
      const shown = await this.#diagnostics();
      return JSON.stringify(shown.map(diagnostic => diagnostic.code)) === JSON.stringify(codes) && shown;
    });
  }

  async #diagnostics() {
    if (!this.client.pulls) {
      return this.client.shown.get(this.uri) ?? ['nothing yet'];
    }
    return (await this.ask('textDocument/diagnostic')).items;
  }

  /** Asks something about this document. */
  ask(method, params = {}) {
    return this.client.ask(method, { textDocument: { uri: this.uri }, ...params });
  }

  actions(range, only) {
    return this.ask('textDocument/codeAction', { range, context: { diagnostics: [], only } });
  }

  /** Makes an edit that concerns this document only, as an editor does it, and says so to the server. */
  async apply(edit) {
    const changes = edit.documentChanges ?? Object.entries(edit.changes).map(([uri, edits]) => ({ textDocument: { uri }, edits }));
    assert.equal(changes.length, 1);
    const [{ textDocument, edits }] = changes;
    assert.equal(textDocument.uri, this.uri);
    if (TextDocumentEdit.is(changes[0])) {
      assert.equal(textDocument.version, this.version);
    }
    const index = ({ line, character }) => this.text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
    const last = (a, b) => index(b.range.start) - index(a.range.start);
    for (const { range, newText } of edits.filter(TextEdit.is).toSorted(last)) {
      this.text = this.text.slice(0, index(range.start)) + newText + this.text.slice(index(range.end));
    }
    await this.client.tell('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.version }, contentChanges: [{ text: this.text }],
    });
  }
}
