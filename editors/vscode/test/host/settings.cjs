// Settings reach the server at its start and take effect at once, without another start.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { check, expectMarks, recording } = require('./support.cjs');

const REPEAT = 'They walked to ⟦the the⟧{repeated-word warning} harbour , and back.\n';
const BOTH = REPEAT.replace(' ,', '⟦ ,⟧{space-before-punctuation warning}');

exports['the server is started with the settings it knows, and no others'] = async () => {
  const [started] = recording.params('client', 'initialize');
  assert.deepEqual(started.initializationOptions,
    { language: 'auto', minSeverity: 'information', glossaries: [], scope: 'project', exclude: [], overrides: [], rules: {}, codeLens: false,
      symbols: 'tree' });
};

exports['a check that is switched off is silent, and speaks again once it is on'] = async () => {
  const document = await check(BOTH);
  await setting('rules', { 'space-before-punctuation': 'off' }, () => expectMarks(document, REPEAT));
  await expectMarks(document, BOTH);
};

exports['a severity of one\'s own'] = async () => {
  const document = await check(BOTH);
  await setting('rules', { 'repeated-word': 'error', 'space-before-punctuation': 'information' }, () =>
    expectMarks(document, BOTH.replace('repeated-word warning', 'repeated-word error').replace('punctuation warning', 'punctuation information')));
};

exports['only what is severe enough is shown'] = async () => {
  const document = await check(BOTH);
  await setting('minSeverity', 'error', () => expectMarks(document, 'They walked to the the harbour , and back.\n'));
  await expectMarks(document, BOTH);
};

exports['a change of settings starts no second server, and keeps unsaved text'] = async () => {
  const starts = recording.params('client', 'initialize').length;
  const document = await check(BOTH);
  await setting('rules', { 'space-before-punctuation': 'off' }, () => expectMarks(document, REPEAT));
  assert.equal(recording.params('client', 'initialize').length, starts);
};

/** Gives a setting another value while `meanwhile` runs. */
async function setting(name, value, meanwhile) {
  const settings = vscode.workspace.getConfiguration('postedit');
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await meanwhile();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}
