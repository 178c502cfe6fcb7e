import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CommandName } from '../shared/desktop-api.ts';
import { launch, screenshot } from '../test/e2e/window.ts';

/** A picture of the real window: which view, in which light, and what a person would click first. */
interface Shot {
  readonly name: string;
  readonly view: CommandName;
  readonly theme?: 'light' | 'dark';
  readonly prepare?: (page: Page) => Promise<void>;
}

const shots: readonly Shot[] = [
  { name: 'evidence', view: 'view.evidence' },
  { name: 'map', view: 'view.map' },
  { name: 'trace', view: 'view.trace' },
  { name: 'trace-dark', view: 'view.trace', theme: 'dark' },
  { name: 'plan', view: 'view.plan' },
  { name: 'regions', view: 'view.regions' },
  { name: 'report', view: 'view.report' },
];

const folder = mkdtempSync(join(tmpdir(), 'aftermap-screens-'));
const file = join(folder, 'container-outage.aftermap');
execFileSync(process.execPath, ['dist/cli.js', 'import', 'samples/container-outage/evidence', '--case', file], {
  stdio: 'ignore',
});

for (const { name, view, theme = 'light', prepare } of shots) {
  const aftermap = await launch({ args: ['--case', file], size: { width: 1440, height: 900 }, theme });
  try {
    await settled(aftermap.page);
    await aftermap.choose(view);
    await prepare?.(aftermap.page);
    await settled(aftermap.page);
    console.log(await screenshot(aftermap.page, name, 'docs/screens'));
  } finally {
    await aftermap.close();
  }
}
rmSync(folder, { recursive: true });

/** Nothing is being waited for any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.state-loading, .answered-older, [aria-busy="true"]'));
  await page.waitForTimeout(300);
}
