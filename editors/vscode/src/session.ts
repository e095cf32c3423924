// The life of the server: one way to start it, which is also the way to start it again.
import * as os from 'node:os';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import {
  CloseAction, DidChangeConfigurationNotification, ErrorAction, LanguageClient, RevealOutputChannelOn,
  type CloseHandlerResult, type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { locateServer } from './locate';
import { serverPath, serverSettings } from './settings';

/** A server that falls over again and again within this many milliseconds is left alone. */
const CRASH_WINDOW = 3 * 60_000;
const CRASH_LIMIT = 5;

/** Holds at most one running server. */
export class Session {
  #client: LanguageClient | undefined;
  /** The last thing asked for; what is asked next waits for it, so that two servers never run at once. */
  #last: Promise<void> = Promise.resolve();
  #crashes: number[] = [];

  constructor(private readonly extensionFolder: string, private readonly output: vscode.LogOutputChannel) {}

  /** Starts the server, ending the one that runs. Never rejects: what went wrong has been said to the person. */
  start(): Promise<void> {
    return this.#next(async () => {
      await this.#end();
      const located = await locateServer({
        setting: serverPath(), extensionFolder: this.extensionFolder, searchPath: process.env['PATH'] ?? '',
        home: os.homedir(), platform: process.platform,
      });
      if ('problem' in located) {
        this.#say(located.problem);
      } else {
        await this.#run(located.program);
      }
    });
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return this.#next(() => this.#end());
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step).catch(error => this.output.error(error));
    return this.#last;
  }

  async #run(program: string): Promise<void> {
    this.output.info(`Starting ${program}`);
    const client: QuietClient = new QuietClient('postedit', 'Postedit', { command: program, args: ['server'] },
      this.#options(() => sendSettings(client)));
    try {
      await client.start();
      // A server that ends in the middle of its start can leave that promise fulfilled.
      if (!client.isRunning()) {
        throw new Error('it ended at once');
      }
      this.#client = client;
    } catch (error) {
      client.serverProcess?.kill();
      this.output.error(error instanceof Error ? error : String(error));
      this.#say(`"${program}" did not start as it should. If it is not postedit, correct the setting "postedit.server.path".`);
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client?.isRunning()) {
      await client.stop().catch(error => this.output.warn(`The server did not end by itself: ${error}`));
    }
  }

  #options(didChangeConfiguration: () => Promise<void>): LanguageClientOptions {
    return {
      documentSelector: [
        ...['file', 'untitled'].flatMap(scheme => ['plaintext', 'markdown'].map(language => ({ scheme, language }))),
        // A project's options take effect as they are typed.
        { scheme: 'file', pattern: '**/postedit.toml' },
      ],
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      stdioOptions: {
        // The server logs to standard error, whatever the level; the library would mark each line as an error.
        stderr: input => createInterface({ input }).on('line', line => this.output.info(line)),
        stdout: () => {}, // the protocol's own
      },
      initializationOptions: serverSettings,
      synchronize: { configurationSection: 'postedit' },
      middleware: { workspace: { didChangeConfiguration } },
      initializationFailedHandler: () => false,
      errorHandler: {
        // A broken message is no reason to end; where the server is gone, `closed` follows.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#closed(),
      },
    };
  }

  /** The connection broke without being asked to. While the server starts, `#run` hears of it by itself. */
  #closed(): CloseHandlerResult {
    if (this.#client !== undefined) {
      const now = Date.now();
      this.#crashes = [...this.#crashes.filter(time => now - time < CRASH_WINDOW), now];
      if (this.#crashes.length < CRASH_LIMIT) {
        void this.start();
      } else {
        this.#crashes = [];
        this.#say(`its program ended unexpectedly ${CRASH_LIMIT} times within three minutes. The output says more; the command "Postedit: Restart Server" tries again.`);
      }
    }
    return { action: CloseAction.DoNotRestart, handled: true, message: 'The server ended unexpectedly.' };
  }

  /** One message, with the two things that can help; the person's answer is not waited for. */
  #say(problem: string): void {
    const message = `Postedit cannot check your text: ${problem}`;
    this.output.error(message);
    const [setting, output] = ['Open Setting', 'Show Output'];
    void vscode.window.showErrorMessage(message, setting, output).then(answer => {
      if (answer === setting) {
        openSetting('postedit.server.path');
      } else if (answer === output) {
        this.output.show(true);
      }
    });
  }
}

/** Sends the settings as they stand; a server that is on its way out needs them no more. */
async function sendSettings(client: LanguageClient): Promise<void> {
  if (client.isRunning()) {
    await client.sendNotification(DidChangeConfigurationNotification.type, { settings: { postedit: serverSettings() } });
  }
}

/** Opens a machine's setting: in a remote window it is not among the person's own settings. */
function openSetting(query: string): void {
  const place = vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
  void vscode.commands.executeCommand(`workbench.action.${place}`, { query });
}

/** The library tells of one failed start in up to three messages. Here it only logs, and `Session` speaks. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
