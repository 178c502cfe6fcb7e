import { basename } from 'node:path';
import type { ImportOptions } from '../../../shared/api.ts';
import { AftermapError } from '../../../shared/failure.ts';
import type { Source } from '../../../shared/model/evidence.ts';
import type { Database } from '../database/connection.ts';
import { inTransaction } from '../database/query.ts';
import { partsOf } from '../evidence/archive.ts';
import { clearSource } from '../evidence/clear-source.ts';
import { importFile } from '../evidence/import-file.ts';
import { surveyFile } from '../evidence/survey.ts';
import { readSources } from '../queries/sources.ts';
import { buildMap } from './build-map.ts';
import { isStale } from './case-file.ts';
import type { ImportWork } from './import-evidence.ts';

/** The source of a number. Fails with `not-found`. */
export async function findSource(database: Database, id: number): Promise<Source> {
  const found = (await readSources(database.connection)).find((source) => source.id === id);
  if (found) return found;
  throw new AftermapError('not-found', `The case holds no source ${id}.`, 'See the list of sources in Evidence.');
}

/**
 * Reads the file of a source anew, in another way than before, in the place of what it gave. Nothing changes where the file is not as it was
 * when it was imported (`unreadable`), or where its format cannot be told. The map is as it was until it is built.
 */
export async function rereadSource(
  database: Database,
  source: Source,
  declared: ImportOptions,
  work: Pick<ImportWork, 'signal' | 'onProgress'>,
): Promise<void> {
  const { scratch, connection } = database;
  const tell = (done: number) =>
    work.onProgress({
      work: 'import',
      step: `Reading ${basename(source.path)}`,
      done,
      total: source.bytes,
      unit: 'bytes',
    });
  let done = 0;
  try {
    for await (const part of partsOf(source.path, scratch)) {
      if ('problem' in part) throw gone(source, part.problem);
      const onBytes = (bytes: number) => tell((done += bytes));
      const survey = await surveyFile(part, scratch, { signal: work.signal, onBytes });
      if (survey.sha256 !== source.sha256) throw gone(source, 'it was changed since it was imported');
      const question = await importFile(connection, survey, {
        scratch,
        signal: work.signal,
        declared,
        replaces: source.id,
      });
      if (question !== undefined) throw new AftermapError('usage', `${source.path}: ${question}`, 'Choose the format.');
      return;
    }
  } catch (error) {
    if (error instanceof AftermapError || work.signal.aborted || !(error instanceof Error && 'code' in error))
      throw error;
    throw gone(source, error.message);
  }
}

/** Takes a source out of the case; the map is as it was until it is built. */
export async function removeSource(database: Database, source: Source): Promise<void> {
  await inTransaction(database.connection, () => clearSource(database.connection, source.id));
}

/** Builds the map where it does not hold what the evidence says. */
export async function bringUpToDate(database: Database, { onProgress }: Pick<ImportWork, 'onProgress'>): Promise<void> {
  if (!(await isStale(database.connection))) return;
  await buildMap(database.connection, (step, done, total) =>
    onProgress({ work: 'import', step, done, total, unit: 'steps' }),
  );
}

function gone({ path }: Source, why: string): AftermapError {
  return new AftermapError(
    'unreadable',
    `${path} cannot be read again: ${why}.`,
    'Put the file back as it was when it was imported; nothing was changed.',
  );
}
