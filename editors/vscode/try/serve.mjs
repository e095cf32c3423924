// VS Code for a browser: serves a window that has the extension and the text open, until it is interrupted.
//
//   serve.mjs FILE
import path from 'node:path';
import { startCodeServer } from '../drive/code-server.mjs';

const file = process.argv[2];
const { CODE_SERVER, POSTEDIT, VSIX } = process.env;
const server = await startCodeServer({ program: CODE_SERVER, vsix: VSIX, machineSettings: { 'postedit.server.path': POSTEDIT } });
console.log(`\nOpen this in a browser on this machine:\n\n  ${server.address(path.dirname(file), path.basename(file))}\n
Findings: Ctrl+Shift+M lists them, F8 goes to the next, Ctrl+. offers its quick fixes. Ctrl+S saves to
${file}. Ctrl+C here ends it.`);
const stopped = new Promise(resolve => ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(name => process.on(name, resolve)));
const ended = new Promise(resolve => server.child.on('exit', resolve));
await Promise.race([stopped, ended]);
await server.stop();
process.exit();
