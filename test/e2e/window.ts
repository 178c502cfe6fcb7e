import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { electronRuntime } from '../../build/electron-runtime.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const shots = join(root, 'test-results', 'screenshots');

// Each worker has a display of its own, where the run has several.
const display = process.env.TEST_DISPLAYS?.split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (display) process.env.DISPLAY = display;

/** The real program, running, with a user's folder of its own. */
export interface Aftermap {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder for the test's own files; gone after `close`. */
  readonly folder: string;
  /** What the program wrote to stderr so far. */
  readonly stderr: () => string;
  /** Requests that the program tried to make to anything but its own pages. */
  readonly refusedRequests: () => readonly string[];
  /** What the page's console reported as errors. */
  readonly pageErrors: readonly string[];
  /** The process that hosts the engine. */
  readonly enginePid: () => Promise<number>;
  /** Chooses a command of the menu by its name. */
  readonly choose: (command: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How the program is started: arguments as a user would type them, the size of the window, light or dark. */
export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
}

/** Starts Aftermap as a user would and waits for its first window. */
export async function launch({ args = [], size, theme = 'light' }: LaunchOptions = {}): Promise<Aftermap> {
  const runtime = await electronRuntime();
  const folder = mkdtempSync(join(tmpdir(), 'aftermap-e2e-'));
  const user = join(folder, 'user');
  mkdirSync(user);
  writeFileSync(join(user, 'theme.json'), JSON.stringify({ theme }));
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, `--user-data-dir=${user}`, '--force-device-scale-factor=1', ...args],
    env: { ...(process.env as Record<string, string>), TZ: 'UTC', LANG: 'en_US.UTF-8' },
    cwd: root,
    // Light or dark is the program's own choice, not Playwright's.
    colorScheme: null,
  });
  let stderr = '';
  app.process().stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const page = await app.firstWindow();
  const pageErrors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  page.on('pageerror', (error) => pageErrors.push(error.message));
  if (size) await resize(app, size);
  return {
    app,
    page,
    folder,
    stderr: () => stderr,
    refusedRequests: () => stderr.split('\n').filter((line) => line.startsWith('Refused a request')),
    pageErrors,
    enginePid: () => enginePid(app),
    choose: (command) => choose(app, command),
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function resize(app: ElectronApplication, size: { width: number; height: number }): Promise<void> {
  return app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

function enginePid(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: program }) => {
    const engine = program.getAppMetrics().find(({ name }) => name === 'Aftermap engine');
    if (!engine) throw new Error('No engine is running.');
    return engine.pid;
  });
}

function choose(app: ElectronApplication, command: string): Promise<void> {
  return app.evaluate(({ Menu }, id) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(id);
    if (!item) throw new Error(`The menu has no ${id}.`);
    (item.click as () => void)();
  }, command);
}

/** Keeps a picture of the window. It waits for the fonts and for everything that moves to have stopped. */
export async function screenshot(page: Page, name: string, folder = shots): Promise<string> {
  const path = join(folder, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
