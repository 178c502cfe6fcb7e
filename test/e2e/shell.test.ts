import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/desktop-api.ts';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

type WindowWithBridge = Window & { aftermap: Bridge<File> };

let aftermap: Aftermap;
test.beforeEach(async () => {
  aftermap = await launch();
});
test.afterEach(() => aftermap.close());

/** Asks as the page does, through the preload script. */
function ask(page: Page, method: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, value]) => (window as unknown as WindowWithBridge).aftermap.call(name as never, value as never),
    [method, input] as const,
  );
}

test('the window has no Node, no way to the network and no second window', async () => {
  const { page } = aftermap;
  const reach = await page.evaluate(async () => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    bridge: Object.keys((window as unknown as WindowWithBridge).aftermap).sort(),
    fetched: await fetch('https://example.org/').then(
      () => true,
      () => false,
    ),
    opened: window.open('https://example.org/') !== null,
  }));
  expect(reach).toEqual({ node: [], bridge: ['call', 'on'], fetched: false, opened: false });
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await expect.poll(() => page.url()).toBe('aftermap://app/index.html');
});

test('a picture from the network is refused and named, and the program itself asks for nothing', async () => {
  const { app, page, refusedRequests } = aftermap;
  expect(refusedRequests()).toEqual([]);
  // Not awaited: how soon a refused request ends is Electron's affair.
  await app.evaluate(({ net }) => void net.fetch('https://example.org/beacon.png').catch(() => null));
  await expect.poll(() => refusedRequests()).toEqual(['Refused a request to https://example.org/beacon.png']);
  expect(page.url()).toBe('aftermap://app/index.html');
});

test('a call that is not in the contract, or asks wrongly, comes back as a failure that says so', async () => {
  const { page } = aftermap;
  expect(await ask(page, 'shell.run', {})).toMatchObject({ ok: false, failure: { code: 'usage' } });
  expect(await ask(page, 'case.open', { path: 7 })).toMatchObject({ ok: false, failure: { code: 'usage' } });
});

test('killing the engine costs the running call, not the window, and the case is open again', async () => {
  const { page, folder, enginePid } = aftermap;
  const path = join(folder, 'kill.aftermap');
  expect(await ask(page, 'case.open', { path, create: true })).toMatchObject({ ok: true });
  const restarted = page.evaluate(
    () => new Promise((heard) => (window as unknown as WindowWithBridge).aftermap.on('engine', heard)),
  );
  const killed = await enginePid();
  process.kill(killed, 'SIGSTOP');
  const running = ask(page, 'case.verify', {});
  // Calls arrive in order: once this one is answered, the engine's is under way.
  await ask(page, 'cases.recent', {});
  process.kill(killed, 'SIGKILL');
  expect(await running).toMatchObject({ ok: false, failure: { code: 'engine-stopped' } });
  expect(await restarted).toEqual({ state: 'restarted', lost: null });
  expect(await ask(page, 'case.summary', {})).toMatchObject({ ok: true, value: { path } });
  expect(await enginePid()).not.toBe(killed);
});

test('the title names the case, and the case is among the recent ones', async () => {
  const { app, page, folder } = aftermap;
  const path = join(folder, 'west-outage.aftermap');
  await ask(page, 'case.open', { path, create: true });
  const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toContain('west-outage');
  expect(await ask(page, 'cases.recent', {})).toMatchObject({ ok: true, value: { cases: [{ path }] } });
});

test('a document becomes a PDF with its foot note and page numbers, and its scripts do not run', async () => {
  const { app, page, folder } = aftermap;
  const pdf = join(folder, 'plan.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, pdf);
  const html = `<title>Restart plan</title><meta name="footer" content="Case 7f3c &amp; balanced"><h1>Wave 1</h1><script>document.body.textContent = 'script'</script>`;
  expect(await ask(page, 'document.savePdf', { html, suggestedName: 'plan.pdf' })).toEqual({
    ok: true,
    value: { path: pdf },
  });
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  expect(text).toContain('Wave 1');
  expect(text).toMatch(/Case 7f3c & balanced +Page 1 of 1/);
  expect(text).not.toContain('script');
});

test('started a second time on another case it opens a second window, on the same case it does not', async () => {
  const { app, page, folder } = aftermap;
  const first = join(folder, 'first.aftermap');
  const second = join(folder, 'second.aftermap');
  await ask(page, 'case.open', { path: second, create: true });
  await ask(page, 'case.open', { path: first, create: true });
  await startAgain(folder, second);
  await expect.poll(() => app.windows().length).toBe(2);
  const other = app.windows().find((opened) => opened !== page);
  await expect.poll(() => other && ask(other, 'case.summary', {})).toMatchObject({ ok: true, value: { path: second } });
  await startAgain(folder, second);
  await startAgain(folder, first);
  expect(app.windows()).toHaveLength(2);
});

test('a case that is open in one window is not opened in another', async () => {
  const { app, page, folder } = aftermap;
  const path = join(folder, 'shared.aftermap');
  const elsewhere = join(folder, 'elsewhere.aftermap');
  await ask(page, 'case.open', { path: elsewhere, create: true });
  await ask(page, 'case.open', { path, create: true });
  await startAgain(folder, elsewhere);
  await expect.poll(() => app.windows().length).toBe(2);
  const other = app.windows().find((opened) => opened !== page);
  expect(other && (await ask(other, 'case.open', { path }))).toMatchObject({ ok: false, failure: { code: 'in-use' } });
});

/** What a double click on a case file does while the program runs. */
async function startAgain(folder: string, path: string): Promise<void> {
  const { executable, args } = await electronRuntime();
  spawnSync(executable, [...args, `--user-data-dir=${join(folder, 'user')}`, '--case', path]);
}
