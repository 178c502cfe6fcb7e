import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AftermapError } from '../../../shared/failure.ts';
import type { Limits } from '../database/connection.ts';
import { makeScratch } from '../database/scratch.ts';
import { buildMap } from './build-map.ts';
import { createCase } from './case-file.ts';

/** The bytes of a case that holds nothing: all such cases are alike, and its map takes longer to build than to copy. */
let bytes: Promise<Buffer> | undefined;

/** Makes a case that holds nothing yet, with the map of nothing; it takes its name when it is whole. Fails with `not-found` where the folder is missing. */
export async function makeEmptyCase(path: string, limits: Limits | undefined): Promise<void> {
  await makeWhole(path, async (unfinished) => {
    bytes ??= buildEmptyCase(limits);
    await writeFile(unfinished, await bytes);
  });
}

/** Makes a case for evidence that is about to be taken in, without a map; it takes its name when it is whole. Fails with `not-found` where the folder is missing. */
export async function makeCase(path: string): Promise<void> {
  await makeWhole(path, async (unfinished) => {
    await (await createCase({ path: unfinished, mode: 'write', evidence: [] })).close();
  });
}

async function makeWhole(path: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  if (!existsSync(dirname(path)))
    throw new AftermapError(
      'not-found',
      `The folder ${dirname(path)} does not exist.`,
      'Make it first, or choose another place.',
    );
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  await make(unfinished);
  await rename(unfinished, path);
}

async function buildEmptyCase(limits: Limits | undefined): Promise<Buffer> {
  const scratch = await makeScratch();
  try {
    const path = join(scratch, 'empty.aftermap');
    const database = await createCase({ path, mode: 'write', evidence: [], limits });
    try {
      await buildMap(database.connection, () => undefined);
    } finally {
      await database.close();
    }
    return await readFile(path);
  } catch (error) {
    bytes = undefined;
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
