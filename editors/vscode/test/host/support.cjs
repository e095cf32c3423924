// What the tests share. A text says itself what is expected of it: `⟦warmly warmly⟧{repeated-word warning}`.
// Documents are compared as a whole, so that a false alarm fails like a miss.
const assert = require('node:assert/strict');
const path = require('node:path');
const vscode = require('vscode');
const { Recording } = require('../../drive/recording.cjs');

const SEVERITIES = ['error', 'warning', 'information', 'hint'];

/** The messages between VS Code and the server. */
const recording = new Recording(process.env.POSTEDIT_TEST_RECORDING);

/** Asks `probe` until its answer is truthy and returns that; after that `complain` or an error of its own. */
async function until(what, probe, ms = 15_000) {
  for (const end = Date.now() + ms; ;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** A marked text without its marks. */
function plain(marked) {
  return marked.replace(/⟦|⟧\{[^}]*\}/g, '');
}

/** A document's text with all that VS Code holds against it marked, worst code last where two share a place. */
function render(document) {
  const marks = vscode.languages.getDiagnostics(document.uri).flatMap(found => [
    { at: document.offsetAt(found.range.start), mark: '⟦' },
    { at: document.offsetAt(found.range.end), mark: `⟧{${code(found)} ${SEVERITIES[found.severity]}}` },
  ]);
  let text = document.getText();
  for (const { at, mark } of marks.sort((a, b) => b.at - a.at || a.mark.localeCompare(b.mark))) {
    text = text.slice(0, at) + mark + text.slice(at);
  }
  return text;
}

function code(diagnostic) {
  return typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
}

/** Waits until a document carries exactly the marks of `marked`. */
async function expectMarks(document, marked) {
  await until('the marks', () => render(document) === marked)
    .catch(() => assert.equal(render(document), marked));
}

/** Opens `marked` without its marks, waits for exactly these, and returns the document. */
async function check(marked, { language = 'plaintext', eol } = {}) {
  const document = await openText(plain(marked), language);
  if (eol !== undefined) await vscode.window.activeTextEditor.edit(edit => edit.setEndOfLine(eol));
  await expectMarks(document, marked.replaceAll('\n', eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n'));
  return document;
}

/** A new untitled document in the editor. It stays open: VS Code gives its name to another once it is closed. */
async function openText(content, language = 'plaintext') {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
  return document;
}

/** A file of the workspace in the editor. */
async function openFile(name, content) {
  const uri = vscode.Uri.file(path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, name));
  await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/**
 * The quick fixes for the first finding with `wanted` as its code, asked for until `title` is among them: VS Code
 * builds the question in its window, which hears of a finding later than an extension does.
 */
async function fixesFor(document, wanted, title) {
  const finding = await until(`a ${wanted}`, () => vscode.languages.getDiagnostics(document.uri).find(found => code(found) === wanted));
  return until(`the fix "${title}"`, async () => {
    const fixes = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, finding.range, 'quickfix')
      .then(found => found, error => { if (error.name !== 'Canceled') throw error; return []; });
    return fixes.some(fix => fix.title === title) ? fixes : undefined;
  });
}

/** Applies the quick fix with this title, the way VS Code does it on a choice in the menu. */
async function applyFix(document, wanted, title) {
  const fix = (await fixesFor(document, wanted, title)).find(candidate => candidate.title === title);
  assert(fix.edit || fix.command, `"${title}" does nothing`);
  if (fix.edit) assert(await vscode.workspace.applyEdit(fix.edit), `"${title}" could not be applied`);
  if (fix.command) await vscode.commands.executeCommand(fix.command.command, ...fix.command.arguments);
}

module.exports = { recording, until, render, code, check, expectMarks, openText, openFile, fixesFor, applyFix };
