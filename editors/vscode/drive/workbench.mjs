// VS Code's window in a headless browser, and what a person does in it. Keys and clicks are sent as a
// person would; each step waits until its effect is on the screen.
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { until } from './until.mjs';

/**
 * Opens the window.
 * - `browser`: Chromium (editors/setup/browser.sh prints it); `server`: a running CodeServer
 * - `folder`, `file`: what to open; `size`: of the window, in pixels
 * - `hostModule`: a folder with a package.json and an index.cjs whose `run()` is to run in the extension host
 *
 * The result's `hostExit` is the exit status of that module once it has ended.
 */
export async function openWorkbench({ browser, server, folder, file, hostModule, size = { width: 1280, height: 800 } }) {
  const profile = path.join(server.home, 'browser');
  fs.mkdirSync(profile);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser, headless: true, viewport: size, timeout: 60_000,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    // Nobody but our own server is to be asked for anything.
    await context.route(url => /^https?:/.test(url.protocol) && url.hostname !== '127.0.0.1', route => route.abort());
    const page = context.pages()[0] ?? await context.newPage();
    const workbench = new Workbench(context, page);
    if (hostModule !== undefined) await workbench.runInHost(hostModule, server.port);
    await page.goto(server.address(folder, file));
    await page.locator('.monaco-workbench').waitFor();
    if (file !== undefined) await page.locator(`.monaco-editor[data-uri$="/${encodeURIComponent(file)}"] .view-line`).first().waitFor();
    return workbench;
  } catch (error) {
    await context.close();
    throw error;
  }
}

const ACTION = '.action-widget .monaco-list-row.action';

class Workbench {
  /** Exit status of the module that runs in the extension host; undefined while it runs. */
  hostExit;

  constructor(context, page) {
    this.context = context;
    this.page = page;
    page.setDefaultTimeout(30_000);
  }

  close() {
    return this.context.close();
  }

  /** Asks VS Code to run a module in its extension host: it reads that from an attribute of its own page. */
  async runInHost(module, port) {
    await this.context.exposeFunction('codeAutomationExit', status => { this.hostExit = status; });
    await this.context.exposeFunction('codeAutomationLog', () => {});
    const remote = file => ({ scheme: 'vscode-remote', authority: `127.0.0.1:${port}`, path: file });
    await this.context.addInitScript(options => {
      new MutationObserver((_changes, observer) => {
        const element = document.getElementById('vscode-workbench-web-configuration');
        if (element === null) return;
        observer.disconnect();
        const configuration = JSON.parse(element.getAttribute('data-settings'));
        configuration.developmentOptions = { ...configuration.developmentOptions, ...options };
        element.setAttribute('data-settings', JSON.stringify(configuration));
      }).observe(document, { childList: true, subtree: true });
    }, { extensions: [remote(module)], extensionTestsPath: remote(path.join(module, 'index.cjs')) });
  }

  /** Presses a key until `locator` shows: a key is lost while the focus is on its way. */
  async press(key, locator, ms = 30_000) {
    for (const end = Date.now() + ms; ;) {
      await this.page.keyboard.press(key);
      try {
        return await locator.first().waitFor({ timeout: 3_000 });
      } catch (error) {
        if (Date.now() > end) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Runs a command of the palette by its full title. */
  async command(title) {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await this.press('F1', input);
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Puts the cursor on a line and column of the open text, both from 1, the column in UTF-16 units. */
  async cursorTo(line, column) {
    const widget = this.page.locator('.quick-input-widget');
    const input = widget.locator('.quick-input-box input');
    await this.press('Control+g', input);
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Underlines in the open text: of "error", "warning", "info" or "hint". */
  squiggles(kind) {
    return this.page.locator(`.editor-instance .squiggly-${kind}`);
  }

  /** The lines of the open text that are on the screen. */
  async lines() {
    const found = await this.page.locator('.editor-instance .view-line').evaluateAll(elements => elements
      .map(element => ({ top: parseFloat(element.style.top), text: element.textContent }))
      .sort((a, b) => a.top - b.top));
    return found.map(line => readable(line.text));
  }

  /** The rows of the Problems panel, which it opens where it is closed. */
  async problems() {
    const panel = this.page.locator('.markers-panel');
    if (!await panel.isVisible()) await this.press('Control+Shift+m', panel);
    const rows = await panel.locator('.monaco-list-row').allInnerTexts();
    return rows.map(row => readable(row).replace(/\s*\n\s*/g, ' '));
  }

  /** Opens the menu of quick fixes at the cursor and returns the titles in it. */
  async openQuickFixes() {
    const rows = this.page.locator(ACTION);
    await this.press('Control+.', rows);
    return (await rows.allInnerTexts()).map(text => readable(text).trim());
  }

  /** Chooses a title in the open menu of quick fixes, by keyboard: older versions keep the mouse away from it. */
  async chooseQuickFix(title) {
    const chosen = this.page.locator(`${ACTION}.focused`, { hasText: title });
    for (let steps = 0; await chosen.count() === 0; steps++) {
      if (steps > 50) throw new Error(`the menu has no "${title}"`);
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
    await this.page.locator(ACTION).first().waitFor({ state: 'detached' });
  }

  /** Saves the open text. */
  async save() {
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /**
   * Replaces a settings file by `settings`: the one that a command of the palette opens, "Preferences: Open User
   * Settings (JSON)" or "Preferences: Open Remote Settings (JSON)". Leaves the text open that was open before.
   */
  async writeSettings(title, settings) {
    await this.command(title);
    await this.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
    await this.page.locator('.editor-instance .monaco-editor[data-uri$="settings.json"] .view-line').first().click();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(JSON.stringify(settings));
    await this.save();
    await this.command('View: Close Editor');
    await this.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor({ state: 'detached' });
  }

  /** The notification that holds `text`. */
  notification(text) {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** Waits until the module that runs in the extension host has ended, and returns its exit status. */
  async hostEnded(ms = 90_000) {
    await until('the extension host', () => this.hostExit !== undefined, ms);
    return this.hostExit;
  }
}

/** Text of the screen as a person reads it: VS Code draws spaces as no-break spaces and adds invisible marks. */
function readable(text) {
  return text.replace(/\u00a0/g, ' ').replace(/[\u200b-\u200f\u202a-\u202e]/g, '');
}
