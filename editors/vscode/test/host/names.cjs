// What can be asked about names, as VS Code asks it.
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { check, expectMarks, openText, until } = require('./support.cjs');

const MARKED = '🌍 In the end Li Lesheng spoke. Li Lesheng thanked the crews. Then Li Lesheng left.\n\n'
  + 'Reporters asked ⟦Li Le Sheng⟧{inconsistent-name warning} about the cost.\n';
const AT_NAME = new vscode.Position(0, 16);

/** What a command of VS Code's says of a place in a document. */
const ask = (command, document, ...rest) => vscode.commands.executeCommand(`vscode.execute${command}`, document.uri, ...rest);

exports['the card of a name says its spellings'] = async () => {
  const document = await check(MARKED);
  const [hover] = await ask('HoverProvider', document, AT_NAME);
  assert.equal(document.getText(hover.range), 'Li Lesheng');
  const said = hover.contents.map(content => content.value).join('');
  assert.match(said, /Li Lesheng\*\*, 4 times/);
  assert.match(said, /Li Le Sheng: once/);
};

exports['a name is found in all its spellings'] = async () => {
  const document = await check(MARKED);
  const places = await ask('ReferenceProvider', document, AT_NAME);
  assert.deepEqual(places.map(place => document.getText(place.range)), ['Li Lesheng', 'Li Lesheng', 'Li Lesheng', 'Li Le Sheng']);
};

exports['a name is renamed in all its spellings'] = async () => {
  const document = await check(MARKED);
  const edit = await ask('DocumentRenameProvider', document, AT_NAME, 'Li Leshan');
  assert(await vscode.workspace.applyEdit(edit));
  await expectMarks(document, '🌍 In the end Li Leshan spoke. Li Leshan thanked the crews. Then Li Leshan left.\n\n'
    + 'Reporters asked Li Leshan about the cost.\n');
};

exports['names that are written already are completed'] = async () => {
  const document = await openText('In the end Li Lesheng spoke.\n\nThen they saw Li L');
  const offered = await until('a name', async () => {
    const { items } = await ask('CompletionItemProvider', document, new vscode.Position(2, 18));
    return items.find(item => item.label === 'Li Lesheng');
  });
  const range = offered.range.replacing ?? offered.range;
  assert.equal(document.getText(range), 'Li L');
};

exports['headings and names are the symbols of a text'] = async () => {
  const document = await openText('# One\n\nIn the end Maro Tesk spoke.\n', 'markdown');
  const one = await until('the heading', async () =>
    (await ask('DocumentSymbolProvider', document))?.find(symbol => symbol.name === 'One' && symbol.children.length > 0));
  assert(one.children.some(child => child.name === 'Maro Tesk'), JSON.stringify(one));
  const found = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'Maro T');
  assert(found.some(symbol => symbol.location.uri.toString() === document.uri.toString()), JSON.stringify(found));
};
