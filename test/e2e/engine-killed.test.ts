import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, caseOf, completeness, drop, evidenceOf, goTo, openSample } from './case-kit.ts';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
test.afterEach(() => aftermap.close());

const restarted = /^The engine stopped and was started again\. The case is open as it was\.$/;

test('killed while idle, the engine comes back with the case, and the views answer as before', async () => {
  aftermap = await openSample('container-outage');
  const { page, enginePid } = aftermap;
  const before = await completeness(page).innerText();
  await page.getByRole('button', { name: 'Incident' }).click();
  const killed = await enginePid();
  process.kill(killed, 'SIGKILL');
  await expect(page.getByRole('status').getByText(restarted)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'From, UTC' })).toHaveValue('2026-03-04 13:37');
  const trace = await goTo(page, 'Trace');
  await expect(trace.getByRole('listitem', { name: /^Origin 1: Service G/ })).toBeVisible();
  await goTo(page, 'Map');
  await page.keyboard.press('w');
  await expect.poll(() => completeness(page).innerText()).toBe(before);
  expect(await enginePid()).not.toBe(killed);
});

test('killed while a question is on its way, it answers the question after the restart', async () => {
  aftermap = await openSample('container-outage');
  const { page, enginePid } = aftermap;
  const killed = await enginePid();
  process.kill(killed, 'SIGSTOP');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Regions' }).click();
  await expect(page.getByText('Counting lookups by region…')).toBeVisible();
  process.kill(killed, 'SIGKILL');
  await expect(page.getByRole('status').getByText(restarted)).toBeVisible();
  await expect(page.getByRole('gridcell', { name: /^Directory Service, EuropeNorth: 741/ })).toBeVisible();
});

test('killed when its case is gone, it says so and shows where to begin again', async () => {
  const file = caseOf('container-outage');
  aftermap = await launch({ args: ['--case', file] });
  const { page, enginePid } = aftermap;
  await expect(completeness(page)).toContainText('balanced');
  rmSync(file);
  process.kill(await enginePid(), 'SIGKILL');
  await expect(page.getByText(/but the case did not open: .+container-outage\.aftermap does not exist/)).toBeVisible();
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
});

test('killed during an import, it leaves no file half read, and the import is repeated to the end', async () => {
  aftermap = await launch({ size: { width: 1440, height: 900 } });
  const { page, enginePid } = aftermap;
  await answerDialogs(aftermap.app, { save: join(aftermap.folder, 'killed.aftermap') });
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  await drop(page, [evidenceOf('container-outage')]);
  await expect(page.getByText(/^Reading .+ \(file [3-9] of 12\)$/)).toBeVisible();
  process.kill(await enginePid(), 'SIGKILL');
  await expect(page.getByText(/^The engine stopped/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Work in progress' })).toHaveCount(0);
  await expect(completeness(page)).toContainText('balanced');
  await drop(page, [evidenceOf('container-outage')]);
  await expect(completeness(page)).toContainText('Records 65,822 = accepted 65,406 + repeated 406 + rejected 10');
  await expect(completeness(page)).toContainText('✓ balanced');
});
