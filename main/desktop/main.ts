import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, session } from 'electron';
import type { Opening, Theme } from '../../shared/desktop-api.ts';
import { readArguments } from './arguments.ts';
import { answerCalls } from './ipc.ts';
import { showMenu } from './menu.ts';
import { guardSession } from './network-guard.ts';
import { declareScheme, servePages, workbench as ownPages } from './pages.ts';
import { htmlToPdf } from './print.ts';
import { recentCases } from './recent.ts';
import { chooseTheme, currentTheme, restoreTheme } from './theme.ts';
import { closing, frontWorkbench, open, openWorkbench, show, workbenchWith } from './workbench.ts';

app.setName('Aftermap');
declareScheme();
// Chromium's own errands (updates, proxies, names) must not leave the machine either.
app.commandLine.appendSwitch('disable-background-networking');
app.commandLine.appendSwitch('no-proxy-server');
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');

const launch = readArguments(ownArguments(), process.cwd());
if (launch.task === 'print') void app.whenReady().then(() => printAndQuit(launch.html, launch.pdf));
else if (app.requestSingleInstanceLock({ ...launch.opening })) start(launch.opening);
else app.quit();

/** The arguments after the program; where Electron was given the application's folder, after that. */
function ownArguments(): readonly string[] {
  const words = process.argv.slice(1);
  if (!process.defaultApp) return words;
  const folder = words.findIndex((word) => resolve(word) === app.getAppPath());
  return words.slice(folder + 1);
}

function start(opening: Opening): void {
  app.on('second-instance', (_event, _words, _folder, asked) => openAnywhere(asked as Opening));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void app.whenReady().then(() => openAnywhere(readOpening(path)));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    const engines = closing();
    if (engines === null) return;
    event.preventDefault();
    void engines.then(() => app.quit());
  });
  void app.whenReady().then(() => {
    restoreTheme();
    guardSession(session.defaultSession, ownPages);
    servePages(session.defaultSession, join(__dirname, '..', 'renderer'));
    answerCalls();
    refreshMenu();
    openWorkbench(opening, refreshMenu);
  });
}

const readOpening = (path: string): Opening =>
  path.endsWith('.aftermap') ? { case: path, evidence: [] } : { case: null, evidence: [path] };

/** A case that is open comes to the front, another gets a window of its own; evidence goes to the window in use. */
function openAnywhere(asked: Opening): void {
  const holder = asked.case === null ? frontWorkbench() : workbenchWith(asked.case);
  const idle = open().find((workbench) => workbench.casePath() === null);
  const workbench = holder ?? idle;
  if (!workbench) return void openWorkbench(asked, refreshMenu);
  show(workbench);
  if (asked.evidence.length > 0 || workbench !== holder) workbench.tell('paths', asked);
}

function refreshMenu(): void {
  showMenu({
    recent: recentCases(),
    theme: currentTheme(),
    onCommand: (name) => frontWorkbench()?.tell('command', { name }),
    onCase: (path) => openAnywhere({ case: path, evidence: [] }),
    onTheme: changeTheme,
  });
}

function changeTheme(theme: Theme): void {
  chooseTheme(theme);
  for (const workbench of open()) workbench.tell('theme', { theme });
}

/** `--print-pdf`: for the command line, which has no way to print by itself. */
async function printAndQuit(html: string, pdf: string): Promise<void> {
  try {
    writeFileSync(pdf, await htmlToPdf(readFileSync(html, 'utf8')));
    app.exit(0);
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  }
}
