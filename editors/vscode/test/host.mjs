// Runs host/ in VS Code's extension host. The server is found on the PATH there, as after a usual installation.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCodeServer } from '../drive/code-server.mjs';
import { recorderScript } from '../drive/recorder.mjs';
import { openWorkbench } from '../drive/workbench.mjs';
import { outcome, programs } from './outcome.mjs';

const { browser, codeServer, server, vsix } = programs();
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pe-'));
const folder = path.join(scratch, 'texts');
const report = path.join(scratch, 'report.json');
const recording = path.join(scratch, 'recording.jsonl');
fs.mkdirSync(folder);
fs.mkdirSync(path.join(scratch, 'bin'));
recorderScript(path.join(scratch, 'bin'), server, recording);
fs.writeFileSync(path.join(folder, 'start.txt'), 'A quiet morning.\n');

const result = outcome();
const code = await startCodeServer({ program: codeServer, vsix, programs: path.join(scratch, 'bin'),
  env: { POSTEDIT_TEST_REPORT: report, POSTEDIT_TEST_RECORDING: recording } });
let window;
try {
  window = await openWorkbench({ browser, server: code, folder, file: 'start.txt', hostModule: path.resolve(import.meta.dirname, 'host') });
  await window.hostEnded();
} catch (error) {
  result.add('the extension host', 0, error.stack);
} finally {
  const lines = fs.existsSync(report) ? fs.readFileSync(report, 'utf8').trim().split('\n') : [];
  for (const { name, ms, error } of lines.map(line => JSON.parse(line))) result.add(name, ms, error);
  if (result.failed > 0) console.error(code.logs());
  await window?.close();
  await code.stop();
  fs.rmSync(scratch, { recursive: true, force: true });
}
result.close();
