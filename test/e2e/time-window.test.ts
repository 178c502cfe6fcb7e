import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { completeness, goTo, openSample, settled, viewNames } from './case-kit.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
let page: Page;
test.beforeAll(async () => {
  aftermap = await openSample('container-outage');
  page = aftermap.page;
});
test.afterAll(() => aftermap.close());
test.beforeEach(async () => {
  await goTo(page, 'Map');
  const whole = page.getByRole('button', { name: 'Whole case' });
  if (await whole.isEnabled()) await whole.click();
  await expect(page.getByText('whole case', { exact: true })).toBeVisible();
});

const field = (end: 'From' | 'To') => page.getByRole('textbox', { name: `${end}, UTC` });
const timeLine = () => page.getByRole('region', { name: 'Time line' });

/** Draws a window on the time line from one share of its width to another. */
async function brush(from: number, to: number): Promise<void> {
  const box = await timeLine().locator('.time-frame').boundingBox();
  if (!box) throw new Error('There is no time line.');
  await page.mouse.move(box.x + from * box.width, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + ((from + to) / 2) * box.width, box.y + 30);
  await page.mouse.move(box.x + to * box.width, box.y + 30);
  await page.mouse.up();
}

test('a window drawn with the mouse becomes the window of every view and of the completeness line', async () => {
  const whole = new Map<string, string>();
  const shownIn = async (view: (typeof viewNames)[number]) => {
    const main = await goTo(page, view);
    return view === 'Report' ? '' : await main.innerText();
  };
  for (const view of viewNames) whole.set(view, await shownIn(view));
  await brush(0.5, 0.75);
  await expect(field('From')).toHaveValue('2026-03-04 12:00');
  await expect(field('To')).toHaveValue('2026-03-04 13:30');
  await expect(completeness(page)).toContainText('Lookups in the window');
  await expect(completeness(page)).toContainText('✓ balanced');
  for (const view of ['Map', 'Trace', 'Plan', 'Regions'] as const) {
    expect(await shownIn(view), view).not.toBe(whole.get(view));
  }
  const report = await goTo(page, 'Report');
  await expect(report.frameLocator('iframe').getByText('2026-03-04 12:00:00 – 13:30:00').first()).toBeVisible();
});

test('the window moves and stretches by the arrow keys, a minute or ten at once', async () => {
  await brush(0.25, 0.5);
  await expect(field('From')).toHaveValue('2026-03-04 10:30');
  await timeLine().getByRole('slider', { name: 'Window on the time line' }).press('ArrowRight');
  await expect(field('From')).toHaveValue('2026-03-04 10:31');
  await expect(field('To')).toHaveValue('2026-03-04 12:01');
  await timeLine().getByRole('slider', { name: 'End of the window' }).press('Shift+ArrowRight');
  await expect(field('To')).toHaveValue('2026-03-04 12:11');
  await timeLine().getByRole('slider', { name: 'Start of the window' }).press('ArrowLeft');
  await expect(field('From')).toHaveValue('2026-03-04 10:30');
});

test('a window drawn before can be moved by its body and pulled at its end with the mouse', async () => {
  await brush(0.25, 0.5);
  await brush(0.375, 0.5);
  await expect(field('From')).toHaveValue('2026-03-04 11:15');
  await expect(field('To')).toHaveValue('2026-03-04 12:45');
  await brush(0.625, 0.75);
  await expect(field('From')).toHaveValue('2026-03-04 11:15');
  await expect(field('To')).toHaveValue('2026-03-04 13:30');
});

test('a window is typed; what is no time or ends before it begins is refused with a reason', async () => {
  await field('From').fill('13:37');
  await field('From').press('Enter');
  await field('To').fill('2026-03-04 14:37');
  await field('To').press('Enter');
  await settled(page);
  await expect(page.getByText('whole case', { exact: true })).toHaveCount(0);
  const lookups = await completeness(page).innerText();
  await field('From').fill('yesterday');
  await field('From').press('Enter');
  await expect(page.getByRole('status').getByText(/^Not a time\. Write 14:01/)).toBeVisible();
  await field('From').fill('15:00');
  await field('From').press('Enter');
  await expect(page.getByRole('status').getByText('The window must end after it begins.')).toBeVisible();
  await settled(page);
  expect(await completeness(page).innerText()).toBe(lookups);
});

test('Incident sets the window to the failure of the target, W goes back to the whole case', async () => {
  await timeLine().getByRole('button', { name: 'Incident' }).click();
  await expect(field('From')).toHaveValue('2026-03-04 13:37');
  await expect(field('To')).toHaveValue(/^2026-03-04 14:3[78]$/);
  await settled(page);
  await expect(page.getByRole('main').getByText('4 failing')).toBeVisible();
  await page.keyboard.press('w');
  await expect(page.getByText('whole case', { exact: true })).toBeVisible();
  await expect(field('From')).toHaveValue('2026-03-04 09:00');
});
