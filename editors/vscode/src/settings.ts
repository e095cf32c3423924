// The settings under `postedit`, as the person wrote them.
import * as vscode from 'vscode';

/** What the server is told, at its start and at each change. The client's own settings are none of its business. */
export interface ServerSettings {
  language: string;
  minSeverity: string;
  /** Paths, or patterns of paths. */
  glossaries: string[];
  scope: string;
  /** Patterns of paths. */
  exclude: string[];
  /** Settings for some of the files, each with their `paths`. */
  overrides: object[];
  /** Code of a check → "off" or a severity. */
  rules: Record<string, string>;
  codeLens: boolean;
  symbols: string;
}

/** The settings that the server understands, each with its default where nothing is set. */
export function serverSettings(): ServerSettings {
  const settings = vscode.workspace.getConfiguration('postedit');
  return {
    language: settings.get('language', 'auto'),
    minSeverity: settings.get('minSeverity', 'information'),
    glossaries: settings.get<string[]>('glossaries', []),
    scope: settings.get('scope', 'project'),
    exclude: settings.get<string[]>('exclude', []),
    overrides: settings.get<object[]>('overrides', []),
    rules: { ...settings.get<Record<string, string>>('rules', {}) },
    codeLens: settings.get('codeLens', false),
    symbols: settings.get('symbols', 'tree'),
  };
}

/** The setting `postedit.server.path`; empty where it is not set. */
export function serverPath(): string {
  return vscode.workspace.getConfiguration('postedit').get('server.path', '');
}

/** Whether a change asks for another server process; all other changes are sent to the one that runs. */
export function needsRestart(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('postedit.server.path');
}
