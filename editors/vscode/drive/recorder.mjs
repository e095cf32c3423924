// Stands between VS Code and the server and writes down every message, one JSON line each:
// {"from": "client" | "server", "message": …}, and {"pid": …} and {"exit": …} of each server. VS Code starts the script that `recorderScript` writes.
//
//   node recorder.mjs RECORDING SERVER [ARGUMENT…]
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes a program into `folder` that is `server` with its messages recorded into `recording`; returns its path. */
export function recorderScript(folder, server, recording) {
  const program = path.join(folder, 'postedit');
  const words = [process.execPath, fileURLToPath(import.meta.url), recording, server].map(word => `'${word.replaceAll("'", "'\\''")}'`);
  fs.writeFileSync(program, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
  return program;
}

/** Cuts a stream of messages into single ones. */
class Splitter {
  #rest = Buffer.alloc(0);

  /** Takes the next bytes and calls `emit` with the text of each message that is complete. */
  take(bytes, emit) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const head = this.#rest.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(this.#rest.subarray(0, head).toString('ascii').match(/content-length: *(\d+)/i)?.[1]);
      const end = head + 4 + length;
      if (!(this.#rest.length >= end)) return;
      emit(this.#rest.subarray(head + 4, end).toString('utf8'));
      this.#rest = this.#rest.subarray(end);
    }
  }
}

function main([recording, program, ...args]) {
  const log = fs.openSync(recording, 'a');
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  fs.writeSync(log, `${JSON.stringify({ pid: server.pid })}\n`);
  const pass = (from, source, sink) => {
    const splitter = new Splitter();
    source.on('data', bytes => {
      splitter.take(bytes, text => fs.writeSync(log, `{"from":"${from}","message":${text}}\n`));
      sink.write(bytes);
    });
    source.on('end', () => sink.end());
    sink.on('error', () => {}); // the other side is gone; its end is seen elsewhere
  };
  pass('client', process.stdin, server.stdin);
  pass('server', server.stdout, process.stdout);
  server.on('error', error => { console.error(error.message); process.exitCode = 127; });
  server.on('exit', (status, signal) => {
    fs.writeSync(log, `${JSON.stringify({ exit: status ?? signal })}\n`);
    process.exitCode = status ?? 1;
    process.stdin.destroy();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
