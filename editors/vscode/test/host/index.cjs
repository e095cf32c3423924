// VS Code calls `run` in its extension host, where the whole `vscode` API is at hand. One test after the other;
// each outcome goes into a file, for the extension host's console does not reach the one who started it.
const fs = require('node:fs');

const SUITES = ['diagnostics', 'fixes', 'names', 'typing', 'settings', 'projects', 'session'];

exports.run = async () => {
  for (const suite of SUITES) {
    for (const [name, test] of Object.entries(require(`./${suite}.cjs`))) {
      const started = Date.now();
      const error = await test().then(() => undefined, reason => reason?.stack ?? String(reason));
      fs.appendFileSync(process.env.POSTEDIT_TEST_REPORT, `${JSON.stringify({ name: `${suite}: ${name}`, ms: Date.now() - started, error })}\n`);
    }
  }
};
