// What each message of the server must be, by the guards that the protocol library brings.
import assert from 'node:assert/strict';
import {
  CodeAction, CodeLens, Diagnostic, DocumentSymbol, Hover, Location, Position, Range, TextEdit, WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';

const string = value => typeof value === 'string';
const number = value => typeof value === 'number';
const each = is => values => Array.isArray(values) && values.every(is);
const orNull = is => value => value === null || is(value);
const nothing = value => value === null || value === undefined;

/** One that is to be resolved has neither an edit nor a command, which the library's guard wants. */
const isAction = value => CodeAction.is(value.data === undefined ? value : { ...value, edit: { changes: {} } });
const isSymbol = value => string(value.name) && number(value.kind) && Location.is(value.location);
const isItem = value => string(value.label) && number(value.kind) && TextEdit.is(value.textEdit);
const isReport = value => value.kind === 'unchanged' || value.kind === 'full' && each(Diagnostic.is)(value.items);
const isMessage = value => number(value.type) && string(value.message);
const isName = value => string(value.name) && number(value.count) && each(form => each(Location.is)(form.places))(value.forms);

const RESULTS = {
  'initialize': value => value.serverInfo.name === 'postedit',
  'shutdown': nothing,
  'workspace/executeCommand': nothing,
  'textDocument/hover': orNull(Hover.is),
  'textDocument/references': orNull(each(Location.is)),
  'textDocument/documentHighlight': orNull(each(value => Range.is(value.range))),
  'textDocument/prepareRename': orNull(value => Range.is(value.range) && string(value.placeholder)),
  'textDocument/rename': orNull(WorkspaceEdit.is),
  'textDocument/documentSymbol': value => each(DocumentSymbol.is)(value) || each(isSymbol)(value),
  'workspace/symbol': each(isSymbol),
  'textDocument/completion': value => typeof value.isIncomplete === 'boolean' && each(isItem)(value.items),
  'textDocument/codeLens': each(CodeLens.is),
  'textDocument/codeAction': each(isAction),
  'codeAction/resolve': CodeAction.is,
  'textDocument/diagnostic': isReport,
  'workspace/diagnostic': value => each(item => string(item.uri) && isReport(item))(value.items),
  'postedit/names': value => each(isName)(value.names),
};

const MESSAGES = {
  'textDocument/publishDiagnostics': value => string(value.uri) && each(Diagnostic.is)(value.diagnostics),
  'window/showMessage': isMessage,
  'window/logMessage': isMessage,
  'window/showMessageRequest': isMessage,
  'window/workDoneProgress/create': value => string(value.token) || number(value.token),
  'workspace/configuration': value => each(item => item.section === 'postedit')(value.items),
  'client/registerCapability': value => each(item => string(item.id) && string(item.method))(value.registrations),
  'client/unregisterCapability': value => each(item => string(item.id))(value.unregisterations),
  'workspace/applyEdit': value => WorkspaceEdit.is(value.edit),
  'workspace/diagnostic/refresh': nothing,
  'workspace/codeLens/refresh': nothing,
  'postedit/namesChanged': value => each(string)(value.uris),
};

/** Fails for an answer that is not what the protocol says. */
export function checkResult(method, result) {
  holds(RESULTS, method, result);
}

/** Fails for a message of the server's own that is not what the protocol says. */
export function check(method, params) {
  holds(MESSAGES, method, params);
}

function holds(table, method, value) {
  assert.ok(method in table, `nobody expects ${method}: ${JSON.stringify(value)}`);
  assert.ok(table[method](value), `${method} is not as it should be: ${JSON.stringify(value)}`);
  positions(value);
}

/** Whatever looks like a position has to be one. */
function positions(value) {
  if (value !== null && typeof value === 'object') {
    if ('line' in value && 'character' in value) {
      assert.ok(Position.is(value), JSON.stringify(value));
    }
    Object.values(value).forEach(positions);
  }
}
