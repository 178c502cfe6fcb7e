import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { caseOf, completeness, goTo, inspector, settled, shown } from './case-kit.ts';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

const SERVICES = 400;
/** Each service depends on up to nine others, so that the first reaches all of them in four orders. */
const FAN = 9;
const TIMES = 5;
const services = Array.from({ length: SERVICES }, (_, i) => `Service ${String(i).padStart(3, '0')}`);
const lookups = (SERVICES - 1) * TIMES;

let aftermap: Aftermap;
let page: Page;
let evidence: string;
test.beforeAll(async () => {
  evidence = mkdtempSync(join(tmpdir(), 'aftermap-large-'));
  for (const [file, lines] of Object.entries(fleet())) writeFileSync(join(evidence, file), `${lines.join('\n')}\n`);
  aftermap = await launch({ args: ['--case', caseOf('large', evidence)], size: { width: 1440, height: 900 } });
  page = aftermap.page;
  await expect(completeness(page)).toContainText('✓ balanced');
  await expect(page.getByRole('combobox', { name: 'Target' })).toHaveValue('s0');
});
test.afterAll(async () => {
  await aftermap.close();
  rmSync(evidence, { recursive: true, force: true });
});

/** The exports of a large fleet, as CSV lines by file. */
function fleet(): Readonly<Record<string, readonly string[]>> {
  const address = (i: number) => `10.0.${Math.floor(i / 250)}.${(i % 250) + 1}`;
  const regions = ['north', 'south', 'east', 'west', 'centre'];
  const files = {
    'vm.csv': ['vm_id,subscription_id,valid_from,valid_to'],
    'ip.csv': ['ip,subscription_id,region,valid_from,valid_to'],
    'tree.csv': ['service_id,service_name,subscription_id,valid_from,valid_to'],
    'requests.csv': ['timestamp,request_id,source_vm_id,fqdn,query_type'],
    'responses.csv': ['timestamp,request_id,source_vm_id,fqdn,query_type,response_code,answer_ip'],
  };
  for (const [i, name] of services.entries()) {
    files['vm.csv'].push(`vm-${i},sub-${i},,`);
    files['ip.csv'].push(`${address(i)},sub-${i},${regions[i % regions.length]},,`);
    files['tree.csv'].push(`s${i},${name},sub-${i},,`);
    for (let n = 0; i > 0 && n < TIMES; n += 1) {
      const time = new Date(Date.UTC(2026, 3, 1, 8, 20 * n, i % 60)).toISOString();
      const asked = `${time},r${i}-${n},vm-${Math.floor((i - 1) / FAN)},s${i}.internal,A`;
      files['requests.csv'].push(asked);
      files['responses.csv'].push(`${asked},NOERROR,${address(i)}`);
    }
  }
  return files;
}

test('the tree of hundreds of services opens folded, counts what it folds, and opens all on request', async () => {
  const map = await goTo(page, 'Map');
  expect(await map.getByRole('treeitem').count()).toBeLessThan(150);
  await expect(completeness(page)).toContainText(/\d+ services? folded/);
  await map.getByRole('button', { name: 'Open all' }).click();
  await expect(completeness(page)).not.toContainText('folded');
  const tree = map.getByRole('tree');
  await tree.getByRole('treeitem').first().press('End');
  await tree.getByRole('treeitem').last().scrollIntoViewIfNeeded();
  await map.getByRole('button', { name: 'Fold' }).click();
  await expect(completeness(page)).toContainText('folded');
});

test('the table holds every dependency, draws only the rows in sight, sorts and scrolls to the end', async () => {
  const map = await goTo(page, 'Map');
  await map.getByRole('button', { name: 'Table' }).click();
  const table = map.getByRole('grid', { name: 'Dependencies' });
  const rows = Number(await table.getAttribute('aria-rowcount')) - 1;
  expect(rows).toBe(SERVICES - 1);
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await table.getByRole('button', { name: 'Lookups' }).click();
  await table.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', String(rows + 1));
  await expect(table.getByRole('row', { selected: true })).toBeInViewport();
  await expect(inspector(page).getByText(/^Why is it here\? Lookup 1 of /)).toBeVisible();
  await map.getByRole('button', { name: 'Tree' }).click();
});

test('search finds a service by part of its name, and the heatmap scrolls to its last row', async () => {
  const last = services.at(-1) ?? '';
  await page.keyboard.press('Control+k');
  await page.keyboard.type(last);
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText(last);
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText(last);
  const regions = await goTo(page, 'Regions');
  const grid = regions.getByRole('grid', { name: 'Lookups by service and region' });
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  await grid.getByRole('gridcell').first().focus();
  await grid.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(grid.locator(`[aria-rowindex="${rows}"]`)).toBeInViewport();
});

test('the brush moves minute by minute through the case, and the figures follow and balance', async () => {
  await goTo(page, 'Map');
  await page.getByRole('textbox', { name: 'From, UTC' }).fill('2026-04-01 08:25');
  await page.getByRole('textbox', { name: 'From, UTC' }).press('Enter');
  await page.getByRole('textbox', { name: 'To, UTC' }).fill('2026-04-01 08:35');
  await page.getByRole('textbox', { name: 'To, UTC' }).press('Enter');
  const body = page.getByRole('slider', { name: 'Window on the time line' });
  for (let i = 0; i < 15; i += 1) await body.press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'From, UTC' })).toHaveValue('2026-04-01 08:40');
  await settled(page);
  await expect(completeness(page)).toContainText('✓ balanced');
  await expect(completeness(page)).toContainText(`Lookups in the window ${shown(SERVICES - 1)} `);
  await page.keyboard.press('w');
  await expect(completeness(page)).toContainText(`Lookups ${shown(lookups)} `);
});
