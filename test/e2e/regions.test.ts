import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { answerDialogs, goTo, inspector, nameIn, openSample, shown, truthOf } from './case-kit.ts';
import type { Aftermap } from './window.ts';

const truth = truthOf('container-outage');

let aftermap: Aftermap;
let page: Page;
test.beforeAll(async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
});
test.afterAll(() => aftermap.close());

test('the heatmap counts the lookups of every service in each region, as the sample states them', async () => {
  const regions = await goTo(page, 'Regions');
  const grid = regions.getByRole('grid', { name: 'Lookups by service and region' });
  const directory = truth.heatmap.find(({ service }) => service === 'svc-directory');
  expect(Object.keys(directory?.counts ?? {})).toHaveLength(8);
  for (const { service, counts } of truth.heatmap) {
    for (const [region, n] of Object.entries(counts)) {
      const name = `${nameIn(truth, service)}, ${region}: ${shown(n)} lookups`;
      await expect(grid.getByRole('gridcell', { name, exact: true })).toHaveText(shown(n));
    }
  }
});

test('a cell opens the dependencies it counts, by mouse and by arrow keys', async () => {
  const regions = await goTo(page, 'Regions');
  await regions.getByRole('gridcell', { name: /^Directory Service, EuropeNorth/ }).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Directory Service in EuropeNorth');
  await expect(
    inspector(page).getByText(/^741 lookups by the target and what it reaches, from 2 of its clients\.$/),
  ).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Directory Service in EuropeWest');
  await inspector(page)
    .getByRole('button', { name: /Master Data Management Service → Directory Service/ })
    .click();
  await expect(inspector(page).getByText('Why is it here? Lookup 1 of 230')).toBeVisible();
  await expect(inspector(page).getByText('only lookups answered in EuropeWest')).toBeVisible();
});

test('from region to region: the same lookups by where they were asked, down to the lookups of one flow', async () => {
  const regions = await goTo(page, 'Regions');
  await regions.getByRole('button', { name: 'Region → region' }).click();
  const grid = regions.getByRole('grid', { name: 'Lookups from region to region' });
  const columns = ['EuropeNorth', 'EuropeWest', 'USCentral', 'USEast', 'USSouth', 'USWest', 'USWest2', 'USWestCentral'];
  for (const region of columns) {
    const stated = truth.heatmap.reduce((sum, { counts }) => sum + (counts[region] ?? 0), 0);
    const cells = await grid.getByRole('gridcell', { name: new RegExp(` to ${region}:`) }).allTextContents();
    expect(cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0)).toBe(stated);
  }
  await grid.getByRole('gridcell', { name: /^from USWest to EuropeWest:/ }).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('From USWest to EuropeWest');
  await inspector(page)
    .getByRole('button', { name: /^Master Data Management Service → Directory Service/ })
    .click();
  await expect(inspector(page).getByText('only lookups asked from USWest and answered in EuropeWest')).toBeVisible();
  await regions.getByRole('button', { name: 'Services' }).click();
});

test('groups fold to their sums, by keyboard too, and a filter leaves only what it names', async () => {
  const regions = await goTo(page, 'Regions');
  await regions.getByRole('combobox', { name: 'Groups' }).selectOption('order');
  await regions.getByRole('button', { name: 'Fold all' }).click();
  const grid = regions.getByRole('grid', { name: 'Lookups by service and region' });
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  const stated = truth.heatmap.filter(({ order }) => order === 3);
  expect(stated).toHaveLength(4);
  const sum = stated.reduce((all, { counts }) => all + (counts['USWest'] ?? 0), 0);
  await expect(grid.getByRole('gridcell', { name: `Third order, USWest: ${shown(sum)} lookups` })).toBeVisible();
  await grid.getByRole('button', { name: /Third order/ }).focus();
  await page.keyboard.press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '8');
  await regions.getByRole('combobox', { name: 'Groups' }).selectOption('none');
  await regions.getByRole('searchbox', { name: 'Filter services by name' }).fill('directory');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await regions.getByRole('searchbox', { name: 'Filter services by name' }).fill('');
});

