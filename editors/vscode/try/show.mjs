// Prints what VS Code shows of a text, without anybody looking: each finding, and the titles of its quick fixes,
// the preferred one starred; then where a picture of the window is.
//
//   show.mjs FILE
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCodeServer } from '../drive/code-server.mjs';
import { recorderScript } from '../drive/recorder.mjs';
import { until } from '../drive/until.mjs';
import { openWorkbench } from '../drive/workbench.mjs';

const file = process.argv[2];
const { CHROMIUM, CODE_SERVER, POSTEDIT, VSIX, SHOT } = process.env;
const shot = path.resolve(SHOT ?? path.join(os.tmpdir(), 'postedit-vscode.png'));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pe-'));
const recording = path.join(scratch, 'recording.jsonl');
const report = path.join(scratch, 'report.json');

const server = await startCodeServer({ program: CODE_SERVER, vsix: VSIX,
  machineSettings: { 'postedit.server.path': recorderScript(scratch, POSTEDIT, recording) },
  env: { POSTEDIT_TRY_FILE: file, POSTEDIT_TRY_REPORT: report, POSTEDIT_TRY_RECORDING: recording } });
let window;
try {
  window = await openWorkbench({ browser: CHROMIUM, server, folder: path.dirname(file), hostModule: path.join(import.meta.dirname, 'host') });
  await until('the findings', () => fs.existsSync(report), 90_000);
  const { problem, findings } = JSON.parse(fs.readFileSync(report, 'utf8'));
  if (problem !== undefined) throw new Error(problem);
  print(findings);
  await until('the list of findings', async () => (await window.problems()).length > 0 || findings.length === 0);
  await window.page.screenshot({ path: shot });
  console.log(`picture: ${shot}`);
} catch (error) {
  console.error(`VS Code: ${error.message}\n${server.logs()}`);
  process.exitCode = 2;
} finally {
  await window?.close();
  await server.stop();
  fs.rmSync(scratch, { recursive: true, force: true });
}

function print(findings) {
  for (const { line, column, severity, code, message, fixes } of findings) {
    console.log(`${line}:${column} ${severity} ${code} ${message}`);
    for (const { title, preferred } of fixes) console.log(`    ${preferred ? '★' : '·'} ${title}`);
  }
  console.log(findings.length === 1 ? '1 finding' : `${findings.length} findings`);
}
