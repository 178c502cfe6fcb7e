import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch } from '../database/scratch.ts';
import { buildMap } from './build-map.ts';
import { createCase } from './case-file.ts';

/** The bytes of a case that holds nothing: all such cases are alike, and its map takes longer to build than to copy. */
let bytes: Promise<Buffer> | undefined;

/** Makes a case that holds nothing yet, with the map of nothing; it takes its name when it is whole. */
export async function makeEmptyCase(path: string, memoryLimit: string | undefined): Promise<void> {
  bytes ??= buildEmptyCase(memoryLimit);
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, await bytes);
  await rename(unfinished, path);
}

async function buildEmptyCase(memoryLimit: string | undefined): Promise<Buffer> {
  const scratch = await makeScratch();
  try {
    const path = join(scratch, 'empty.aftermap');
    const database = await createCase({ path, mode: 'write', evidence: [], memoryLimit });
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
