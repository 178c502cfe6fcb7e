import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, goTo, inspector, openSample, settled } from './case-kit.ts';

test('a half-dead sender is found, followed to its records, and seen on the time line; its mute step is ticked; the map is folded by tenant and filtered by namespace, and a tenant’s map and report are handed out', async () => {
  const silent = '61dc081048825361c8268b7fd6b0c5d5';
  const aftermap = await openSample('silent-sender');
  const { app, page, folder } = aftermap;
  try {
    const view = await goTo(page, 'Heartbeats');
    const list = view.getByRole('grid', { name: 'Silences and losses' });
    const line = list.getByRole('row', { name: new RegExp(`half-dead Scan Feed · ${silent}`) });
    await line.click();
    await expect(inspector(page).getByText('It ran all the same: ', { exact: false })).toBeVisible();
    await view.getByRole('button', { name: 'Over time' }).click();
    await settled(page);
    await expect(view.locator('.lane-active').first()).toBeVisible();
    await line.getByRole('button', { name: / : / }).click();
    await expect(inspector(page).getByText('Record', { exact: true })).toBeVisible();

    await page.getByRole('textbox', { name: 'Beats missed in a row' }).fill('1000');
    await page.getByRole('textbox', { name: 'Percent of the expected beats' }).fill('100');
    await page.getByRole('textbox', { name: 'Percent of the expected beats' }).press('Enter');
    await expect(view.getByText('No loss by these thresholds')).toBeVisible();
    await view.getByRole('button', { name: 'Reset' }).click();
    await expect(line).toBeVisible();

    await page.getByRole('button', { name: new RegExp(`^${silent}: half-dead`) }).click();
    await expect(inspector(page).getByRole('heading', { name: silent })).toBeVisible();
    const map = await goTo(page, 'Map');
    await map.getByRole('button', { name: 'More' }).click();
    await map.getByRole('combobox', { name: /^Group by/ }).selectOption('tenant');
    await expect(map.getByRole('treeitem', { name: /^parcel-north · \d+,/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Target' }).selectOption('labels');
    await map.getByRole('button', { name: 'Take back: grouped by tenant' }).click();
    await map.getByRole('button', { name: 'More' }).click();
    const only = map.getByRole('combobox', { name: 'Only' });
    await only.selectOption('sorting');
    await page.keyboard.press('Escape');
    await expect(map.getByRole('treeitem', { name: /^Parcel Ledger,/ })).toBeVisible();
    await expect(map.getByRole('treeitem', { name: /^Freight Invoicing,/ })).toHaveCount(0);
    await map.getByRole('button', { name: 'Take back: only namespace sorting' }).click();
    await expect(map.getByRole('treeitem', { name: /^Freight Invoicing,/ })).toBeVisible();
    await page.getByRole('combobox', { name: 'Target' }).selectOption('board');
    await map.getByRole('button', { name: 'More' }).click();
    await only.selectOption('parcel-south');
    const saved = join(folder, 'south.csv');
    await answerDialogs(app, { save: saved });
    await map.getByRole('combobox', { name: 'Export this tenant’s map alone' }).selectOption('CSV');
    await expect(page.getByText('Saved south.csv.')).toBeVisible();
    const text = readFileSync(saved, 'utf8');
    expect(text).toContain('Label Printing');
    expect(text).not.toContain('Parcel Ledger');

    const plan = await goTo(page, 'Plan');
    const mute = plan.getByRole('checkbox', { name: new RegExp(`^Mute ${silent}`) });
    await mute.check();
    await expect(plan.getByText(/^1 of 7 steps ticked/)).toBeVisible();
    await goTo(page, 'Heartbeats');
    await goTo(page, 'Plan');
    await expect(mute).toBeChecked();

    const report = await goTo(page, 'Report');
    await report.getByRole('combobox', { name: 'For' }).selectOption('parcel-south');
    await expect(report.getByText('Give a service of parcel-south', { exact: false })).toBeVisible();
    await report.getByRole('combobox', { name: 'Target' }).selectOption('labels');
    const paper = report.frameLocator('iframe');
    await expect(paper.getByRole('heading', { name: 'Left out for parcel-south' })).toBeVisible();
    expect(await paper.locator('body').innerText()).not.toMatch(/Parcel Ledger|parcel-north|\.csv/);
  } finally {
    await aftermap.close();
  }
});
