import { join } from 'node:path';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { hasDisplay, startDisplay } from '../../build/display.mjs';
import { root } from '../../build/project.mjs';
import { launch } from '../e2e/window.ts';
import { measure, median } from './measure.ts';
import type { Programs } from './programs.ts';

/** From a click on the program's icon to the sample's map in sight. */
export interface FirstView {
  readonly electron: string;
  readonly repeats: number;
  /** From the start of the process; median. */
  readonly fromStart: number;
  /** From the moment at which the window begins to load its page; median. */
  readonly fromWindow: number;
}

/** Opens the sample in the real window several times, and waits until its map is drawn and nothing is waited for any more. */
export async function measureFirstView(programs: Programs, scratch: string, repeats: number): Promise<FirstView> {
  const file = join(scratch, 'sample.aftermap');
  await measure(programs.commandLine, [
    'import',
    join(root, 'samples', 'container-outage', 'evidence'),
    '--case',
    file,
  ]);
  const { version } = await electronRuntime();
  const own = hasDisplay() ? null : await startDisplay();
  if (own) process.env.DISPLAY = own.display;
  const took: { readonly start: number; readonly window: number }[] = [];
  for (let nth = 0; nth < repeats; nth += 1) {
    const began = Date.now();
    const { page, close } = await launch({ args: ['--case', file] });
    const shown = await page.waitForFunction(
      () =>
        document.querySelector('.tree') &&
        !document.querySelector('.state-loading, .answered-older, [aria-busy="true"]') && {
          at: Date.now(),
          opened: performance.timeOrigin,
        },
    );
    const { at, opened } = (await shown.jsonValue()) as { at: number; opened: number };
    took.push({ start: (at - began) / 1000, window: (at - opened) / 1000 });
    await close();
  }
  own?.stop();
  return {
    electron: version,
    repeats,
    fromStart: median(took.map(({ start }) => start)),
    fromWindow: median(took.map(({ window }) => window)),
  };
}
