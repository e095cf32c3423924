// A VS Code of its own: code-server with fresh folders, reachable at an address of this machine.
// What is drawn of it is the business of workbench.mjs.
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { until } from './until.mjs';

/** The person's settings: no greetings, no chat, no experiments, nothing that pops up while somebody types. */
export const CALM = {
  'chat.disableAIFeatures': true,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.minimap.enabled': false,
  'editor.quickSuggestions': 'off',
  'editor.wordBasedSuggestions': 'off',
  'editor.wordWrap': 'on',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.confirmBeforeClose': 'never',
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts one.
 * - `program`: code-server itself (editors/setup/code-server.sh prints it); `vsix`: the extension to install
 * - `settings`: the person's, over CALM; `machineSettings`: for settings that belong to a machine, such as the
 *   path of a program. The window is a remote one and takes those from no other file.
 * - `env`: more environment for the server and for what it starts
 * - `programs`: a folder to have on the PATH. VS Code asks a login shell for its PATH, so it goes into the profile
 */
export async function startCodeServer({ program, vsix, settings = {}, machineSettings = {}, env = {}, programs }) {
  const home = makeHome({ ...CALM, ...settings }, machineSettings);
  if (programs !== undefined) fs.writeFileSync(path.join(home, '.profile'), `PATH='${programs}':$PATH\n`);
  const options = { cwd: home, env: environment(home, env) };
  const folders = ['--config', path.join(home, 'config.yaml'), '--user-data-dir', path.join(home, 'data'), '--extensions-dir', path.join(home, 'ext')];
  await promisify(execFile)(program, [...folders, '--install-extension', path.resolve(vsix), '--force'], options);
  const child = spawn(program, [...folders, '--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check',
    '--disable-workspace-trust', '--disable-getting-started-override', '--disable-proxy', '--ignore-last-opened'],
  { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const running = new CodeServer(home, child);
  try {
    running.port = await until('code-server to listen', () => {
      if (!running.alive) throw new Error('code-server ended at once');
      return running.output.match(/listening on http:\/\/127\.0\.0\.1:(\d+)/)?.[1];
    });
  } catch (error) {
    error.message += `\n${running.logs()}`;
    await running.stop();
    throw error;
  }
  return running;
}

class CodeServer {
  output = '';
  port = '';
  #onExit = () => this.#signal('SIGKILL');

  constructor(home, child) {
    this.home = home;
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => { this.output += data; });
    process.once('exit', this.#onExit);
  }

  get alive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The address that opens `folder`, and in it `file` (a path inside the folder). */
  address(folder, file) {
    const query = new URLSearchParams({ folder });
    if (file !== undefined) {
      query.set('payload', JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${this.port}${encodeURI(path.join(folder, file))}`]]));
    }
    return `http://127.0.0.1:${this.port}/?${query}`;
  }

  /** The last that code-server, the extension host and the extensions logged: for the report of a failure. */
  logs() {
    const folder = path.join(this.home, 'data/logs');
    const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.log')) : [];
    const last = text => text.trim().split('\n').slice(-25).join('\n');
    return [last(this.output), ...files.map(name => `== ${name}\n${last(fs.readFileSync(path.join(folder, name), 'utf8'))}`)].join('\n');
  }

  /** Ends it and removes its folders. */
  async stop() {
    this.#signal('SIGTERM');
    await until('code-server to end', () => !this.alive, 5_000).catch(() => {});
    this.#signal('SIGKILL'); // what it started and left behind
    process.removeListener('exit', this.#onExit);
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  #signal(name) {
    try {
      process.kill(-this.child.pid, name);
    } catch {
      // gone already
    }
  }
}

/** A home folder with settings. Its path is short: a socket is made in it, and their paths end at 107 bytes. */
function makeHome(settings, machineSettings) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'vs-'));
  for (const folder of ['data/User', 'data/Machine', 'ext']) fs.mkdirSync(path.join(home, folder), { recursive: true });
  fs.writeFileSync(path.join(home, 'config.yaml'), '');
  fs.writeFileSync(path.join(home, 'data/User/settings.json'), JSON.stringify(settings));
  fs.writeFileSync(path.join(home, 'data/Machine/settings.json'), JSON.stringify(machineSettings));
  return home;
}

/** This environment without what an editor around us left in it, and with no gallery of extensions to ask. */
function environment(home, more) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|PORT$|PASSWORD$)/.test(name));
  return { ...Object.fromEntries(kept), HOME: home, SHELL: '/bin/sh', EXTENSIONS_GALLERY: '{}', ...more };
}
