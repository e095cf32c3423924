// Quick fixes: what they are called, what they change, and for which version they were made.
const assert = require('node:assert/strict');
const { applyFix, check, expectMarks, fixesFor, recording } = require('./support.cjs');

exports['removing a repeat leaves clean text, also behind an emoji'] = async () => {
  const document = await check('🌍 The office ⟦warmly warmly⟧{repeated-word warning} supports the plan.\n');
  await applyFix(document, 'repeated-word', 'Remove the second "warmly"');
  await expectMarks(document, '🌍 The office warmly supports the plan.\n');
};

exports['one fix of a repeat is preferred, and comes first'] = async () => {
  const document = await check('The office ⟦warmly warmly⟧{repeated-word warning} supports the plan.\n');
  const fixes = await fixesFor(document, 'repeated-word', 'Remove the second "warmly"');
  assert.deepEqual(fixes.map(fix => fix.isPreferred === true), fixes.map((_fix, index) => index === 0));
};

exports['an edit is made for the version on the screen'] = async () => {
  const document = await check('The office ⟦warmly warmly⟧{repeated-word warning} supports the plan.\n');
  await fixesFor(document, 'repeated-word', 'Remove the second "warmly"');
  // Of all answers, for VS Code asks on its own account too: for the light bulb at the cursor.
  const edits = recording.answers('textDocument/codeAction').flatMap(actions => actions ?? []).map(action => action.edit)
    .filter(edit => edit && JSON.stringify(edit).includes(`"${document.uri}"`));
  assert(edits.length > 0);
  for (const edit of edits) {
    assert.equal(edit.changes, undefined, 'an edit without a version');
    assert.deepEqual(edit.documentChanges.map(change => change.textDocument.version), [document.version]);
  }
};

exports['a name is mended here'] = async () => {
  const document = await check('Mayor Li Lesheng opened the bridge. Li Lesheng thanked the crews. Then Li Lesheng left.\n\n'
    + 'Reporters asked ⟦Li Le Sheng⟧{inconsistent-name warning} about the cost.\n');
  await applyFix(document, 'inconsistent-name', 'Use "Li Lesheng" here');
  await expectMarks(document, 'Mayor Li Lesheng opened the bridge. Li Lesheng thanked the crews. Then Li Lesheng left.\n\n'
    + 'Reporters asked Li Lesheng about the cost.\n');
};

exports['a name is mended everywhere at once, behind emoji and Han characters too'] = async () => {
  const majority = 'Mayor Li Lesheng opened the bridge. Li Lesheng thanked the crews. Then Li Lesheng left.\n\n'
    + 'At noon Li Lesheng ate with the divers. They asked Li Lesheng for a second boat, and Li Lesheng agreed.\n';
  const document = await check(`${majority}\n🌍 At noon (乐成) reporters asked ⟦Li Le Sheng⟧{inconsistent-name warning} about the cost.\n\n`
    + 'Later ⟦Li Le Sheng⟧{inconsistent-name warning} answered.\n');
  await applyFix(document, 'inconsistent-name', 'Use "Li Lesheng" everywhere (2 places)');
  await expectMarks(document, `${majority}\n🌍 At noon (乐成) reporters asked Li Lesheng about the cost.\n\nLater Li Lesheng answered.\n`);
};
