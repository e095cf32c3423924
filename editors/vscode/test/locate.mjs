// Which program is started: the setting, then the one beside the extension, then the PATH.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { outcome } from './outcome.mjs';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pe-'));
const result = outcome();
const bundle = path.join(scratch, 'locate.mjs');
await build({ entryPoints: [path.join(import.meta.dirname, '../src/locate.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
const { locateServer } = await import(bundle);

const home = path.join(scratch, 'home');
const own = path.join(home, 'tools/postedit');
const bundled = path.join(scratch, 'extension/server/postedit');
const onPath = path.join(scratch, 'bin/postedit');
for (const file of [own, bundled, onPath]) program(file);

const places = { setting: '', extensionFolder: path.join(scratch, 'extension'), home, platform: 'linux',
  searchPath: `relative:${path.join(scratch, 'nothing')}:${path.join(scratch, 'bin')}` };

await result.test('the setting comes first, ~ is the home folder, blanks around it do not matter', async () => {
  assert.deepEqual(await locateServer({ ...places, setting: own }), { program: own });
  assert.deepEqual(await locateServer({ ...places, setting: ' ~/tools/postedit ' }), { program: own });
});

await result.test('then the program that came with the extension, then the PATH', async () => {
  assert.deepEqual(await locateServer(places), { program: bundled });
  assert.deepEqual(await locateServer({ ...places, extensionFolder: scratch }), { program: onPath });
});

await result.test('nothing anywhere: the message says what to install and which setting to change', async () => {
  const { problem } = await locateServer({ ...places, extensionFolder: scratch, searchPath: '' });
  assert.match(problem, /"postedit" was not found.*Install it.*"postedit\.server\.path"/);
});

await result.test('a setting that leads nowhere is said, not passed over', async () => {
  const text = path.join(scratch, 'text');
  fs.writeFileSync(text, '');
  for (const [setting, why] of [['/nowhere/postedit', 'no program at'], ['postedit', 'not a full path'], [home, 'is a folder'], [text, 'may not be run']]) {
    const { problem } = await locateServer({ ...places, setting });
    assert.match(problem, new RegExp(`${why}.*"postedit\\.server\\.path"`));
  }
});

await result.test('on Windows it is called postedit.exe', async () => {
  const folder = path.join(scratch, 'windows');
  program(path.join(folder, 'server/postedit.exe'));
  assert.deepEqual(await locateServer({ ...places, platform: 'win32', extensionFolder: folder, searchPath: '' }), { program: path.join(folder, 'server/postedit.exe') });
});

fs.rmSync(scratch, { recursive: true });
result.close();

function program(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
}
