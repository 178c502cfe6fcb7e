import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { answerDialogs, drop, goTo, inspector, settled } from './case-kit.ts';
import type { ViewName } from './case-kit.ts';
import { launch, screenshot } from './window.ts';
import type { Aftermap } from './window.ts';

/**
 * Pictures of the real window for the documentation: `npm run screenshots [-- FOLDER]`.
 * The cases and their evidence stand in the folder, whose path is to be read on the pictures; without it, in one that is made for them.
 */
const samples = ['silent-sender', 'moving-addresses', 'cycle-and-blind-spot', 'container-outage'];
const given = process.argv[2];
const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'aftermap-screens-')) : resolve(given);
const out = 'docs/screens';
const caseFile = (sample: string) => join(folder, `${sample}.aftermap`);

for (const sample of samples) {
  mkdirSync(join(folder, sample), { recursive: true });
  cpSync(join('samples', sample, 'evidence'), join(folder, sample), { recursive: true });
  execFileSync(process.execPath, ['dist/cli.js', 'import', join(folder, sample), '--case', caseFile(sample)], {
    stdio: 'ignore',
  });
}
try {
  await inWindow('light', pictures);
  await inWindow('light', silentSender, 'silent-sender');
  await inWindow('dark', async ({ page }) => {
    await incident(page);
    await picture(page, 'Trace', 'trace-dark', chooseOrigin);
  });
} finally {
  for (const sample of samples) {
    rmSync(join(folder, sample), { recursive: true, force: true });
    rmSync(caseFile(sample), { force: true });
  }
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}

async function pictures({ app, page, choose }: Aftermap): Promise<void> {
  await picture(page, 'Evidence', 'evidence', async () => {
    await page.getByRole('row', { name: 'core-responses-2.csv' }).click();
  });
  await page.keyboard.press('Escape');
  await picture(page, 'Report', 'report');
  await answerDialogs(app, { open: [resolve('samples/container-outage/residency-us.yaml')] });
  await picture(page, 'Regions', 'regions', checkRules);
  await incident(page);
  await picture(page, 'Map', 'map', async (map) => {
    await map.getByRole('treeitem', { name: /^Container Management Service,/ }).click();
  });
  await picture(page, 'Map', 'dossier', async () => {
    await inspector(page)
      .getByRole('button', { name: /Service D/ })
      .click();
  });
  await picture(page, 'Trace', 'trace', chooseOrigin);
  await picture(page, 'Plan', 'plan', async (plan) => {
    await plan.getByRole('checkbox', { name: 'Service G is up' }).check();
    await plan.getByRole('button', { name: '→ Service G' }).click();
  });
  await printedPlan({ app, page, choose });
  for (const sample of samples) {
    await drop(page, [caseFile(sample)]);
    await page.getByRole('banner').getByText(`${sample}.aftermap`).waitFor();
    await settled(page);
  }
  await choose('case.close');
  await page.getByText('Recent cases').waitFor();
  console.log(await screenshot(page, 'start', out));
}

async function inWindow(
  theme: 'light' | 'dark',
  work: (aftermap: Aftermap) => Promise<void>,
  sample = 'container-outage',
): Promise<void> {
  const args = ['--case', caseFile(sample)];
  const aftermap = await launch({ args, size: { width: 1440, height: 900 }, theme });
  try {
    await aftermap.page.getByRole('treeitem').nth(1).waitFor({ timeout: 120_000 });
    await work(aftermap);
  } finally {
    await aftermap.close();
  }
}

/** The views that speak of a second witness and of heartbeats, and a plan that mutes a sender. */
async function silentSender({ page }: Aftermap): Promise<void> {
  await incident(page);
  await picture(page, 'Heartbeats', 'heartbeats');
  await picture(page, 'Audit', 'audit');
  await picture(page, 'Plan', 'plan-countermeasures');
  await picture(page, 'Map', 'compare', async (map) => {
    await map.getByRole('combobox', { name: 'Compare with' }).selectOption('before');
  });
}

/** Goes to a view, does what a person would do there, and keeps what is seen then. */
async function picture(
  page: Page,
  view: ViewName,
  name: string,
  prepare?: (main: Awaited<ReturnType<typeof goTo>>) => Promise<void>,
): Promise<void> {
  await prepare?.(await goTo(page, view));
  await goTo(page, view);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(400);
  await settled(page);
  console.log(await screenshot(page, name, out));
}

async function incident(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Incident', exact: true }).click();
  await settled(page);
}

async function chooseOrigin(trace: Awaited<ReturnType<typeof goTo>>): Promise<void> {
  await trace
    .getByRole('listitem', { name: /^Origin 1/ })
    .getByRole('button')
    .first()
    .click();
}

async function checkRules(regions: Awaited<ReturnType<typeof goTo>>): Promise<void> {
  const page = regions.page();
  await regions.getByRole('button', { name: 'Rules…' }).click();
  await page.getByRole('button', { name: 'Open a file…' }).click();
  await page.getByRole('textbox', { name: 'Rules as YAML' }).getByText('Where customer data').waitFor();
  await page.getByRole('button', { name: 'Check these rules' }).click();
  await regions.getByRole('gridcell', { name: /^Directory Service, EuropeWest/ }).click();
}

/** The first page of the plan as it comes out of the printer. */
async function printedPlan({ app, page }: Pick<Aftermap, 'app' | 'page' | 'choose'>): Promise<void> {
  const pdf = join(folder, 'restart-plan.pdf');
  await answerDialogs(app, { save: pdf });
  await page.getByRole('button', { name: 'Save PDF…' }).click();
  await page.getByText('Saved restart-plan.pdf.').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', pdf, join(out, 'plan-print')]);
  rmSync(pdf);
  console.log(`${out}/plan-print.png`);
}
