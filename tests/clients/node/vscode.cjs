// As much of VS Code as its client library wants of it: documents, events, registries, and the plain types. What the
// library registers and shows is kept, so that a test can ask it as VS Code would. Whatever else it asks for is there and
// does nothing.
const Module = require('node:module');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

/** A class that keeps what it is made of, under these names. */
function data(...names) {
  return class {
    constructor(...values) { names.forEach((name, at) => { if (values[at] !== undefined) this[name] = values[at]; }); }
  };
}

class EventEmitter {
  #listeners = new Set();
  event = (listener, self) => {
    const bound = listener.bind(self);
    this.#listeners.add(bound);
    return { dispose: () => this.#listeners.delete(bound) };
  };
  fire(value) { for (const listener of [...this.#listeners]) listener(value); }
  dispose() { this.#listeners.clear(); }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel() { this.token.isCancellationRequested = true; }
  dispose() {}
}

class Uri {
  constructor(href) {
    const path = decodeURIComponent(href.replace(/^file:\/\//, ''));
    Object.assign(this, { href, path, scheme: href.split(':')[0], authority: '', query: '', fragment: '' });
  }
  get fsPath() { return fileURLToPath(this.href); }
  toString() { return this.href; }
  with() { return this; }
  static parse(href) { return new Uri(href); }
  static file(name) { return new Uri(pathToFileURL(path.resolve(name)).href); }
}

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
  isBefore(other) { return this.line < other.line || this.line === other.line && this.character < other.character; }
}

class Range {
  constructor(start, end, line, character) {
    [this.start, this.end] = typeof start === 'number' ? [new Position(start, end), new Position(line, character)] : [start, end];
  }
  get isEmpty() { return !this.start.isBefore(this.end); }
}

class CodeActionKind {
  constructor(value) { this.value = value; }
  append(part) { return new CodeActionKind(this.value === '' ? part : `${this.value}.${part}`); }
  static Empty = new CodeActionKind('');
}
for (const [name, value] of Object.entries({ QuickFix: 'quickfix', Source: 'source', SourceFixAll: 'source.fixAll' })) {
  CodeActionKind[name] = new CodeActionKind(value);
}

class WorkspaceEdit {
  #files = new Map();
  set(uri, edits) { this.#files.set(uri.toString(), edits); }
  entries() { return [...this.#files].map(([uri, edits]) => [Uri.parse(uri), edits]); }
}

/** A thing that does nothing: called, it gives what can be disposed of; it is empty; and each part of it is like it. */
function nothing() {
  const own = { then: undefined, [Symbol.iterator]: () => [][Symbol.iterator]() };
  return new Proxy(function () {}, {
    get: (_, key) => key in own || typeof key === 'symbol' ? own[key] : nothing(),
    apply: () => ({ dispose() {} }),
    construct: () => nothing(),
  });
}

/** An object whose unknown parts are events that never come, and registries that nobody asks. */
function part(known) {
  return new Proxy(known, { get: (target, key) => key in target ? target[key] : nothing() });
}

class TextEdit {
  constructor(range, newText) { Object.assign(this, { range, newText }); }
}

class DocumentSymbol {
  children = [];
  constructor(name, detail, kind, range, selectionRange) { Object.assign(this, { name, detail, kind, range, selectionRange }); }
}

class SymbolInformation {
  constructor(name, kind, containerName, uri, range) { Object.assign(this, { name, kind, containerName, location: { uri, range } }); }
}

class Hover {
  constructor(contents, range) { Object.assign(this, { contents: [contents].flat(), range }); }
}

class TabInputText {
  constructor(uri) { this.uri = uri; }
}

class Disposable {
  constructor(dispose) { this.dispose = dispose; }
  static from(...all) { return new Disposable(() => all.forEach(one => one.dispose())); }
}

const TYPES = {
  Uri, Position, Range, EventEmitter, CancellationTokenSource, CodeActionKind, WorkspaceEdit, TextEdit, DocumentSymbol,
  SymbolInformation, Hover, TabInputText, Disposable, CancellationError: class extends Error {},
  ...Object.fromEntries(['TabInputTextDiff', 'TabInputCustom', 'TabInputNotebook', 'CallHierarchyItem', 'TypeHierarchyItem', 'Command']
    .map(name => [name, class {}])),
  Location: data('uri', 'range'), Diagnostic: data('range', 'message', 'severity'),
  DiagnosticRelatedInformation: data('location', 'message'), CodeAction: data('title', 'kind'), CodeLens: data('range', 'command'),
  CompletionItem: data('label', 'kind'), CompletionList: data('items', 'isIncomplete'),
  DocumentHighlight: data('range', 'kind'), MarkdownString: data('value'), SnippetString: data('value'),
  RelativePattern: data('base', 'pattern'), DocumentLink: data('range', 'target'), InlayHint: data('position', 'label'),
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 }, CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  CompletionTriggerKind: { Invoke: 0 }, LogLevel: { Off: 0, Trace: 1, Info: 3 }, l10n: { t: text => text },
};

const KINDS = ['Hover', 'CompletionItem', 'Reference', 'DocumentHighlight', 'DocumentSymbol', 'CodeActions', 'CodeLens', 'Rename'];
const EVENTS = ['Open', 'Change', 'Close', 'Save', 'WillSave'];
const WINDOWS = ['Active', 'Tabs'];

/** VS Code, in which documents open, change and close, and what is registered can be asked. */
class Editor {
  #events = Object.fromEntries([...EVENTS, ...WINDOWS].map(name => [name, new EventEmitter()]));
  #heard = new EventEmitter();
  /** What answers requests of a kind: `Hover`, `Rename` … */
  providers = {};
  commands = {};
  /** What is shown of each document. */
  shown = new Map();
  documents = [];
  /** What the person was told. */
  said = [];

  /** The module `vscode`. */
  module() {
    const added = name => (_, provider) => { this.providers[name] = provider; return new Disposable(() => {}); };
    const events = Object.fromEntries(EVENTS.map(name => {
      const own = name === 'WillSave' ? 'onWillSaveTextDocument' : `onDid${name}TextDocument`;
      return [own, this.#events[name].event];
    }));
    const collection = {
      set: (uri, all) => { this.shown.set(uri.toString(), all); this.#heard.fire(); },
      delete: uri => { this.shown.delete(uri.toString()); this.#heard.fire(); },
      clear: () => this.shown.clear(), has: () => false, dispose() {},
    };
    const tab = document => ({ input: new TabInputText(document.uri), isActive: true });
    const editor = this;
    return part({
      ...TYPES,
      version: '1.100.0', env: { appName: 'Visual Studio Code', language: 'en' },
      commands: part({ registerCommand: (name, run) => { this.commands[name] = run; return new Disposable(() => {}); } }),
      languages: part({
        ...Object.fromEntries(KINDS.map(name => [`register${name}Provider`, added(name)])),
        registerWorkspaceSymbolProvider: provider => added('WorkspaceSymbol')(null, provider),
        match: () => 10, createDiagnosticCollection: () => collection,
      }),
      workspace: part({
        ...events, workspaceFolders: undefined, textDocuments: this.documents, notebookDocuments: [], isTrusted: true,
        getConfiguration: () => ({ get: (_, value) => value }), applyEdit: edit => this.apply(edit),
      }),
      window: part({
        visibleTextEditors: [],
        ...Object.fromEntries(['Information', 'Warning', 'Error'].map(level => [`show${level}Message`, async text => void this.said.push(text)])),
        get activeTextEditor() { return editor.documents[0] && { document: editor.documents[0] }; },
        onDidChangeActiveTextEditor: this.#events.Active.event,
        tabGroups: part({ onDidChangeTabs: this.#events.Tabs.event, get all() { return [{ tabs: editor.documents.map(tab) }]; } }),
      }),
    });
  }

  /** Has `require('vscode')` give that. */
  install() {
    const load = Module._load;
    const module = this.module();
    Module._load = (request, ...rest) => request === 'vscode' ? module : load.call(Module, request, ...rest);
  }

  open(file, text) {
    const document = { uri: Uri.file(file), languageId: 'markdown', version: 1, lineCount: text.split('\n').length, isClosed: false, text };
    document.getText = () => document.text;
    this.documents.unshift(document);
    this.#events.Open.fire(document);
    this.#events.Tabs.fire({ opened: [document], closed: [], changed: [] });
    this.#events.Active.fire({ document });
    return document;
  }

  close(document) {
    document.isClosed = true;
    this.documents.splice(this.documents.indexOf(document), 1);
    this.#events.Close.fire(document);
    this.#events.Tabs.fire({ opened: [], closed: [document], changed: [] });
    this.#events.Active.fire(undefined);
  }

  /** Replaces a range, as typing does. */
  type(document, range, text) {
    const [rangeOffset, end] = [range.start, range.end].map(position => index(document.text, position));
    document.text = document.text.slice(0, rangeOffset) + text + document.text.slice(end);
    document.version += 1;
    document.lineCount = document.text.split('\n').length;
    const change = { range, rangeOffset, rangeLength: end - rangeOffset, text };
    this.#events.Change.fire({ document, contentChanges: [change], reason: undefined });
  }

  /** Makes the edits of documents that are open, the last first. */
  apply(edit) {
    for (const [uri, edits] of edit.entries()) {
      const document = this.documents.find(open => open.uri.toString() === uri.toString());
      const plain = edits.map(edit => Array.isArray(edit) ? edit[0] : edit);
      const at = edit => index(document.text, edit.range.start);
      plain.sort((a, b) => at(b) - at(a)).forEach(({ range, newText }) => this.type(document, range, newText));
    }
    return Promise.resolve(true);
  }

  /** Waits until exactly these codes are shown of a document. */
  async shows(document, codes) {
    const now = () => (this.shown.get(document.uri.toString()) ?? []).map(found => found.code);
    while (JSON.stringify(now()) !== JSON.stringify(codes)) {
      await new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${now()} are shown, and not ${codes}`)), 60_000);
        const listening = this.#heard.event(() => { clearTimeout(late); listening.dispose(); resolve(); });
      });
    }
    return this.shown.get(document.uri.toString()) ?? [];
  }
}

/** The index of a position in a text. */
function index(text, { line, character }) {
  return text.split('\n').slice(0, line).reduce((sum, before) => sum + before.length + 1, character);
}

/** The position of an index in a text. */
function position(text, at) {
  const lines = text.slice(0, at).split('\n');
  return new Position(lines.length - 1, lines.at(-1).length);
}

module.exports = { Editor, Range, CodeActionKind, position };
