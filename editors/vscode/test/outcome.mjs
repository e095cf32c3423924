// What the drivers of the tests share: the programs they are given, and how they say what came of it.

/** The programs that run.sh found or built. */
export function programs() {
  const { CHROMIUM, CODE_SERVER, POSTEDIT, VSIX } = process.env;
  for (const [name, value] of Object.entries({ CHROMIUM, CODE_SERVER, POSTEDIT, VSIX })) {
    if (!value) throw new Error(`${name} is not set; start the tests with test/run.sh`);
  }
  return { browser: CHROMIUM, codeServer: CODE_SERVER, server: POSTEDIT, vsix: VSIX };
}

/** Collects results, prints each as it comes and the sum at the end. */
export function outcome() {
  return {
    passed: 0,
    failed: 0,
    add(name, ms, error) {
      this[error ? 'failed' : 'passed']++;
      console.log(`${error ? 'not ok' : 'ok'} - ${name} (${(ms / 1000).toFixed(1)} s)${error ? `\n${error}` : ''}`);
    },
    /** Runs one test, which may use what the tests before it left on the screen; false where it failed. */
    async test(name, body) {
      const started = Date.now();
      const error = await body().then(() => undefined, reason => reason.stack);
      this.add(name, Date.now() - started, error);
      return error === undefined;
    },
    close() {
      console.log(`${this.passed} passed, ${this.failed} failed`);
      process.exitCode = this.failed > 0 ? 1 : 0;
    },
  };
}
