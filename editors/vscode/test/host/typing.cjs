// Live: what is typed is checked, and nothing that is typed, however fast, gets server and editor out of step.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { check, expectMarks, openText, recording, render, until } = require('./support.cjs');

exports['a repeat is flagged as it is typed, and no longer once it is deleted'] = async () => {
  const document = await check('🌍 The office supports the plan.\n');
  await insert(document, 0, 14, 'warmly warmly ');
  await expectMarks(document, '🌍 The office ⟦warmly warmly⟧{repeated-word warning} supports the plan.\n');
  await replace(document, new vscode.Range(0, 14, 0, 21), '');
  await expectMarks(document, '🌍 The office warmly supports the plan.\n');
};

exports['changes travel as small pieces, never as the whole text'] = async () => {
  const document = await check('The office supports the plan.\n');
  await insert(document, 0, 11, 'really ');
  await until('the change', () => changesOf(document).length > 0);
  assert(changesOf(document).flatMap(change => change.contentChanges).every(piece => piece.range !== undefined));
};

exports['several cursors at once'] = async () => {
  const document = await check('Then ferry sailed.\n\nSoon ferry followed.\n\nA (疫) ferry stayed.\n');
  const editor = vscode.window.activeTextEditor;
  await editor.edit(edit => [[0, 5], [2, 5], [4, 6]].forEach(([line, column]) => edit.insert(new vscode.Position(line, column), 'the the ')));
  await expectMarks(document, 'Then ⟦the the⟧{repeated-word warning} ferry sailed.\n\nSoon ⟦the the⟧{repeated-word warning} ferry followed.\n\n'
    + 'A (疫) ⟦the the⟧{repeated-word warning} ferry stayed.\n');
};

exports['a burst of edits, undone and redone in part, ends as if the text had just been opened'] = async () => {
  const document = await openText('The office supports the plan.\n\nA second paragraph closes the page.\n');
  const pieces = ['🎉 ', 'warmly warmly ', '\r\n\r\n', 'é', '疫情 ', 'of of the ', '\n', 'Ships and ships.  '];
  for (let turn = 0; turn < 120; turn++) {
    const line = (turn * 7) % document.lineCount;
    const column = (turn * 5) % (document.lineAt(line).text.length + 1);
    await insert(document, line, column, pieces[turn % pieces.length]);
    if (turn % 9 === 8) await vscode.commands.executeCommand('undo');
    if (turn % 18 === 17) await vscode.commands.executeCommand('redo');
  }
  await insert(document, 0, 0, 'It ends with the the last word.\n\n');
  await sameAsFresh(document);
};

exports['all undone is as it was'] = async () => {
  const marked = 'They walked to ⟦the the⟧{repeated-word warning} harbour.\n';
  const document = await check(marked);
  for (const piece of ['of of ', '🎉', 'the the ']) await insert(document, 0, 0, piece);
  while (document.getText() !== 'They walked to the the harbour.\n') await vscode.commands.executeCommand('undo');
  await expectMarks(document, marked);
};

/** The findings of a document that was edited are those of a new document with the same text. */
async function sameAsFresh(document) {
  const text = document.getText();
  const fresh = await openText(text);
  await until('the new document to be checked', () => recording.reported(fresh.uri.toString()) !== undefined);
  await until('the same findings', () => render(document) === render(fresh) && render(fresh) !== text)
    .catch(() => assert.equal(render(document), render(fresh)));
}

function changesOf(document) {
  return recording.params('client', 'textDocument/didChange').filter(change => change.textDocument.uri === document.uri.toString());
}

function insert(document, line, column, text) {
  return replace(document, new vscode.Range(line, column, line, column), text);
}

async function replace(document, range, text) {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert(await vscode.workspace.applyEdit(edit));
}
