// What VS Code calls: commands, settings, and the one session.
import * as vscode from 'vscode';
import { Session } from './session';
import { needsRestart } from './settings';

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Postedit', { log: true });
  const current = session = new Session(context.extensionPath, output);
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('postedit.restartServer', () => current.start()),
    vscode.commands.registerCommand('postedit.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (needsRestart(change)) {
        void current.start();
      }
    }),
  );
  void current.start();
}

export function deactivate(): Thenable<void> | undefined {
  return session?.stop();
}
