import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { inspector, nameIn, openSample, settled, truthOf } from './case-kit.ts';
import type { Aftermap } from './window.ts';

const truth = truthOf('container-outage');
const path = truth.expected.path.map((id) => nameIn(truth, id));

let aftermap: Aftermap;
let page: Page;
test.beforeAll(async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
});
test.afterAll(() => aftermap.close());

/** The name of what has the focus. */
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

test('from the alarm to the origin without a mouse: find the service, make it the target, trace it, walk the path', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('order intake');
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText('Order Intake Portal');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Order Intake Portal');
  await page.keyboard.press('3');
  await settled(page);
  const trace = page.getByRole('main', { name: 'trace' });
  await expect(trace.getByRole('listitem', { name: /^Origin 1: Service G/ })).toBeVisible();
  await expect(trace.getByText(/^Most likely begun at Service G/)).toBeVisible();

  const tree = trace.getByRole('tree', { name: 'The failing path' });
  await tree.getByRole('treeitem', { name: /^Order Intake Portal/ }).focus();
  for (const [i, name] of path.entries()) {
    await expect.poll(focused).toContain(name);
    const next = path[i + 1];
    if (next === undefined) break;
    await page.keyboard.press('ArrowRight');
    for (let step = 0; step < 20 && !(await focusedWithin(next)); step += 1) await page.keyboard.press('ArrowDown');
  }
  expect(await focused()).toContain('origin');
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Service G');
});

/** Whether the focus comes to rest on a service, after the frame in which it moves. */
async function focusedWithin(name: string): Promise<boolean> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
  );
  return (await focused()).startsWith(`${name},`);
}

test('the path is drawn from the target to the origin, and another origin draws its own', async () => {
  await page.keyboard.press('3');
  const trace = page.getByRole('main', { name: 'trace' });
  const drawn = () => trace.locator('.link-path title').allTextContents();
  const links = (names: readonly string[]) => names.slice(1).map((server, i) => `${names[i]} → ${server}`);
  await expect.poll(async () => (await drawn()).map((text) => text.split('\n')[0])).toEqual(links(path));
  await trace
    .getByRole('listitem', { name: /^Origin 2: Service D/ })
    .getByRole('button')
    .first()
    .press('Enter');
  await expect.poll(async () => (await drawn()).map((text) => text.split('\n')[0])).toEqual(links(path.slice(0, 3)));
  await expect(trace.getByRole('treeitem', { name: /^Service D, .+, origin$/ })).toBeVisible();
});

test('what speaks for an origin cites the line of the health export', async () => {
  const trace = page.getByRole('main', { name: 'trace' });
  const best = trace.getByRole('listitem', { name: /^Origin 1: Service G/ });
  await best.getByRole('button').first().press('Enter');
  await best
    .getByRole('button', { name: /^health\.csv/ })
    .first()
    .press('Enter');
  const line = inspector(page).getByRole('list', { name: 'Lines of the evidence' }).locator('[aria-current=true]');
  await expect(line).toContainText('2026-03-04T14:05:20');
  await expect(line).toContainText('error');
});

test('what would decide between the first two is said, with its record', async () => {
  const trace = page.getByRole('main', { name: 'trace' });
  const note = trace.getByRole('note', { name: 'What would decide between the first two' });
  await expect(note).toContainText(
    'Health of Service D more often than every 60 s: Service G began after 14:04:20 and by 14:05:20',
  );
  await note.getByRole('button', { name: /^health\.csv/ }).press('Enter');
  await expect(inspector(page).getByRole('list', { name: 'Lines of the evidence' })).toContainText('svc-service-d');
});

test('a target that was watched and did not fail has no fault visible; one without health data is not observable', async () => {
  const trace = page.getByRole('main', { name: 'trace' });
  const target = page.getByRole('combobox', { name: 'Target' });
  await target.selectOption({ label: 'Service H' });
  await expect(trace.getByRole('region', { name: 'No fault visible' })).toContainText('Service H did not fail');
  await target.selectOption({ label: 'Service B' });
  await expect(trace.getByRole('region', { name: 'Not observable' })).toContainText('Service B');
  await target.selectOption({ label: 'Order Intake Portal' });
  await expect(trace.getByRole('listitem', { name: /^Origin 1: Service G/ })).toBeVisible();
});

test('every view has its number, the key list opens with ?, and Esc leads back', async () => {
  for (const [key, view] of [
    'evidence',
    'map',
    'trace',
    'plan',
    'regions',
    'heartbeats',
    'audit',
    'report',
  ].entries()) {
    await page.keyboard.press(String(key + 1));
    await expect(page.getByRole('main', { name: view })).toBeVisible();
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(inspector(page).getByText('Nothing selected')).toBeVisible();
});
