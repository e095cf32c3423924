// Waiting for something to become so.

/** Asks `probe` until its answer is truthy and returns that; after `ms` milliseconds throws, naming `what`. */
export async function until(what, probe, ms = 30_000) {
  for (const end = Date.now() + ms; ;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
