import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { AftermapError } from '../../shared/failure.ts';

/** Writes a file that an option names; fails with `usage` where it cannot be written. */
export async function writeText(path: string, text: string): Promise<void> {
  await tried(path, () => writeFile(path, text));
}

/** Makes the folder that an option names, with those above it; fails with `usage` where it cannot be made. */
export async function makeFolder(path: string): Promise<void> {
  for (const folder of foldersTo(path)) if (!existsSync(folder)) await tried(path, () => mkdir(folder));
  await tried(path, () => mkdir(path, { recursive: true }));
}

/** From the root down, one by one: making them all at once does not return below some folders of the system (/proc). */
function foldersTo(path: string): string[] {
  const whole = resolve(path);
  const above = dirname(whole);
  return whole === parse(whole).root ? [] : [...foldersTo(above), whole];
}

async function tried(path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(',')[0] : String(error);
    throw new AftermapError(
      'usage',
      `${path} cannot be written: ${reason}.`,
      'Check that its folder exists, that no file has its name, and that you may write there.',
      { cause: error },
    );
  }
}
