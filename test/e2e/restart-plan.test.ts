import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/desktop-api.ts';
import { answerDialogs, goTo, inspector, nameIn, openSample, settled, truthOf } from './case-kit.ts';
import type { Aftermap } from './window.ts';

const truth = truthOf('container-outage');
const waves = truth.expected.waves.map((wave) => wave.map((id) => nameIn(truth, id)));

let aftermap: Aftermap;
let page: Page;
test.beforeAll(async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
});
test.afterAll(() => aftermap.close());

test('the plan reads in waves from the origin to the target, each step with its check and its evidence', async () => {
  const plan = await goTo(page, 'Plan');
  await expect(plan.getByRole('region', { name: /^Wave/ })).toHaveCount(waves.length);
  for (const [i, services] of waves.entries()) {
    const wave = plan.getByRole('region', { name: `Wave ${i + 1}`, exact: true });
    await expect(wave.getByRole('checkbox')).toHaveCount(services.length);
    for (const name of services) await expect(wave.getByRole('checkbox', { name: `${name} is up` })).not.toBeChecked();
    await expect(wave.getByText('Check before going on:')).toHaveCount(services.length);
  }
  await plan.getByRole('button', { name: '→ Service G' }).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('Service D → Service G');
});

test('services that are up again are ticked, and the plan says how far it is', async () => {
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('checkbox', { name: 'Service G is up' }).check();
  await expect(plan.getByText(/^1 of 4 services ticked/)).toBeVisible();
  await goTo(page, 'Map');
  await goTo(page, 'Plan');
  await expect(plan.getByRole('checkbox', { name: 'Service G is up' })).toBeChecked();
  await plan.getByRole('checkbox', { name: 'Service G is up' }).uncheck();
  await expect(plan.getByText(/^0 of 4 services ticked/)).toBeVisible();
});

test('everything the target reaches can be planned too, each server in an earlier wave than its clients', async () => {
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('button', { name: 'All it reaches' }).click();
  await expect(plan.getByRole('checkbox')).toHaveCount(22);
  const order = await plan
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));
  const at = (name: string) => order.indexOf(`${name} is up`);
  expect(at('Service A')).toBeLessThan(at('Key Vault Service'));
  expect(at('Service G')).toBeLessThan(at('Service D'));
  expect(at('Order Intake Portal')).toBe(21);
  await plan.getByRole('button', { name: 'Failing services' }).click();
  await expect(plan.getByRole('checkbox')).toHaveCount(4);
});

test('saved as PDF, the plan has its waves in order, places to sign, page numbers and the digest of the case', async () => {
  const pdf = join(aftermap.folder, 'plan.pdf');
  await answerDialogs(aftermap.app, { save: pdf });
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('button', { name: 'Save PDF…' }).click();
  await expect(page.getByRole('status').getByText('Saved plan.pdf.')).toBeVisible();
  const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  const places = waves.flatMap((services, i) => [`Wave ${i + 1}`, ...services]);
  expect(placesIn(text.slice(text.indexOf('Wave 1')), places)).toEqual(places);
  expect(text).toMatch(/Page 1 of \d/);
  for (const role of ['Prepared', 'Reviewed', 'Approved']) expect(text).toContain(`${role} by, time`);
  const digest = await page.evaluate(async () => {
    const reply = await (window as unknown as { aftermap: Bridge<File> }).aftermap.call('case.summary', {});
    return reply.ok ? reply.value.digest : '';
  });
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(text.replaceAll(' ', '')).toContain(`${digest.slice(0, 8)}…${digest.slice(-4)}`);
});

test('copied as text, the plan is a list with tick boxes in the same order', async () => {
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('button', { name: 'More' }).click();
  await plan.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('status').getByText('Plan copied as Markdown.')).toBeVisible();
  const text = await aftermap.app.evaluate(({ clipboard }) => clipboard.readText());
  expect([...text.matchAll(/- \[ \] \*\*(.+?)\*\*/g)].map((match) => match[1])).toEqual(waves.flat());
});

