import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { Truth } from '../../samples/generator/incident.ts';
import { launch } from './window.ts';
import type { Aftermap, LaunchOptions } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'aftermap-e2e-cases-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const imported = new Map<string, string>();
let copies = 0;

/** The evidence of a sample. */
export const evidenceOf = (sample: string): string => resolve('samples', sample, 'evidence');

/** What a sample states about itself, with the outcome that it states of its incident. */
type SampleTruth = Truth & { readonly expected: NonNullable<Truth['expected']> };

export const truthOf = (sample: string): SampleTruth =>
  JSON.parse(readFileSync(resolve('samples', sample, 'truth.json'), 'utf8')) as SampleTruth;

/** A case over some evidence, read by the command line once a run; everybody gets a copy of their own. */
export function caseOf(name: string, evidence: string = evidenceOf(name)): string {
  const known = imported.get(name) ?? join(folder, `${name}.aftermap`);
  if (!imported.has(name)) {
    execFileSync(process.execPath, ['dist/cli.js', 'import', evidence, '--case', known], { stdio: 'ignore' });
    imported.set(name, known);
  }
  const copy = join(mkdtempSync(join(folder, `${(copies += 1)}-`)), `${name}.aftermap`);
  copyFileSync(known, copy);
  return copy;
}

/** The window with a sample's case open and its figures there. */
export async function openSample(sample: string, options: LaunchOptions = {}): Promise<Aftermap> {
  const aftermap = await launch({ size: { width: 1440, height: 900 }, ...options, args: ['--case', caseOf(sample)] });
  await expect(completeness(aftermap.page)).toContainText('balanced');
  await expect(aftermap.page.getByRole('combobox', { name: 'Target' })).not.toHaveValue('');
  return aftermap;
}

export type ViewName = 'Evidence' | 'Map' | 'Trace' | 'Plan' | 'Regions' | 'Heartbeats' | 'Audit' | 'Report';
export const viewNames: readonly ViewName[] = [
  'Evidence',
  'Map',
  'Trace',
  'Plan',
  'Regions',
  'Heartbeats',
  'Audit',
  'Report',
];

/** Goes to a view as the mouse does, and waits until nothing in it is on its way. */
export async function goTo(page: Page, view: ViewName): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
  await settled(page);
  return page.getByRole('main', { name: view.toLowerCase() });
}

/** Nothing is being waited for any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.state-loading, .answered-older'));
}

export const completeness = (page: Page): Locator => page.getByRole('contentinfo', { name: 'Completeness' });
export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

/** The system's dialogs answer these paths, since nobody sits before them. */
export function answerDialogs(
  app: ElectronApplication,
  answers: { readonly open?: readonly string[]; readonly save?: string },
): Promise<void> {
  return app.evaluate(({ dialog }, { open, save }) => {
    if (open) dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...open] });
    if (save !== undefined) dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save });
  }, answers);
}

/** Drops files and folders on the window, as the system's file browser does. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const inspectorOfPage = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await inspectorOfPage.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  }
  await inspectorOfPage.detach();
}

/** The name of a service in a sample. */
export const nameIn = ({ services }: Truth, id: string): string => services.find((s) => s.id === id)?.name ?? id;

/** A count as the window writes it: `22,388`. */
export const shown = (n: number): string => n.toLocaleString('en');
