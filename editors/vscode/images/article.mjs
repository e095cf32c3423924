// Takes the picture for the project's README: the sample article, its findings, one menu of quick fixes.
// Run by hand when what it shows has changed; the two numbers are where the menu opens, line and column:
//
//   CODE_SERVER=$(../../setup/code-server.sh) CHROMIUM=$(../../setup/browser.sh) POSTEDIT=/path/of/postedit node article.mjs 3 688
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCodeServer } from '../drive/code-server.mjs';
import { until } from '../drive/until.mjs';
import { openWorkbench } from '../drive/workbench.mjs';

/** Only what the picture is about. */
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 13,
  'editor.lineHeight': 21,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.layoutControl.enabled': false,
};

const [line, column] = process.argv.slice(2).map(Number);
const { CHROMIUM, CODE_SERVER, POSTEDIT } = process.env;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pe-'));
fs.copyFileSync(path.join(import.meta.dirname, '../../sample/article.txt'), path.join(folder, 'article.txt'));

const server = await startCodeServer({ program: CODE_SERVER, vsix: path.join(import.meta.dirname, '../postedit.vsix'),
  settings: SETTINGS, machineSettings: { 'postedit.server.path': POSTEDIT } });
let window;
try {
  window = await openWorkbench({ browser: CHROMIUM, server, folder, file: 'article.txt', size: { width: 1280, height: 840 } });
  await until('the list of findings', async () => (await window.problems()).length > 1);
  await window.command('View: Close Primary Side Bar');
  await window.cursorTo(line, column);
  await window.openQuickFixes();
  await window.page.screenshot({ path: path.join(import.meta.dirname, 'article.png') });
} finally {
  await window?.close();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
