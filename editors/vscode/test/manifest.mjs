// What package.json promises is what the program has.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { outcome, programs } from './outcome.mjs';

const { server } = programs();
const { contributes } = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8'));
const settings = contributes.configuration.properties;
const result = outcome();

await result.test('each check of the program can be set, and no other', async () => {
  const codes = execFileSync(server, ['rules'], { encoding: 'utf8' }).match(/^[a-z]+(-[a-z]+)*/gm);
  assert.deepEqual(Object.keys(settings['postedit.rules'].properties).sort(), codes.sort());
});

await result.test('each check can be switched off and take each severity', async () => {
  const severities = ['off', ...[...settings['postedit.minSeverity'].enum].reverse()];
  for (const [code, { enum: values }] of Object.entries(settings['postedit.rules'].properties)) assert.deepEqual(values, severities, code);
});

result.close();
