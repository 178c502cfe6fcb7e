import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { answerDialogs, caseOf, evidenceOf, goTo, inspector, openSample, settled } from './case-kit.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
let page: Page;
let map: Locator;
test.beforeAll(async () => {
  aftermap = await openSample('moving-addresses');
  page = aftermap.page;
});
test.afterAll(() => aftermap.close());
test.beforeEach(async () => {
  map = await goTo(page, 'Map');
  const from = page.getByRole('textbox', { name: 'From, UTC', exact: true });
  await from.fill('2026-02-11 16:00');
  await from.press('Enter');
  await page.keyboard.press('Escape');
  await settled(page);
});

const against = () => map.getByRole('combobox', { name: 'Compare with' });
/** Compares with the window before, in the table or on the tree. */
async function compare(as: 'Table' | 'Tree'): Promise<void> {
  await map.getByRole('button', { name: as }).click();
  await against().selectOption('before');
  await expect(map.getByRole('status')).toContainText('2 added + 1 gone + 0 moved + 3 changed + 12 same');
}
const changes = () => map.getByRole('grid', { name: 'Changes' });

test('C compares with the window before: the tree marks what was added, is gone and changed, in words too', async () => {
  await map.getByRole('button', { name: 'Tree' }).click();
  await page.keyboard.press('c');
  await expect(map.getByRole('status')).toContainText(
    '18 dependencies = 2 added + 1 gone + 0 moved + 3 changed + 12 same',
  );
  await expect(map.getByRole('tree')).toBeVisible();
  await expect(map.locator('.link-added')).not.toHaveCount(0);
  await expect(map.locator('.link-gone title').first()).toContainText('gone, compared with the other window');
});

test('the table is filtered by class and cause, and a change shows its cause down to the records', async () => {
  await compare('Table');
  await map.getByRole('combobox', { name: 'Cause' }).selectOption('service tree');
  await expect(changes().getByRole('row')).toHaveCount(5);
  await map.getByRole('button', { name: /^\+? ?added/ }).click();
  await expect(changes().getByRole('row')).toHaveCount(3);
  await map.getByRole('button', { name: /^\+? ?added/ }).click();
  await changes().focus();
  await page.keyboard.press('Home');
  const panel = inspector(page).getByRole('region', { name: 'What differs' });
  await expect(panel).toContainText('belongs to Customs Gateway in the window compared with and to Border Clearing');
  await panel.getByRole('button', { name: 'service-tree.csv : 8' }).click();
  await expect(inspector(page)).toContainText('Customs Gateway');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(panel).toBeVisible();
});

test('both dossiers are a step away: the lookups of the window, and of the one it is held against', async () => {
  await compare('Table');
  await changes().getByRole('row', { name: /gone/ }).first().click();
  await expect(inspector(page)).toContainText('No lookup and no connection of this window shows the dependency');
  await inspector(page).getByRole('button', { name: 'against', exact: true }).click();
  await expect(inspector(page)).toContainText(/Why is it here\? Lookup 1 of/i);
});

test('it is saved as CSV, with causes and records', async () => {
  await compare('Table');
  const file = join(aftermap.folder, 'comparison.csv');
  await answerDialogs(aftermap.app, { save: file });
  await map.getByRole('button', { name: 'CSV…' }).click();
  await expect(page.getByText('Saved comparison.csv.')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('added,parcel-desk,Parcel Desk,border,Border Clearing');
});

test('another case is held against this one; a file that is none is refused with a remedy', async () => {
  await compare('Table');
  await answerDialogs(aftermap.app, { open: [caseOf('container-outage')] });
  await against().selectOption('case');
  await expect(map.getByRole('status')).toContainText('of container-outage.aftermap');
  await answerDialogs(aftermap.app, { open: [join(evidenceOf('moving-addresses'), 'health.csv')] });
  await map.getByRole('button', { name: 'Choose another case…' }).click();
  await expect(map.getByRole('alert')).toContainText('Choose a file that Aftermap made');
  await against().selectOption('');
});

test('where nothing differs, where there is nothing before, and where the choice ends, the view says so', async () => {
  await compare('Table');
  await against().selectOption('window');
  await map.getByRole('button', { name: 'Take the drawn one' }).click();
  await expect(map.getByRole('heading', { name: 'Nothing differs' })).toBeVisible();
  await against().selectOption('before');
  await page.getByRole('button', { name: 'Whole case' }).click();
  await expect(map.getByRole('heading', { name: 'The whole case has no window before it' })).toBeVisible();
  await against().selectOption('');
  await expect(map.getByRole('grid', { name: 'Dependencies' })).toBeVisible();
  expect(aftermap.pageErrors).toEqual([]);
});
