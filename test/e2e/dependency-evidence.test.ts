import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { evidenceOf, goTo, inspector, openSample } from './case-kit.ts';
import type { Aftermap } from './window.ts';

const evidence = evidenceOf('container-outage');

let aftermap: Aftermap;
let page: Page;
test.beforeAll(async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
});
test.afterAll(() => aftermap.close());

/** A line of an evidence file, read by the test itself. */
function lineOf(file: string, line: number): string | undefined {
  const bytes = readFileSync(
    join(evidence, file.startsWith('health') || file.includes('inventory') || file.includes('tree') ? '' : 'dns', file),
  );
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')[line - 1];
}

/** Opens the dossier of Service D → Service G from the table of the map. */
async function openDossier(): Promise<void> {
  const map = await goTo(page, 'Map');
  await map.getByRole('button', { name: 'Table' }).click();
  await map.getByRole('row', { name: /Service D.+Service G/ }).click();
  await expect(inspector(page).getByText(/^Why is it here\? Lookup 1 of /)).toBeVisible();
}

test('a dependency of the map leads to its lookup, and each record to the very line of its file', async () => {
  await openDossier();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Service D → Service G');
  const steps = inspector(page).getByRole('listitem');
  const told: string[] = [];
  for (const step of await steps.all()) {
    told.push((await step.locator('b').innerText()).trim());
    const [file, line] = (await step.locator('.cite').innerText()).split(' : ');
    const raw = await step.locator('.raw').innerText();
    if (file && line && !file.endsWith('.zst'))
      expect(raw, `${file} : ${line}`).toBe(lineOf(file, Number(line.replace(',', ''))));
  }
  expect(told).toEqual(['Request', 'Response', 'Source', 'Client', 'Address', 'Server']);
});

test('a citation opens the line among its neighbours, and Back returns to the dependency', async () => {
  await openDossier();
  const cite = inspector(page)
    .getByRole('listitem')
    .filter({ hasText: /^Request/ })
    .getByRole('button');
  const [file = '', line = ''] = (await cite.innerText()).split(' : ');
  await cite.click();
  const number = Number(line.replace(',', ''));
  const lines = inspector(page).getByRole('list', { name: 'Lines of the evidence' });
  await expect(lines.locator('[aria-current=true] code')).toHaveText(lineOf(file, number) ?? '');
  await inspector(page).getByRole('button', { name: 'Line below' }).click();
  await expect(lines.locator('[aria-current=true] code')).toHaveText(lineOf(file, number + 1) ?? '');
  await inspector(page).getByRole('button', { name: 'Back' }).click();
  await inspector(page).getByRole('button', { name: 'Back' }).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Service D → Service G');
});

test('next and previous leaf through the lookups, by button and by arrow key', async () => {
  await openDossier();
  const which = inspector(page).getByRole('heading', { name: /^Why is it here/ });
  const time = () => inspector(page).locator('.lookup-line').innerText();
  const first = await time();
  await expect(inspector(page).getByRole('button', { name: 'Previous lookup' })).toBeDisabled();
  await inspector(page).getByRole('button', { name: 'Next lookup' }).click();
  await expect(which).toContainText('Lookup 2 of');
  await expect.poll(time).not.toBe(first);
  await page.keyboard.press('ArrowRight');
  await expect(which).toContainText('Lookup 3 of');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(which).toContainText('Lookup 1 of');
  await expect.poll(time).toBe(first);
});

test('copied as an exhibit, a lookup carries its files, their hashes and the raw lines', async () => {
  await openDossier();
  const raw = await inspector(page).locator('.raw').first().innerText();
  await inspector(page).getByRole('button', { name: 'Copy as exhibit' }).click();
  await expect(page.getByRole('status').getByText(/^Exhibit copied: lookup 1 of /)).toBeVisible();
  const copied = await aftermap.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Exhibit: Service D depends on Service G');
  expect(copied).toContain(raw);
  expect(copied.match(/SHA-256 [0-9a-f]{64}/g)).toHaveLength(6);
  expect(copied).toMatch(/evidence digest [0-9a-f]{64}/);
});

test('a service of the tree names who depends on it, and leads to the same dossier as the table', async () => {
  const map = await goTo(page, 'Map');
  await map.getByRole('button', { name: 'Tree' }).click();
  await map.getByRole('treeitem', { name: /^Service G,/ }).click();
  await inspector(page)
    .getByRole('button', { name: /Service D/ })
    .click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Service D → Service G');
});
