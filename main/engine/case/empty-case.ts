import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AftermapError } from '../../../shared/failure.ts';
import type { Database, Limits } from '../database/connection.ts';
import { makeScratch } from '../database/scratch.ts';
import { buildMap } from './build-map.ts';
import { createCase } from './case-file.ts';

/** The bytes of cases that hold nothing, without a map and with the map of nothing: all such cases are alike, and take longer to make than to copy. */
const bytes = new Map<(database: Database) => Promise<void>, Promise<Buffer>>();

/** Makes a case that holds nothing yet, with the map of nothing; it takes its name when it is whole. Fails with `not-found` where the folder is missing. */
export function makeEmptyCase(path: string, limits: Limits | undefined): Promise<void> {
  return makeWhole(path, limits, buildNothing);
}

/** Makes a case for evidence that is about to be taken in, without a map; it takes its name when it is whole. Fails with `not-found` where the folder is missing. */
export function makeCase(path: string, limits: Limits | undefined): Promise<void> {
  return makeWhole(path, limits, leaveUnbuilt);
}

const buildNothing = ({ connection }: Database): Promise<void> => buildMap(connection, () => undefined);
const leaveUnbuilt = (): Promise<void> => Promise.resolve();

async function makeWhole(
  path: string,
  limits: Limits | undefined,
  fill: (database: Database) => Promise<void>,
): Promise<void> {
  if (!existsSync(dirname(path)))
    throw new AftermapError(
      'not-found',
      `The folder ${dirname(path)} does not exist.`,
      'Make it first, or choose another place.',
    );
  const made = bytes.get(fill) ?? makeBytes(limits, fill);
  bytes.set(fill, made);
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  await writeFile(unfinished, await made);
  await rename(unfinished, path);
}

async function makeBytes(limits: Limits | undefined, fill: (database: Database) => Promise<void>): Promise<Buffer> {
  const scratch = await makeScratch();
  try {
    const path = join(scratch, 'empty.aftermap');
    const database = await createCase({ path, mode: 'write', evidence: [], limits });
    try {
      await fill(database);
    } finally {
      await database.close();
    }
    return await readFile(path);
  } catch (error) {
    bytes.delete(fill);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
