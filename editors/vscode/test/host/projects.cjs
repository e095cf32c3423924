// The project around a text: what is answered for good is written down, and its own files take effect as they stand.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { applyFix, code, expectMarks, openFile, until } = require('./support.cjs');

const ANSWER = 'This repeat is intended';
const NAMES = 'postedit-names.txt';
const MARKED = 'The guests ⟦quietly quietly⟧{repeated-word warning} left the hall.\n';
const TEXT = 'The guests quietly quietly left the hall.\n';

exports['an answer is written down, and holds in every file of the folder'] = () => inProject(async () => {
  const one = await openFile('one.txt', TEXT);
  const two = await openFile('two.txt', `${TEXT}\nThen they saw it it.\n`);
  await expectMarks(one, MARKED);
  await expectMarks(two, `${MARKED}\nThen they saw ⟦it it⟧{repeated-word warning}.\n`);
  await applyFix(one, 'repeated-word', ANSWER);
  assert.equal(await onDisk(NAMES), 'repeat: quietly quietly\n');
  await expectMarks(one, TEXT);
  await expectMarks(two, `${TEXT}\nThen they saw ⟦it it⟧{repeated-word warning}.\n`);
  assert(!vscode.workspace.textDocuments.some(document => document.fileName.endsWith(NAMES)), 'nothing is left to be saved');
  await expectMarks(await openFile('three.txt', TEXT), TEXT);
});

exports['a check is stopped for one file of a project'] = () => inProject(async () => {
  await vscode.workspace.fs.writeFile(place('postedit.toml'), Buffer.from('language = "en"\n'));
  const one = await openFile('one.txt', TEXT);
  const two = await openFile('two.txt', TEXT);
  await expectMarks(one, MARKED);
  await applyFix(one, 'repeated-word', 'Stop reporting repeated-word in this file');
  await expectMarks(one, TEXT);
  assert.equal(await onDisk('postedit.toml'),
    'language = "en"\n\n[[overrides]]\npaths = ["one.txt"]\nrules = { repeated-word = "off" }\n');
  await expectMarks(two, MARKED);
});

exports['a glossary says which terms to use: in marks, cards and completions, as it is typed'] = () => inProject(async () => {
  await vscode.workspace.fs.writeFile(place('glossary.txt'), Buffer.from('堤\tdyke\n堤\tdike\tforbidden\n'));
  await vscode.workspace.fs.writeFile(place('postedit.toml'), Buffer.from('language = "en"\nglossaries = ["glossary.txt"]\n'));
  const text = await openFile('one.txt', 'The old dike fell.\n\nThe new d');
  await expectMarks(text, 'The old ⟦dike⟧{glossary-term warning} fell.\n\nThe new d');
  const [hover] = await vscode.commands.executeCommand('vscode.executeHoverProvider', text.uri, new vscode.Position(0, 9));
  assert.match(hover.contents.map(content => content.value).join(''), /Glossary\*\*: 堤\n- dyke\n- dike: not to be used\n- In glossary\.txt, line 2/);
  const offered = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', text.uri, new vscode.Position(2, 9));
  assert(offered.items.some(item => item.label === 'dyke') && !offered.items.some(item => item.label === 'dike' && item.detail));
  const glossary = await openFile('glossary.txt', '堤\tdyke\n');
  await expectMarks(text, 'The old dike fell.\n\nThe new d');
  assert.equal(glossary.isDirty, false);
});

exports['the open list of answers counts as it stands, and an answer in it can be undone'] = () => inProject(async () => {
  const names = await openFile(NAMES, '# ours\n');
  const text = await openFile('one.txt', TEXT);
  await expectMarks(text, MARKED);
  await applyFix(text, 'repeated-word', ANSWER);
  await expectMarks(text, TEXT);
  assert.equal(names.getText(), '# ours\nrepeat: quietly quietly\n');
  assert(names.isDirty && await onDisk(NAMES) === '# ours\n', 'an open file is the editor\'s to save');
  await vscode.window.showTextDocument(names);
  await vscode.commands.executeCommand('undo');
  await until('the list as it was', () => names.getText() === '# ours\n');
  await expectMarks(text, MARKED);
});

exports['what is wrong in postedit.toml is marked there, and the rest takes effect as it is typed'] = () => inProject(async () => {
  const text = await openFile('one.txt', TEXT);
  await expectMarks(text, MARKED);
  const options = await openFile('postedit.toml', '[rules]\nrepeated-wrod = "off"\n');
  await expectMarks(options, '[rules]\n⟦repeated-wrod⟧{project-file warning} = "off"\n');
  await vscode.window.activeTextEditor.edit(edit => edit.replace(new vscode.Range(1, 0, 1, 13), 'repeated-word'));
  await expectMarks(options, '[rules]\nrepeated-word = "off"\n');
  await expectMarks(text, TEXT);
});

exports['findings in files that are not open are among the problems, and lead to each other'] = () => inProject(async () => {
  await vscode.workspace.fs.writeFile(place('postedit.toml'), Buffer.from(''));
  await vscode.workspace.fs.writeFile(place('chapter.txt'), Buffer.from('Tao Leshan came. Then Tao Leshan sat down in the the hall.\n'));
  const two = await openFile('two.txt', 'At noon Tao Le Shan left.\n');
  await expectMarks(two, 'At noon ⟦Tao Le Shan⟧{inconsistent-name information} left.\n');
  const [finding] = vscode.languages.getDiagnostics(two.uri);
  assert.deepEqual(finding.relatedInformation.map(({ location }) => location.uri.toString()), Array(2).fill(place('chapter.txt').toString()));
  const closed = () => vscode.languages.getDiagnostics(place('chapter.txt')).map(code);
  await until('the problem of the closed file', () => closed().join() === 'repeated-word');
  assert(!vscode.workspace.textDocuments.some(document => document.fileName.endsWith('chapter.txt')), 'it is not open');
  await vscode.workspace.fs.writeFile(place('chapter.txt'), Buffer.from('Tao Leshan came. Then Tao Leshan sat down in the hall.\n'));
  await until('its end', () => closed().length === 0);
});

exports['what another program writes is seen'] = () => inProject(async () => {
  const text = await openFile('one.txt', TEXT);
  await expectMarks(text, MARKED);
  await vscode.workspace.fs.writeFile(place(NAMES), Buffer.from('repeat: quietly quietly\n'));
  await expectMarks(text, TEXT);
});

/** Runs a test and takes away what it has written into the workspace's folder. */
async function inProject(test) {
  try {
    await test();
  } finally {
    for (const name of [NAMES, 'postedit.toml', 'one.txt', 'two.txt', 'three.txt', 'chapter.txt']) {
      const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === place(name).toString());
      if (document) {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
      await vscode.workspace.fs.delete(place(name)).then(undefined, () => {});
    }
  }
}

function place(name) {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
}

async function onDisk(name) {
  return Buffer.from(await vscode.workspace.fs.readFile(place(name))).toString();
}
