// Runs in VS Code's extension host for show.mjs: opens the text, and writes down what VS Code holds against it.
const fs = require('node:fs');
const vscode = require('vscode');
const { Recording } = require('../../drive/recording.cjs');

const SEVERITIES = ['error', 'warning', 'information', 'hint'];
const { POSTEDIT_TRY_FILE, POSTEDIT_TRY_REPORT, POSTEDIT_TRY_RECORDING } = process.env;

exports.run = async () => {
  const outcome = await look().catch(error => ({ problem: error.message }));
  fs.writeFileSync(`${POSTEDIT_TRY_REPORT}.part`, JSON.stringify(outcome));
  fs.renameSync(`${POSTEDIT_TRY_REPORT}.part`, POSTEDIT_TRY_REPORT);
  await new Promise(() => {}); // an end would clear the window of all findings before its picture is taken
};

async function look() {
  const document = await vscode.workspace.openTextDocument(POSTEDIT_TRY_FILE);
  await vscode.window.showTextDocument(document);
  if (!['plaintext', 'markdown'].includes(document.languageId)) {
    throw new Error(`it takes this file for "${document.languageId}"; plain text and Markdown are checked.`);
  }
  const recording = new Recording(POSTEDIT_TRY_RECORDING);
  const sent = () => recording.reported(document.uri.toString());
  await until('the first check', sent);
  await until('the findings', () => vscode.languages.getDiagnostics(document.uri).length === sent().items.length);
  const found = vscode.languages.getDiagnostics(document.uri).sort((a, b) => a.range.start.compareTo(b.range.start));
  const findings = [];
  for (const finding of found) findings.push(await describe(document, finding));
  return { findings };
}

/** A finding as a person reads it: line and column from 1, the column in characters. */
async function describe(document, finding) {
  const before = document.lineAt(finding.range.start.line).text.slice(0, finding.range.start.character);
  return {
    line: finding.range.start.line + 1,
    column: [...before].length + 1,
    severity: SEVERITIES[finding.severity],
    code: finding.code?.value ?? finding.code,
    message: finding.message,
    fixes: (await fixes(document, finding.range)).map(fix => ({ title: fix.title, preferred: fix.isPreferred === true })),
  };
}

/**
 * The quick fixes at one finding. VS Code builds the question in its window, which hears of a finding later than
 * we do, and cancels it when another extension registers meanwhile; a finding without fixes costs the whole wait.
 */
async function fixes(document, range) {
  const ask = () => vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix')
    .then(found => found.length > 0 && found, () => false);
  return until('fixes', ask, 3_000).catch(() => []);
}

async function until(what, probe, ms = 30_000) {
  for (const end = Date.now() + ms; ;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
