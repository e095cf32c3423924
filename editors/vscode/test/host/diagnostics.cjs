// What is flagged, and exactly where.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { check, expectMarks, openFile, openText } = require('./support.cjs');

exports['a repeated word is flagged on its characters'] = async () => {
  const document = await check('The office greatly ⟦warmly warmly⟧{repeated-word warning} supports the plan.\n');
  const [finding] = vscode.languages.getDiagnostics(document.uri);
  assert.equal(finding.source, 'postedit');
  assert.match(finding.message, /"warmly" is repeated/);
};

exports['emoji, Han characters and combining marks before it do not move it'] = async () => {
  await check('🌍👩‍👩‍👧 第一 e\u0301te\u0301: The office ⟦warmly warmly⟧{repeated-word warning} supports the plan.\n');
};

exports['lines that end in CR LF do not move it'] = async () => {
  await check('A quiet morning 🌊 came.\n\nThe office ⟦warmly warmly⟧{repeated-word warning} supports it.\n',
    { eol: vscode.EndOfLine.CRLF });
};

exports['a file of the folder is checked like an untitled text'] = async () => {
  const marked = 'They walked to ⟦the the⟧{repeated-word warning} harbour.\n';
  await expectMarks(await openFile('harbour 🌊 [1].txt', 'They walked to the the harbour.\n'), marked);
};

exports['Markdown is checked, its code is not'] = async () => {
  await check('# Notes\n\nThey walked to ⟦the the⟧{repeated-word warning} harbour.\n\n```\nthe the\n```\n\nSay `the the` twice.\n',
    { language: 'markdown' });
};

exports['other kinds of files are left alone'] = async () => {
  const script = await openText('They walked to the the harbour.\n', 'javascript');
  await check('A second text, to ⟦the the⟧{repeated-word warning} point.\n'); // by now the first would have been checked
  assert.deepEqual(vscode.languages.getDiagnostics(script.uri), []);
};

exports['a name spelt two ways points at its other spelling'] = async () => {
  const document = await check('Mayor Li Lesheng opened the bridge. Li Lesheng thanked the crews. Then Li Lesheng left.\n\n'
    + 'Reporters asked ⟦Li Le Sheng⟧{inconsistent-name warning} about the cost.\n');
  const [finding] = vscode.languages.getDiagnostics(document.uri);
  assert(finding.relatedInformation.length > 0, 'no related information');
  for (const { location } of finding.relatedInformation) {
    assert.equal(location.uri.toString(), document.uri.toString());
    assert.equal(document.getText(location.range), 'Li Lesheng');
  }
};

exports['a text that is no longer prose is flagged no longer'] = async () => {
  const document = await check('They walked to ⟦the the⟧{repeated-word warning} harbour.\n');
  await vscode.languages.setTextDocumentLanguage(document, 'javascript');
  await expectMarks(document, 'They walked to the the harbour.\n');
};
