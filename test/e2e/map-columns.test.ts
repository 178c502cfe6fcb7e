import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, completeness, drop, goTo, inspector } from './case-kit.ts';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
test.afterEach(() => aftermap.close());

const FLEET = {
  'vm.csv':
    'container_id,subscription_id,resource_id,location,valid_from,valid_to\nc-web,sub-web,r-web,East,,\nc-shop,sub-shop,r-shop,West,,\n',
  'ip.csv':
    'ip,subscription_id,resource_id,region,valid_from,valid_to\n10.0.0.1,sub-web,r-web,East,,\n10.0.0.2,sub-shop,r-shop,West,,\n',
  'tree.csv': 'service_id,service_name,subscription_id,valid_from,valid_to\nweb,Web,sub-web,,\nshop,Shop,sub-shop,,\n',
};
const ODD = [
  'Logged;Asked by;Question;Sort;Given',
  ...Array.from({ length: 30 }, (_, n) => `2026-03-04T10:00:${10 + n}Z;10.0.0.1;shop.example.com;A;10.0.0.2`),
  '2026-03-04T10:00:40Z;127.0.0.53;shop.example.com;A;10.0.0.2',
  'soon;10.0.0.1;shop.example.com;A;10.0.0.2',
].join('\n');

/** Beside it: times without zone whose dates can be read in two orders, times without year, and a header without records. */
const OPEN_TIMES = {
  'ambiguous.csv': 'timestamp,source_ip,fqdn,query_type\n03/04/2026 10:00:00,10.0.0.1,cart.example.com,A\n',
  'yearless.log': 'Mar  4 10:00:01 dnsmasq[12]: query[A] cart.example.com from 10.0.0.1\n',
  'quiet.csv': 'timestamp,source_ip,fqdn,query_type\n',
};

test('a file that nothing recognises is mapped by its columns, and its lookups stand in the map', async () => {
  aftermap = await launch({ size: { width: 1440, height: 900 } });
  const { app, page, folder } = aftermap;
  const paths = Object.entries({ ...FLEET, ...OPEN_TIMES, 'resolver.csv': `${ODD}\n` }).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  await answerDialogs(app, { save: join(folder, 'odd.aftermap') });
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  await drop(page, paths);
  await expect(page.getByRole('alert')).toContainText('1 file without records, 1 file not taken');
  await page.getByRole('grid', { name: 'Sources' }).getByRole('row', { name: 'resolver.csv' }).click();
  await inspector(page).getByRole('button', { name: 'Map its columns…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Map columns' });
  await expect(dialog.getByLabel('Each record is a')).toHaveValue('dns_lookup');
  await expect(dialog.getByText('Of 32 records: 31 taken, 1 fail')).toBeVisible();
  await expect(dialog.getByText('timestamp "soon" is not a time')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await dialog.getByLabel('answer ip').selectOption('');
  await expect(dialog.getByText('A dns lookup needs response_code or answer_ip.')).toBeVisible();
  await dialog.getByLabel('answer ip').selectOption('Given');
  await answerDialogs(app, { save: join(folder, 'resolver.yaml') });
  await dialog.getByRole('button', { name: 'Save as a file…' }).click();
  await dialog.getByRole('button', { name: 'Read the file with this mapping' }).click();
  await expect(
    page.getByRole('status').getByText('31 records taken from 1 file with the mapping “resolver”.'),
  ).toBeVisible();
  expect(readFileSync(join(folder, 'resolver.yaml'), 'utf8')).toContain('source_ip: Asked by');
  await expect(completeness(page)).toContainText('resolved 30');

  const sourceRow = (name: string) => page.getByRole('grid', { name: 'Sources' }).getByRole('row', { name });
  const times = inspector(page).locator('.times-form');
  const apply = times.getByRole('button', { name: 'Apply to this source' });
  const undo = inspector(page).getByRole('button', { name: 'Undo' });
  await sourceRow('ambiguous.csv').click();
  await expect(inspector(page)).toContainText('2026-04-03 10:00:00');
  await times.getByLabel('Zone', { exact: true }).fill('America/New_York');
  await times.getByLabel('Dates').selectOption('month-day');
  await times.getByLabel('Skew').fill('90');
  await apply.click();
  await expect(inspector(page).getByText('90 s added to each time')).toBeVisible();
  await expect(inspector(page)).toContainText('2026-03-04 15:01:30');
  await expect(sourceRow('ambiguous.csv')).toContainText('2026-03-04 15:01');
  await undo.click();
  await expect(page.getByRole('status').getByText('Nothing is declared of ambiguous.csv any more.')).toBeVisible();
  await expect(inspector(page)).toContainText('2026-04-03 10:00:00');
  await sourceRow('yearless.log').click();
  await times.getByLabel('Year').fill('2019');
  await apply.click();
  await expect(inspector(page)).toContainText('2019-03-04 10:00:01');
  await undo.click();
  await expect(inspector(page)).not.toContainText('2019-03-04');
  await sourceRow('quiet.csv').click();
  await expect(sourceRow('quiet.csv')).toContainText('none');
  await expect(inspector(page)).toContainText('This file holds no records.');
  await expect(completeness(page)).toContainText('No records in quiet.csv');

  await completeness(page)
    .getByRole('button', { name: /infrastructure/ })
    .click();
  const apart = inspector(page).getByRole('listitem').filter({ hasText: '127.0.0.53' });
  await expect(apart).toContainText('resolver of a host or platform');
  await expect(apart).toContainText('1 lookup, first of shop.example.com');
  await apart.getByRole('button', { name: /resolver\.csv/ }).click();
  await expect(inspector(page)).toContainText('127.0.0.53;shop.example.com');

  const map = await goTo(page, 'Map');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('web');
  await expect(map.getByRole('treeitem', { name: /^Shop,/ })).toBeVisible();
});
