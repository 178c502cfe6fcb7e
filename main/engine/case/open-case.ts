import type { DuckDBConnection } from '@duckdb/node-api';
import { resolve } from 'node:path';
import type { Progress } from '../../../shared/api.ts';
import type { Database, Limits } from '../database/connection.ts';
import { query } from '../database/query.ts';
import { createRecordReader, type RecordReader } from '../evidence/read-record.ts';
import { sql } from '../sql/catalogue.ts';
import { buildMap } from './build-map.ts';
import { isStale, openCase } from './case-file.ts';

/** A case that is open for reading. */
export interface OpenCase {
  readonly path: string;
  readonly database: Database;
  readonly records: RecordReader;
  close(): Promise<void>;
}

/**
 * Opens a case for reading. Where an import was cut off after files were taken in, the map is built first; with `asItIs`, the map is
 * left as it was before them.
 */
export async function openForReading(
  path: string,
  limits: Limits | undefined,
  onProgress: (progress: Progress) => void,
  asItIs = false,
): Promise<OpenCase> {
  const options = { path: resolve(path), mode: 'read', evidence: evidencePaths, limits } as const;
  let database = await openCase(options);
  if (!asItIs && (await isStale(database.connection))) {
    await database.close();
    const writing = await openCase({ ...options, mode: 'write' });
    try {
      await buildMap(writing.connection, (step, done, total) =>
        onProgress({ work: 'import', step, done, total, unit: 'steps' }),
      );
    } finally {
      await writing.close();
    }
    database = await openCase(options);
  }
  return {
    path: options.path,
    database,
    records: createRecordReader(database.connection, database.scratch),
    close: () => database.close(),
  };
}

async function evidencePaths(connection: DuckDBConnection): Promise<readonly string[]> {
  return (await query<{ path: string }>(connection, sql.evidence_paths)).map(({ path }) => path);
}
