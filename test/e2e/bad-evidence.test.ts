import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { answerDialogs, completeness, drop, evidenceOf, goTo, inspector, openSample } from './case-kit.ts';
import { zipOf } from '../engine-kit/zip.ts';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
let page: Page;
test.afterEach(() => aftermap.close());

/** One line that a Route 53 resolver log and one of Zeek fit alike. */
const TWO_FORMATS = `${JSON.stringify({
  ...{ query_name: 'a.example.', query_timestamp: '2026-03-04T10:00:00Z', rcode: 'NOERROR', srcids: {} },
  ...{ srcaddr: '10.0.0.1', query_type: 'A', uid: 'C1', trans_id: 1, query: 'a.example', id_orig_h: '10.0.0.1' },
})}\n`;

const source = (name: string) => page.getByRole('grid', { name: 'Sources' }).getByRole('row', { name });

test('files that are no evidence are named with the reason, beside the others that are', async () => {
  aftermap = await launch({ size: { width: 1440, height: 900 } });
  page = aftermap.page;
  const folder = join(aftermap.folder, 'collected');
  mkdirSync(folder);
  writeFileSync(join(folder, 'minutes.txt'), 'Call at nine.\nNobody knows anything.\n');
  writeFileSync(join(folder, 'nothing.csv'), '');
  writeFileSync(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254, 0, 0]));
  writeFileSync(join(folder, 'locked.zip'), zipOf({ 'secret.csv': { encrypted: 'x' } }));
  writeFileSync(join(folder, 'resolver.log'), TWO_FORMATS);
  writeFileSync(join(folder, '.notes.csv'), 'hidden\n');
  writeFileSync(
    join(folder, 'sockets.txt'),
    'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nESTAB 0 0 10.1.0.22:5432 10.1.0.11:38800\n',
  );
  writeFileSync(
    join(folder, 'tree.csv'),
    'service_id,service_name,subscription_id,valid_from,valid_to\nweb,Web,sub-web,,\nbroken,Broken,sub-web,last week,\n',
  );
  await answerDialogs(aftermap.app, { save: join(aftermap.folder, 'bad.aftermap') });
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  await drop(page, [folder]);
  await expect(page.getByRole('alert')).toContainText(
    '2 files read, 2 records accepted, 1 rejected, 5 files not taken, 1 left out, hidden or links to folders.',
  );
  for (const name of ['minutes.txt', 'nothing.csv', 'picture.png']) {
    await source(name).click();
    await expect(inspector(page).getByText('Nothing was taken from this file.')).toBeVisible();
  }
  await source('secret.csv').click();
  await expect(inspector(page).getByText('It is encrypted.')).toBeVisible();
  await source('resolver.log').click();
  await expect(inspector(page).getByText('It could be aws-route53-resolver or zeek-dns')).toBeVisible();
  await inspector(page).getByRole('button', { name: 'aws-route53-resolver', exact: true }).click();
  await expect(page.getByText('resolver.log was read as aws-route53-resolver: 1 record accepted.')).toBeVisible();
  await expect(inspector(page).getByText('Nothing was taken from this file.')).toBeHidden();
  await source('sockets.txt').click();
  await expect(inspector(page).getByText(/so it was assumed: time 2.*own/)).toBeVisible();
  await inspector(page).getByRole('textbox', { name: 'Time' }).fill('2026-03-04T10:00:00Z');
  await inspector(page).getByRole('button', { name: 'Apply to this source' }).click();
  await expect(inspector(page).getByText('time 2026-03-04T10:00:00.000Z of records without one')).toBeVisible();
  await expect(inspector(page).getByText(/so it was assumed/)).toBeHidden();
  await source('tree.csv').click();
  const reject = inspector(page).getByRole('listitem').filter({ hasText: 'last week' });
  await expect(reject).toContainText('is not a time');
  await expect(reject.locator('.raw')).toHaveText('broken,Broken,sub-web,last week,');
  await reject.getByRole('button', { name: 'tree.csv : 3' }).click();
  await expect(inspector(page).getByRole('list').locator('[aria-current=true]')).toContainText('last week');
  await expect(completeness(page)).toContainText('✓ balanced');
});

test('broken lines of an export stand in the inspector with reason, line and raw text', async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
  await goTo(page, 'Evidence');
  await source('core-responses-2.csv').click();
  await expect(inspector(page).getByRole('heading', { name: 'Rejected 5' })).toBeVisible();
  const rejects = inspector(page).getByRole('listitem');
  await expect(rejects).toHaveCount(5);
  await expect(
    rejects.filter({ hasText: 'timestamp "2026-00-00T99:17:60Z" is not a time' }).locator('.raw').first(),
  ).toContainText('2026-00-00T99:17:60Z');
  await expect(rejects.filter({ hasText: 'the line has 2 fields where the header has 10' }).first()).toBeVisible();
});

test('a case file that is none is refused with a message, and the open case stays', async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
  const before = await completeness(page).innerText();
  const text = join(aftermap.folder, 'notes.aftermap');
  writeFileSync(text, 'this is not a database, only its name says so\n'.repeat(400));
  await drop(page, [text]);
  await expect(page.getByRole('alert')).toContainText('notes.aftermap');
  await expect(page.getByRole('alert')).toContainText('not an Aftermap case');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  const map = await goTo(page, 'Map');
  await expect(map.getByRole('treeitem', { name: /^Service G,/ })).toBeVisible();
  expect(await completeness(page).innerText()).toBe(before);
});

test('DNS logs without inventories give no map, and the window says what is missing', async () => {
  aftermap = await launch({ size: { width: 1440, height: 900 } });
  page = aftermap.page;
  await answerDialogs(aftermap.app, { save: join(aftermap.folder, 'half.aftermap') });
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  await drop(page, [join(evidenceOf('container-outage'), 'dns', 'core-requests-2.csv')]);
  await expect(completeness(page)).toContainText('Lookups 2,398 = resolved 0');
  const map = await goTo(page, 'Map');
  await expect(map.getByText('No service is known yet')).toBeVisible();
  await expect(map.getByText(/Add the service tree and the VM and IP inventories/)).toBeVisible();
});
