import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import type { Bridge } from '../../shared/desktop-api.ts';

const program = 'release/linux-unpacked/aftermap';

test('the packaged program starts, and its engine answers from inside the archive', async () => {
  test.skip(process.platform !== 'linux', 'The folder and the program are named differently there.');
  execFileSync(process.execPath, ['build/package.mjs', '--dir'], { stdio: 'ignore' });
  const folder = mkdtempSync(join(tmpdir(), 'aftermap-package-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [...sandbox, `--user-data-dir=${folder}`, '--remote-debugging-port=0']);
  const browser = await chromium.connectOverCDP(await inspectorAddress(child));
  try {
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    const reply = await page?.evaluate(
      (path) => (window as unknown as { aftermap: Bridge<File> }).aftermap.call('case.open', { path, create: true }),
      join(folder, 'packaged.aftermap'),
    );
    expect(reply).toMatchObject({ ok: true, value: { name: 'packaged.aftermap' } });
  } finally {
    await browser.close();
    const ended = new Promise((done) => child.once('exit', done));
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Chromium names the address of its inspector on stderr. */
function inspectorAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = '';
    child.stderr?.on('data', (part: Buffer) => {
      text += part.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address) found(address);
    });
    child.once('exit', (code) => failed(new Error(`The program ended with code ${String(code)}:\n${text}`)));
  });
}
