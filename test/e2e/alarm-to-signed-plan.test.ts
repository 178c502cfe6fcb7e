import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/desktop-api.ts';
import { nameIn, openSample, settled, truthOf } from './case-kit.ts';
import type { Aftermap } from './window.ts';

const truth = truthOf('container-outage');
const steps = truth.expected.waves.flat().map((id) => nameIn(truth, id));
/** A person at a keyboard: time between two keys, and time to read what came, in milliseconds. */
const KEY = 200;
const READ = 3000;

let aftermap: Aftermap;
let page: Page;
test.beforeAll(async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
  await page.evaluate(() =>
    addEventListener('pointerdown', () => document.body.setAttribute('data-mouse', 'used'), true),
  );
});
test.afterAll(() => aftermap.close());

const press = (key: string) => page.keyboard.press(key, { delay: KEY });
const read = () => new Promise((done) => setTimeout(done, READ));

test('from the alarm at the target to a signed plan within two minutes, at the speed of a person, by keyboard alone', async () => {
  test.setTimeout(120_000);
  await press('Control+k');
  await page.keyboard.type('order intake', { delay: KEY });
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText('Order Intake Portal');
  await press('Enter');

  await press('3');
  await settled(page);
  await expect(page.getByText(/^Most likely begun at Service G/)).toBeVisible();
  await read();

  await press('4');
  await settled(page);
  await read();
  for (const name of steps) {
    await press('ArrowDown');
    await expect(page.getByRole('checkbox', { name: `${name} is up` })).toBeFocused();
    await press('Space');
    await expect(page.getByRole('checkbox', { name: `${name} is up` })).toBeChecked();
  }
  await expect(page.getByText(/^4 of 4 services ticked/)).toBeVisible();

  await press('s');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('B. Auditor', { delay: KEY });
  await press('Enter');
  await expect(page.getByText(/^prepared by B. Auditor, \d{4}-/)).toBeVisible();
  const { plans } = await page.evaluate(async () => {
    const reply = await (window as unknown as { aftermap: Bridge<File> }).aftermap.call('plans.list', {});
    if (!reply.ok) throw new Error(reply.failure.message);
    return reply.value;
  });
  expect(plans.map(({ signatures }) => signatures.map(({ name }) => name))).toEqual([['B. Auditor']]);
  await expect(page.locator('body')).not.toHaveAttribute('data-mouse');
});