test('what if a service stays down: who is stranded is named with the path, and the steps say that they may not come up', async () => {
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('button', { name: 'What if…' }).click();
  await plan.getByRole('combobox', { name: 'Leave out a service' }).selectOption({ label: 'Service D' });
  const answer = plan.getByRole('region', { name: 'What if' }).getByRole('status');
  await expect(answer).toContainText('1 service of the plan comes up, 2 stranded; gone: Service D.');
  await expect(answer).toContainText('Needs Service D, which is left out, over Container Management Service.');
  await expect(plan.getByRole('checkbox', { name: 'Service D is up' })).toHaveCount(0);
  await expect(plan.getByText('May not come up.')).toHaveCount(2);
  await plan.getByRole('button', { name: 'Clear' }).click();
  await expect(plan.getByRole('checkbox', { name: 'Service D is up' })).toHaveCount(1);
  await plan.getByRole('button', { name: 'What if…' }).click();
});

test('minutes that are typed at the steps give the earliest starts, the critical path and the total', async () => {
  const plan = await goTo(page, 'Plan');
  await expect(plan.getByText('not known: give minutes at the steps')).toBeVisible();
  for (const [name, minutes] of [
    ['Service G', '3'],
    ['Service D', '4'],
  ] as const) {
    const field = plan.getByRole('spinbutton', { name: `Expected minutes of ${name}` });
    await field.fill(minutes);
    await field.press('Enter');
  }
  await expect(plan.getByText(/Wave by wave at least 7 min.*Minutes are missing for 2 services/)).toBeVisible();
  await expect(plan.getByRole('region', { name: 'Wave 2' })).toContainText('at minute 3');
  await expect(plan.getByText('critical path', { exact: true })).toHaveCount(4);
});

test('a plan is signed and kept by keyboard alone, printed with the name, and compared with another', async () => {
  await goTo(page, 'Plan');
  await page.keyboard.press('1');
  await page.keyboard.press('4');
  await settled(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('checkbox', { name: 'Service D is up' })).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('A. Analyst');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('status').getByText(/^Kept in the case as “Order Intake Portal .*”, prepared by A. Analyst/),
  ).toBeVisible();
  await expect(page.getByText(/^prepared by A. Analyst, \d{4}-/)).toBeVisible();

  const pdf = join(aftermap.folder, 'signed.pdf');
  await answerDialogs(aftermap.app, { save: pdf });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Letter' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save PDF…' }).click();
  await expect(page.getByRole('status').getByText('Saved signed.pdf.')).toBeVisible();
  expect(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })).toContain('A. Analyst, ');
  expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Page size: +612 x 792/);

  await page.getByRole('button', { name: 'All it reaches' }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(22);
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'Kept plans' });
  await expect(dialog.getByRole('region', { name: 'Differences' })).toContainText('Database Cluster Service, wave');
  await dialog.getByRole('button', { name: /^Show Order Intake Portal/ }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(4);
  await expect(page.getByRole('checkbox', { name: 'Service G is up' })).toBeChecked();
});

test('services can be picked by hand', async () => {
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('button', { name: 'Picked by hand' }).click();
  const dialog = page.getByRole('dialog', { name: 'Services to restart' });
  await dialog.getByRole('button', { name: 'None' }).click();
  for (const name of ['Service G', 'Order Intake Portal']) {
    await dialog.getByRole('searchbox', { name: 'Filter services' }).fill(name);
    await dialog.getByRole('checkbox', { name, exact: false }).check();
  }
  await page.keyboard.press('Enter');
  await expect(plan.getByRole('region', { name: /^Wave/ })).toHaveCount(2);
  await expect(plan.getByRole('region', { name: 'Wave 2' })).toContainText('After Service G, over');
});

test('under another target the plan of the one before is not shown while the new one is on its way', async () => {
  const plan = await goTo(page, 'Plan');
  await plan.getByRole('button', { name: 'All it reaches' }).click();
  await settled(page);
  const asked = plan.getByRole('combobox', { name: 'Target' });
  const sheet = (name: string) => plan.getByRole('heading', { name: `Restart plan: ${name}` });
  const before = await asked.locator('option:checked').innerText();
  await expect(sheet(before)).toBeVisible();
  const engine = await aftermap.enginePid();
  process.kill(engine, 'SIGSTOP');
  try {
    await asked.selectOption({ label: 'Service D' });
    await expect(plan.getByText('Ordering the services…')).toBeVisible();
    await expect(sheet(before)).toHaveCount(0);
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  await expect(sheet('Service D')).toBeVisible();
});

/** Those of the words that follow each other in the text, in the order they were given. */
function placesIn(text: string, words: readonly string[]): readonly string[] {
  let from = 0;
  return words.filter((word) => {
    const at = text.indexOf(word, from);
    if (at >= 0) from = at;
    return at >= 0;
  });
}
