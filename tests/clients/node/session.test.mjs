// Whole sessions with the built program, with all that VS Code can do and with next to nothing. $POSTEDIT names it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Client, Document } from './client.mjs';

const FILES = {
  'postedit.toml': 'language = "en"\nglossaries = ["glossary.txt"]\n',
  'glossary.txt': '堤\tdyke\n堤\tdike\tforbidden\n',
};
const TEXT = `# The dike 😀

In the end Maro Tesk spoke spoke of it. Later Maro Tesk left.

Then Maro Tesk came, and Maro-Tesk laughed.
`;
const MENDED = TEXT.replace('dike', 'dyke').replace('spoke spoke', 'spoke').replace('Maro-Tesk', 'Maro Tesk');
const CODES = ['glossary-term', 'repeated-word', 'inconsistent-name'];

const vscode = JSON.parse(readFileSync(new URL('../../data/initialize/vscode-1.139.1.json', import.meta.url), 'utf8')).capabilities;
const { diagnostic: _, ...sent } = vscode.textDocument;
const CLIENTS = {
  'VS Code': vscode,
  'VS Code, if it could not ask for diagnostics': { ...vscode, textDocument: sent },
  'a client that can do next to nothing': { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } },
};

/** A test of one session for each client. */
function session(name, body) {
  for (const [client, capabilities] of Object.entries(CLIENTS)) {
    test(`${client}: ${name}`, async () => {
      const session = new Client(FILES);
      try {
        await session.initialize(capabilities);
        await body(session, capabilities);
        await session.finish();
      } finally {
        session.leave();
      }
    });
  }
}

async function opened(client, name, text) {
  const document = new Document(client, name, text);
  await document.open();
  return document;
}

session('findings are mended one by one, and all at once', async client => {
  const document = await opened(client, 'chapter.md', TEXT);
  const shown = await document.becomes(CODES);
  const [fix] = await document.actions(shown[1].range, ['quickfix']);
  assert.deepEqual([fix.kind, fix.isPreferred], ['quickfix', true]);
  await document.apply(fix.edit);
  await document.becomes(['glossary-term', 'inconsistent-name']);
  const all = await document.actions(document.everything, ['source.fixAll']);
  assert.deepEqual(all.map(action => action.kind), ['source.fixAll.postedit']);
  await document.apply(all[0].edit);
  assert.equal(document.text, MENDED);
  await document.becomes([]);
});

session('many edits come once the action is chosen, where the client can wait', async (client, capabilities) => {
  const document = await opened(client, 'long.md', 'The oil .\n\n'.repeat(60));
  await document.becomes(Array(60).fill('space-before-punctuation'));
  let [action] = await document.actions(document.everything, ['source.fixAll']);
  assert.equal(action.edit === undefined, capabilities === vscode || capabilities.workspace !== undefined);
  action = action.edit === undefined ? await client.ask('codeAction/resolve', action) : action;
  await document.apply(action.edit);
  assert.equal(document.text, 'The oil.\n\n'.repeat(60));
  await document.becomes([]);
});

session('what can be asked about names and terms', async (client, capabilities) => {
  const document = await opened(client, 'chapter.md', TEXT);
  await document.becomes(CODES);
  const [position, term] = [document.at('Maro Tesk'), document.at('dike')];
  const card = await document.ask('textDocument/hover', { position });
  assert.match(card.contents.value, /Maro-Tesk: once, hyphens differ/);
  assert.match((await document.ask('textDocument/hover', { position: term })).contents.value, /dike: not to be used/);
  const places = await document.ask('textDocument/references', { position, context: { includeDeclaration: true } });
  assert.deepEqual(places.map(place => place.range.start.line), [2, 2, 4, 4]);
  assert.equal((await document.ask('textDocument/documentHighlight', { position })).length, 4);
  const symbols = await document.ask('textDocument/documentSymbol');
  const inside = symbols[0].children ?? symbols.slice(1);
  assert.deepEqual([symbols[0].name, inside.map(symbol => symbol.name)], ['The dike 😀', ['Maro Tesk']]);
  const found = await client.ask('workspace/symbol', { query: 'mtesk' });
  assert.deepEqual(found.map(symbol => symbol.name).toSorted(), ['Maro Tesk', 'Maro-Tesk']);
  assert.deepEqual(await document.ask('textDocument/codeLens'), []);
  assert.equal((await document.ask('postedit/names')).names[0].state, 'varies');
  if (capabilities.workspace !== undefined) {
    assert.equal((await document.ask('textDocument/prepareRename', { position })).placeholder, 'Maro Tesk');
  }
  await document.apply(await document.ask('textDocument/rename', { position, newName: 'Mara Tosk' }));
  assert.equal(document.text, TEXT.replaceAll(/Maro[ -]Tesk/g, 'Mara Tosk'));
  await document.becomes(CODES.slice(0, 2));
});

session('names and terms are completed', async client => {
  const document = await opened(client, 'chapter.md', `${TEXT}\nThe dy`);
  await document.becomes(CODES);
  for (const [label, more] of [['dyke', 'ke held. Then Mar'], ['Maro Tesk', 'o Tesk left.']]) {
    const end = document.position(document.text.length);
    const offered = await document.ask('textDocument/completion', { position: end });
    assert.deepEqual(offered.items.map(item => item.label), [label]);
    await document.apply({ changes: { [document.uri]: [{ range: { start: end, end }, newText: more }] } });
  }
  assert.ok(document.text.endsWith('The dyke held. Then Maro Tesk left.'));
});

session('settings hold at once, and answers are written', async (client, capabilities) => {
  const document = await opened(client, 'chapter.md', TEXT);
  await document.becomes(CODES);
  await client.tell('workspace/didChangeConfiguration', { settings: { postedit: { rules: { 'glossary-term': 'off' } } } });
  const [repeat] = await document.becomes(CODES.slice(1));
  const fixes = await document.actions(repeat.range, ['quickfix']);
  const { command } = fixes.find(fix => fix.title === 'This repeat is intended');
  await client.ask('workspace/executeCommand', command);
  assert.ok(client.read('postedit-names.txt').endsWith('repeat: spoke spoke\n'));
  await document.becomes(CODES.slice(2));
  await client.ask('workspace/executeCommand', { command: 'postedit.fixAll', arguments: [{ uri: document.uri }] });
  if (capabilities.workspace !== undefined) {
    await document.apply(await client.until('the edit', () => client.edits.shift()));
    await document.becomes([]);
  }
});
