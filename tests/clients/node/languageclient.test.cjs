// A whole session through vscode-languageclient, the library that VS Code's extensions are made with: it converts every
// message into VS Code's types, or fails. $POSTEDIT names the program.
const assert = require('node:assert/strict');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const test = require('node:test');
const { CodeActionKind, Editor, Range, position } = require('./vscode.cjs');

const editor = new Editor();
editor.install();
const { LanguageClient } = require('vscode-languageclient/node');

const TEXT = `# The dike 😀

In the end Maro Tesk spoke spoke of it. Later Maro Tesk left.

Then Maro Tesk came, and Maro-Tesk laughed.
`;
const CODES = ['glossary-term', 'repeated-word', 'inconsistent-name'];
const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

/** What the library complains of. */
const complaints = [];
const say = level => (...said) => { if (['error', 'warn'].includes(level)) complaints.push(said.join(' ')); };
const channel = { logLevel: 3, onDidChangeLogLevel: () => ({ dispose() {} }), dispose() {}, then: undefined };
const output = new Proxy(channel, { get: (known, key) => key in known ? known[key] : say(key) });

test('a whole session through vscode-languageclient', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postedit-client-'));
  writeFileSync(join(folder, 'postedit.toml'), 'language = "en"\nglossaries = ["glossary.txt"]\n');
  writeFileSync(join(folder, 'glossary.txt'), '堤\tdyke\n堤\tdike\tforbidden\n');
  const client = new LanguageClient('postedit', 'Postedit', { command: process.env['POSTEDIT'], args: ['server'] },
    { documentSelector: [{ scheme: 'file' }], outputChannel: output, initializationOptions: {} });
  await client.start();
  const ended = new Promise(resolve => client.serverProcess.on('exit', resolve));
  try {
    await session(client, folder);
    // Once it stops, the library complains of questions of its own that are still open.
    assert.deepEqual([...complaints, ...editor.said], []);
    await client.stop();
    assert.equal(await ended, 0, 'the status of the program');
  } finally {
    client.serverProcess?.kill();
    rmSync(folder, { recursive: true });
  }
});

async function session(client, folder) {
  const document = editor.open(join(folder, 'chapter.md'), TEXT);
  const shown = await editor.shows(document, CODES);
  assert.deepEqual(shown.map(found => found.severity), [1, 1, 1]);
  await asked(document);
  await mended(document, shown);
  await completed(document);
  await configured(client, document);
  await answered(document, folder);
  editor.close(document);
}

/** Cards, places, symbols and a rename, undone again. */
async function asked(document) {
  const name = position(TEXT, TEXT.indexOf('Maro') + 1);
  const card = await editor.providers.Hover.provideHover(document, name, token);
  assert.match(card.contents[0].value, /Maro-Tesk: once, hyphens differ/);
  const term = await editor.providers.Hover.provideHover(document, position(TEXT, TEXT.indexOf('dike')), token);
  assert.match(term.contents[0].value, /dike: not to be used/);
  const places = await editor.providers.Reference.provideReferences(document, name, { includeDeclaration: true }, token);
  assert.deepEqual(places.map(place => place.range.start.line), [2, 2, 4, 4]);
  assert.equal((await editor.providers.DocumentHighlight.provideDocumentHighlights(document, name, token)).length, 4);
  const [heading] = await editor.providers.DocumentSymbol.provideDocumentSymbols(document, token);
  assert.deepEqual([heading.name, heading.children.map(child => child.name)], ['The dike 😀', ['Maro Tesk']]);
  const found = await editor.providers.WorkspaceSymbol.provideWorkspaceSymbols('mtesk', token);
  assert.deepEqual(found.map(symbol => symbol.name).sort(), ['Maro Tesk', 'Maro-Tesk']);
  assert.deepEqual(await editor.providers.CodeLens.provideCodeLenses(document, token), []);
  assert.equal((await editor.providers.Rename.prepareRename(document, name, token)).placeholder, 'Maro Tesk');
  const renamed = await editor.providers.Rename.provideRenameEdits(document, name, 'Mara Tosk', token);
  await editor.apply(renamed);
  assert.equal(document.text, TEXT.replaceAll(/Maro[ -]Tesk/g, 'Mara Tosk'));
  await editor.shows(document, CODES.slice(0, 2));
  whole(document, TEXT);
  await editor.shows(document, CODES);
}

/** One fix, then all at once, then many that are resolved. */
async function mended(document, shown) {
  const actions = (range, only) => editor.providers.CodeActions
    .provideCodeActions(document, range, { diagnostics: [], only, triggerKind: 1 }, token);
  const [fix] = await actions(shown[1].range, CodeActionKind.QuickFix);
  assert.deepEqual([fix.isPreferred, fix.kind.value], [true, 'quickfix']);
  await editor.apply(fix.edit);
  await editor.shows(document, ['glossary-term', 'inconsistent-name']);
  const [all] = await actions(everything(document), CodeActionKind.SourceFixAll);
  await editor.apply(all.edit);
  assert.equal(document.text, TEXT.replace('dike', 'dyke').replace('spoke spoke', 'spoke').replace('Maro-Tesk', 'Maro Tesk'));
  await editor.shows(document, []);
  whole(document, 'The oil .\n\n'.repeat(60));
  await editor.shows(document, Array(60).fill('space-before-punctuation'));
  const [many] = await actions(everything(document), CodeActionKind.SourceFixAll);
  assert.equal(many.edit, undefined);
  await editor.apply((await editor.providers.CodeActions.resolveCodeAction(many, token)).edit);
  assert.equal(document.text, 'The oil.\n\n'.repeat(60));
  await editor.shows(document, []);
}

/** A name and a term. */
async function completed(document) {
  for (const [typed, label] of [['The dy', 'dyke'], ['Then Maro T', 'Maro Tesk']]) {
    whole(document, `${TEXT}\n${typed}`);
    const at = everything(document).end;
    const { items } = await editor.providers.CompletionItem.provideCompletionItems(document, at, token, { triggerKind: 0 });
    assert.deepEqual(items.map(item => item.label), [label]);
  }
  whole(document, TEXT);
  await editor.shows(document, CODES);
}

/** Settings hold at once. */
async function configured(client, document) {
  const send = rules => client.sendNotification('workspace/didChangeConfiguration', { settings: { postedit: { rules } } });
  await send({ 'glossary-term': 'off' });
  await editor.shows(document, CODES.slice(1));
  await send({});
  await editor.shows(document, CODES);
}

/** An answer is written down. */
async function answered(document, folder) {
  await editor.commands['postedit.remember']({ uri: document.uri.toString(), entry: 'repeat: spoke spoke' });
  assert.equal(readFileSync(join(folder, 'postedit-names.txt'), 'utf8'), 'repeat: spoke spoke\n');
  await editor.shows(document, [CODES[0], CODES[2]]);
  await editor.commands['postedit.fixAll']({ uri: document.uri.toString() });
  await editor.shows(document, []);
}

function everything(document) {
  return new Range(position(document.text, 0), position(document.text, document.text.length));
}

/** Replaces the whole text. */
function whole(document, text) {
  editor.type(document, everything(document), text);
}
