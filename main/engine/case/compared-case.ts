import { AftermapError } from '../../../shared/failure.ts';
import { openCase, isStale } from './case-file.ts';
import { openForReading, type OpenCase } from './open-case.ts';
import { resolve } from 'node:path';

/** Opens another case beside the open one, for reading only: nothing of it is built or changed. */
export async function openToCompare(path: string): Promise<OpenCase> {
  const database = await openCase({ path: resolve(path), mode: 'read', evidence: [] });
  const stale = await isStale(database.connection).finally(() => database.close());
  if (stale)
    throw new AftermapError(
      'unreadable',
      `The map of ${path} is not up to date: another version of Aftermap built it, or an import was stopped.`,
      'Open that case once by itself, then compare again.',
    );
  return openForReading(path, undefined, () => undefined, true);
}
