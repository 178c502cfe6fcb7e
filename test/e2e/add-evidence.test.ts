import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { answerDialogs, completeness, drop, evidenceOf, inspector, shown, truthOf } from './case-kit.ts';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

const truth = truthOf('container-outage');
const evidence = evidenceOf('container-outage');
const sum = (of: 'records' | 'accepted' | 'repeated' | 'rejected') => truth.sources.reduce((n, s) => n + s[of], 0);
const unresolved = Object.values(truth.lookups.unresolved).reduce((n, m) => n + m, 0);
const balanced = [
  `Records ${shown(sum('records'))} = accepted ${shown(sum('accepted'))} + repeated ${shown(sum('repeated'))} + rejected ${shown(sum('rejected'))}`,
  `Lookups ${shown(truth.lookups.total)} = resolved ${shown(truth.lookups.resolved)} + self ${shown(truth.lookups.self)} + unresolved ${shown(unresolved)}`,
  '✓ balanced',
];

let aftermap: Aftermap;
let page: Page;
test.beforeEach(async () => {
  aftermap = await launch({ size: { width: 1440, height: 900 } });
  page = aftermap.page;
  await answerDialogs(aftermap.app, { save: join(aftermap.folder, 'outage.aftermap') });
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
});
test.afterEach(() => aftermap.close());

async function expectWholeCase(): Promise<void> {
  for (const part of balanced) await expect(completeness(page)).toContainText(part);
}

test('a folder dropped on the empty window becomes a case in which every record and lookup is accounted for', async () => {
  await drop(page, [evidence]);
  const work = page.getByRole('region', { name: 'Work in progress' });
  await expect(work.getByText(/^Reading .+ \(file \d+ of 12\)$/)).toBeVisible();
  await expect(work.getByText(/ of 2\.\d MiB$/)).toBeVisible();
  await expect(
    page.getByRole('status').getByText('12 files read, 65,406 records accepted, 10 rejected.'),
  ).toBeVisible();
  await expectWholeCase();
  const sources = page.getByRole('grid', { name: 'Sources' });
  for (const { path, records, accepted, repeated, rejected } of truth.sources) {
    const row = sources
      .getByRole('row')
      .filter({ has: page.getByText(path.split('/').at(-1) ?? path, { exact: true }) });
    const figures = await row.getByRole('gridcell').allTextContents();
    expect(figures.slice(3, 7), path).toEqual([records, accepted, repeated, rejected].map(shown));
  }
});

test('the same folder again changes nothing and says so; verifying the case finds that it holds', async () => {
  await drop(page, [evidence]);
  await expectWholeCase();
  const before = await completeness(page).innerText();
  await drop(page, [evidence]);
  await expect(page.getByRole('status').getByText('12 files already in the case')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Sources' }).getByRole('row')).toHaveCount(13);
  expect(await completeness(page).innerText()).toBe(before);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByRole('status').getByText(/^The case holds: \d+ checks passed\.$/)).toBeVisible();
});

test('a case begun with the DNS logs and extended with the inventories is the case read at once', async () => {
  await drop(page, [join(evidence, 'dns')]);
  await expect(page.getByRole('status').getByText(/^7 files read/)).toBeVisible();
  await expect(completeness(page)).toContainText('resolved 0');
  await answerDialogs(aftermap.app, {
    open: ['declared-dependencies', 'health', 'ip-inventory', 'service-tree', 'vm-inventory'].map((name) =>
      join(evidence, `${name}.csv`),
    ),
  });
  await page.getByRole('button', { name: 'Add files…' }).click();
  await expect(page.getByRole('status').getByText(/^5 files read/)).toBeVisible();
  await expectWholeCase();
});

test('an import that is cancelled leaves whole files only, and importing again completes it', async () => {
  await answerDialogs(aftermap.app, { open: [evidence] });
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(page.getByText(/^Reading .+ \(file [2-9] of 12\)$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled.')).toBeVisible();
  await expect(completeness(page)).toContainText('balanced');
  const sources = page.getByRole('grid', { name: 'Sources' }).getByRole('row');
  await expect(sources.nth(1)).toBeVisible();
  expect(await sources.count()).toBeLessThan(13);
  await drop(page, [evidence]);
  await expect(page.getByRole('status').getByText(/files? already in the case/)).toBeVisible();
  await expectWholeCase();
});

test('evidence that was changed after it was read is not shown as if it were the same', async () => {
  const copy = join(aftermap.folder, 'service-tree.csv');
  copyFileSync(join(evidence, 'service-tree.csv'), copy);
  await drop(page, [copy]);
  await expect(page.getByRole('status').getByText(/^1 file read/)).toBeVisible();
  appendFileSync(copy, 'svc-forged,Forged Service,sub-forged,,,,,,,,,\n');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByRole('alert')).toContainText('service-tree.csv');
  await expect(page.getByRole('alert')).toContainText(/failed/);
  await expect(inspector(page)).toBeVisible();
});
