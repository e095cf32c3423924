// Bundles the extension into dist/extension.js, and gathers beside it the licences of the packages that
// went into the bundle: their terms ask for that, and the bundle itself no longer holds them.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const { metafile } = await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  metafile: true,
});

const folders = new Set(Object.keys(metafile.inputs)
  .map(input => input.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0])
  .filter(folder => folder !== undefined));
fs.writeFileSync('dist/third-party.txt', [...folders].sort().map(notice).join('\n'));

function notice(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ships no licence text; it cannot go into the bundle unnamed`);
  return `${name} ${version} (${license})\n\n${fs.readFileSync(path.join(folder, file), 'utf8').trim()}\n\n`;
}
