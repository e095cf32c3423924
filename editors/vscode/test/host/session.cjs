// The life of the server.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { check, expectMarks, openText, recording, until } = require('./support.cjs');

const MARKED = 'They walked to ⟦the the⟧{repeated-word warning} harbour.\n';

exports['the extension offers what its manifest says'] = async () => {
  const extension = vscode.extensions.getExtension('postedit.postedit');
  assert(extension?.isActive, 'not active');
  const commands = await vscode.commands.getCommands(true);
  for (const { command } of extension.packageJSON.contributes.commands) assert(commands.includes(command), command);
};

exports['the command starts it anew, with all that is open and unsaved'] = async () => {
  const document = await check(MARKED);
  const before = starts();
  await vscode.commands.executeCommand('postedit.restartServer');
  assert.equal(starts(), before + 1);
  assert.equal(ends().at(-1), 0, 'the old one did not end well');
  await expectMarks(document, MARKED);
};

exports['several commands at once leave one server'] = async () => {
  const document = await check(MARKED);
  const before = starts();
  await Promise.all(Array.from({ length: 3 }, () => vscode.commands.executeCommand('postedit.restartServer')));
  assert.equal(starts() - ends().length, 1);
  assert.equal(starts(), before + 3);
  await expectMarks(document, MARKED);
};

exports['a server that dies is started again'] = async () => {
  const document = await check(MARKED);
  const before = starts();
  process.kill(recording.entries().findLast(entry => entry.pid !== undefined).pid, 'SIGKILL');
  await until('another start', () => starts() === before + 1);
  await expectMarks(document, MARKED);
  await expectMarks(await openText('A second text, to the the point.\n'), 'A second text, to ⟦the the⟧{repeated-word warning} point.\n');
};

function starts() {
  return recording.params('client', 'initialize').length;
}

function ends() {
  return recording.entries().filter(entry => 'exit' in entry).map(entry => entry.exit);
}
