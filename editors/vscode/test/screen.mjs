// VS Code as a person sees and uses it: underlines, the Problems panel, the menu of quick fixes, typing, saving,
// and the message where the program is missing. SHOTS=folder keeps a picture of each step.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CALM, startCodeServer } from '../drive/code-server.mjs';
import { until } from '../drive/until.mjs';
import { openWorkbench } from '../drive/workbench.mjs';
import { outcome, programs } from './outcome.mjs';

const { browser, codeServer, server, vsix } = programs();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pe-'));
const file = path.join(folder, 'bridge.txt');
fs.writeFileSync(file, 'Mayor Li Lesheng opened the bridge. Li Lesheng thanked the crews. Then Li Lesheng left.\n\n'
  + '🌍 Reporters asked Li Le Sheng about the the cost.\n');

const result = outcome();
const code = await startCodeServer({ program: codeServer, vsix, machineSettings: { 'postedit.server.path': server } });
let window;
let shots = 0;
const USER_SETTINGS = 'Preferences: Open User Settings (JSON)';
const MACHINE_SETTINGS = 'Preferences: Open Remote Settings (JSON)';

async function step(name, body) {
  const fine = await result.test(name, body);
  const shot = `${String(++shots).padStart(2, '0')}-${name.replace(/[^a-z]+/gi, '-')}.png`;
  if (process.env.SHOTS) await window?.page.screenshot({ path: path.join(process.env.SHOTS, shot) });
  if (!fine) throw new Error('the steps after this one build on it');
}

try {
  await step('the text opens', async () => {
    window = await openWorkbench({ browser, server: code, folder, file: 'bridge.txt' });
  });
  await step('what is wrong is underlined', async () => {
    await until('two underlines', async () => await window.squiggles('warning').count() === 2);
  });
  await step('the Problems panel lists it', async () => {
    const rows = await until('the rows', async () => {
      const found = await window.problems();
      return found.some(row => row.includes('"the" is repeated')) && found.some(row => row.includes('Li Le Sheng')) ? found : undefined;
    });
    // The panel counts in UTF-16 units, of which the emoji is two.
    assert(rows.some(row => /"the" is repeated.*postedit.*repeated-word.*\[Ln 3, Col 38\]/.test(row)), rows.join('\n'));
    assert(rows.some(row => /postedit.*inconsistent-name.*\[Ln 3, Col 20\]/.test(row)), rows.join('\n'));
  });
  await step('the other spellings stand below the finding', async () => {
    await until('related places', async () => (await window.problems()).some(row => /bridge\.txt.*\[Ln 1, Col 7\]/.test(row)));
  });
  await step('Ctrl+. offers the fixes', async () => {
    await window.cursorTo(3, 43);
    const titles = await window.openQuickFixes();
    assert(titles.includes('Remove the second "the"'), titles.join('\n'));
  });
  await step('the chosen fix is applied', async () => {
    await window.chooseQuickFix('Remove the second "the"');
    await until('the text', async () => (await window.lines())[2] === '🌍 Reporters asked Li Le Sheng about the cost.');
    await until('one underline', async () => await window.squiggles('warning').count() === 1);
  });
  await step('the name is mended everywhere', async () => {
    await window.cursorTo(3, 21);
    await window.openQuickFixes();
    await window.chooseQuickFix('Use "Li Lesheng" here');
    await until('the text', async () => (await window.lines())[2] === '🌍 Reporters asked Li Lesheng about the cost.');
    await window.squiggles('warning').first().waitFor({ state: 'detached' });
  });
  await step('a repeat that is typed is underlined', async () => {
    await window.cursorTo(3, 1);
    await window.page.keyboard.type('All of of ');
    await window.squiggles('warning').first().waitFor();
  });
  await step('what was mended is saved', async () => {
    await window.save();
    assert.match(fs.readFileSync(file, 'utf8'), /\n\nAll of of 🌍 Reporters asked Li Lesheng about the cost\.\n$/);
  });
  await step('a check is switched off in the settings', async () => {
    await window.writeSettings(USER_SETTINGS, { ...CALM, 'postedit.rules': { 'repeated-word': 'off' } });
    await window.squiggles('warning').first().waitFor({ state: 'detached' });
    await window.writeSettings(USER_SETTINGS, CALM);
    await window.squiggles('warning').first().waitFor();
  });
  await step('a missing program is one message, which names the setting', async () => {
    await window.writeSettings(MACHINE_SETTINGS, { 'postedit.server.path': path.join(folder, 'nowhere/postedit') });
    const message = window.notification('Correct the setting "postedit.server.path"');
    await message.waitFor();
    assert.equal(await window.page.locator('.notifications-toasts .notification-list-item').count(), 1);
    await window.squiggles('warning').first().waitFor({ state: 'detached' });
  });
  await step('its button opens that setting', async () => {
    await window.notification('postedit.server.path').getByRole('button', { name: 'Open Setting' }).click();
    await window.page.locator('.settings-editor .setting-item-label', { hasText: 'Path' }).first().waitFor();
  });
  await step('the right path is enough to go on', async () => {
    await window.writeSettings(MACHINE_SETTINGS, { 'postedit.server.path': server });
    await window.page.locator('.tab', { hasText: 'bridge.txt' }).click();
    await window.squiggles('warning').first().waitFor();
  });
  await step('another program than postedit is one message too', async () => {
    await window.writeSettings(MACHINE_SETTINGS, { 'postedit.server.path': '/bin/false' });
    await window.notification('"/bin/false" did not start as it should').waitFor();
    assert.equal(await window.page.locator('.notifications-toasts .notification-list-item').count(), 1);
  });
} catch (error) {
  console.error(error.message, code.logs());
} finally {
  await window?.close();
  await code.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
result.close();
