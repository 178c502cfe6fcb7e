import { existsSync, renameSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { answerDialogs, caseOf, completeness, goTo, openSample } from './case-kit.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
test.afterEach(() => aftermap.close());

test('a case that was closed is among the recent ones and opens again as it was', async () => {
  aftermap = await openSample('container-outage');
  const { page, choose } = aftermap;
  const before = await completeness(page).innerText();
  await choose('case.close');
  const recent = page.getByRole('button', { name: /^container-outage\.aftermap/ });
  await expect(recent).toBeVisible();
  await expect(page.getByText('What happened, and can you show the line?')).toBeVisible();
  await recent.click();
  await expect.poll(() => completeness(page).innerText()).toBe(before);
  await expect(page.getByRole('treeitem', { name: /^Service G,/ })).toBeVisible();
});

test('another case opened in the window takes nothing over from the one before', async () => {
  aftermap = await openSample('container-outage');
  const { app, page } = aftermap;
  await page.getByRole('button', { name: 'Incident' }).click();
  await page.getByRole('treeitem', { name: /^Service G,/ }).click();
  const other = caseOf('cycle-and-blind-spot');
  await answerDialogs(app, { open: [other] });
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('banner')).toContainText('cycle-and-blind-spot');
  await expect(page.getByText('whole case', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing selected')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Target' })).toHaveValue('booking');
  const map = await goTo(page, 'Map');
  await expect(map.getByRole('treeitem', { name: /^Tariff Store,/ })).toBeVisible();
  await expect(map.getByRole('treeitem', { name: /^Service G,/ })).toHaveCount(0);
});

test('a recent case whose file is gone is no longer offered', async () => {
  aftermap = await openSample('container-outage');
  const { page, choose } = aftermap;
  const title = await page.getByRole('banner').locator('.header-case').getAttribute('title');
  const path = title?.split('\n')[0] ?? '';
  expect(existsSync(path)).toBe(true);
  await choose('case.close');
  await expect(page.getByText('Recent cases')).toBeVisible();
  renameSync(path, `${path}.moved`);
  await page.reload();
  await expect(page.getByText('None yet.')).toBeVisible();
});
