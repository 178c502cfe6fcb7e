import { basename } from 'node:path';
import type { ImportOptions, Progress } from '../../../shared/api.ts';
import { AftermapError } from '../../../shared/failure.ts';
import type { Source } from '../../../shared/model/evidence.ts';
import type { Database } from '../database/connection.ts';
import { inTransaction, query } from '../database/query.ts';
import { partsOf } from '../evidence/archive.ts';
import { clearSource } from '../evidence/clear-source.ts';
import { importFile } from '../evidence/import-file.ts';
import { surveyFile, type Survey } from '../evidence/survey.ts';
import { sql } from '../sql/catalogue.ts';
import { readSources } from '../queries/sources.ts';
import { buildMap } from './build-map.ts';
import { isStale } from './case-file.ts';
import { readMappings } from './mappings.ts';
import type { ImportWork } from './import-evidence.ts';

/** The source of a number. Fails with `not-found`. */
export async function findSource(database: Database, id: number): Promise<Source> {
  const found = (await readSources(database.connection)).find((source) => source.id === id);
  if (found) return found;
  throw new AftermapError('not-found', `The case holds no source ${id}.`, 'See the list of sources in Evidence.');
}

/** How the file of a source was to be read when it was imported. */
export async function optionsOf({ connection }: Database, evidence: number): Promise<ImportOptions> {
  const found = await query<{ options: string }>(connection, sql.evidence_file, { evidence });
  return JSON.parse(found[0]?.options ?? '{}') as ImportOptions;
}

/** How long work on the file of a source is stopped and followed. */
interface SourceWork extends Pick<ImportWork, 'signal' | 'onProgress'> {
  readonly work?: Progress['work'];
}

/** Surveys the file of a source again. Fails with `unreadable` where it is not there as it was when it was imported. */
export async function surveyOf(source: Source, scratch: string, work: SourceWork): Promise<Survey> {
  const step = `Reading ${basename(source.path)}`;
  let done = 0;
  try {
    for await (const part of partsOf(source.path, scratch)) {
      if ('problem' in part) throw gone(source, part.problem);
      const onBytes = (bytes: number) =>
        work.onProgress({
          work: work.work ?? 'import',
          step,
          done: (done += bytes),
          total: source.bytes,
          unit: 'bytes',
        });
      const survey = await surveyFile(part, scratch, { signal: work.signal, onBytes });
      if (survey.sha256 !== source.sha256) throw gone(source, 'it was changed since it was imported');
      return survey;
    }
  } catch (error) {
    if (error instanceof AftermapError || work.signal.aborted || !(error instanceof Error && 'code' in error))
      throw error;
    throw gone(source, error.message);
  }
  throw gone(source, 'it is not there any more');
}

/**
 * Reads the file of a source anew, in another way than before, in the place of what it gave. Nothing changes where the file is not as it was
 * when it was imported (`unreadable`). The map is as it was until it is built.
 */
export async function rereadSource(
  database: Database,
  source: Source,
  declared: ImportOptions,
  work: SourceWork,
): Promise<void> {
  const { scratch, connection } = database;
  const survey = await surveyOf(source, scratch, work);
  const kept = await readMappings(connection);
  const taking = { scratch, signal: work.signal, declared, kept, replaces: source.id };
  await importFile(connection, survey, taking);
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