test('residency rules from a file find what ran outside the US, directly and over other services', async () => {
  const regions = await goTo(page, 'Regions');
  await answerDialogs(aftermap.app, { open: [resolve('samples/container-outage/residency-us.yaml')] });
  await regions.getByRole('button', { name: 'Rules…' }).click();
  const rules = page.getByRole('dialog', { name: 'Region rules' });
  await rules.getByRole('button', { name: 'Open a file…' }).click();
  await expect(rules.getByRole('textbox', { name: 'Rules as YAML' })).toHaveValue(/keys stay out of Europe/);
  await rules.getByRole('button', { name: 'Check these rules' }).click();
  const findings = regions.getByRole('region', { name: 'Findings' });
  await expect(findings.getByRole('listitem').filter({ hasText: /^(direct|transitive)/ })).toHaveCount(2);
  await expect(findings.getByRole('listitem').filter({ hasText: 'keys stay out of Europe' })).toHaveText(/^kept/);
  await expect(findings.getByRole('listitem').filter({ hasText: /^direct/ })).toContainText(
    'Order Intake Portal → Directory Service in EuropeNorth, EuropeWest',
  );
  await expect(findings.getByRole('listitem').filter({ hasText: /^transitive/ })).toContainText(
    'Order Intake Portal → Master Data Management Service → Directory Service in EuropeNorth, EuropeWest',
  );
  await expect(regions.getByRole('gridcell', { name: /EuropeNorth.+against a rule$/ })).toHaveCount(1);
  await findings
    .getByRole('button', { name: /lookups$/ })
    .first()
    .click();
  await expect(inspector(page).getByText('Against customer data stays in the US').first()).toBeVisible();
});

test('a wrong rules file says which file and line is wrong, and the rules before it stay', async () => {
  const regions = await goTo(page, 'Regions');
  const wrong = join(aftermap.folder, 'wrong-rules.yaml');
  writeFileSync(wrong, 'rules:\n  - name: half a rule\n    services: [Order Intake Portal]\n    alow: [US*]\n');
  await answerDialogs(aftermap.app, { open: [wrong] });
  await regions.getByRole('button', { name: /^Rules/ }).click();
  const rules = page.getByRole('dialog', { name: 'Region rules' });
  await rules.getByRole('button', { name: 'Open a file…' }).click();
  await expect(rules.getByRole('textbox')).toHaveValue(/half a rule/);
  await rules.getByRole('button', { name: 'Check these rules' }).click();
  await expect(rules.getByRole('alert')).toContainText('wrong-rules.yaml');
  await expect(rules.getByRole('alert')).toContainText(/line [234]|: ?[234]\b/);
  await rules.getByRole('button', { name: 'Cancel' }).click();
  await expect(regions.getByRole('button', { name: 'Rules: residency-us.yaml' })).toBeVisible();
});

test('an exception that ended before the window is a finding of its own, and one that holds excuses what it names', async () => {
  const regions = await goTo(page, 'Regions');
  await regions.getByRole('button', { name: /^Rules/ }).click();
  const rules = page.getByRole('dialog', { name: 'Region rules' });
  await rules.getByRole('textbox', { name: 'Rules as YAML' }).fill(`rules:
  - name: US only
    services: [Order Intake Portal]
    allow: [US*]
    exceptions:
      - { services: [Directory Service], regions: [EuropeNorth], until: 2026-03-04, reason: being moved }
      - { services: [Directory Service], regions: [EuropeWest], until: 2026-03-03, reason: was to be moved }
`);
  await rules.getByRole('button', { name: 'Check these rules' }).click();
  const findings = regions.getByRole('region', { name: 'Findings' });
  await expect(findings.getByRole('listitem').filter({ hasText: /^expired/ })).toContainText('was to be moved');
  await expect(findings.getByText(/being moved\): excused 741 lookups/)).toBeVisible();
  await expect(regions.getByRole('gridcell', { name: /EuropeNorth.+against a rule$/ })).toHaveCount(0);
  await expect(regions.getByRole('gridcell', { name: /EuropeWest.+against a rule$/ })).toHaveCount(1);
});

test('the heatmap is saved as CSV with a row for each service', async () => {
  const regions = await goTo(page, 'Regions');
  const csv = join(aftermap.folder, 'regions.csv');
  await answerDialogs(aftermap.app, { save: csv });
  await regions.getByRole('button', { name: 'CSV…', exact: true }).click();
  await expect(page.getByRole('status').getByText('Saved regions.csv.')).toBeVisible();
  const lines = readFileSync(csv, 'utf8').trim().split(/\r?\n/);
  expect(lines).toHaveLength(1 + truth.heatmap.length);
  expect(lines[0]).toContain('EuropeNorth');
});
