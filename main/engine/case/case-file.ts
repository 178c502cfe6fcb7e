import { existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import { openDatabase, type Database, type DatabaseOptions } from '../database/connection.ts';
import { execute, inTransaction, query } from '../database/query.ts';
import { caseTables, readingRelations, sql } from '../sql/catalogue.ts';
import { BUILD_DIGEST, currentMap, mapSchemas } from './map-schema.ts';

/** The version of the tables of a case; a case of another one is refused. It goes up whenever one of them comes, goes or changes, or what imports keep in them. */
export const CASE_FORMAT = 9;
export const VERSION = '0.1.0';

/** Opens an existing case. Fails with `not-found`, `not-a-case`, `older-case`, `newer-case` or `in-use`. */
export async function openCase(options: DatabaseOptions): Promise<Database> {
  if (!existsSync(options.path)) {
    throw new AftermapError(
      'not-found',
      `${options.path} does not exist.`,
      'Check the name; `aftermap import PATH --case FILE` makes a case.',
    );
  }
  const schemas = async (connection: DuckDBConnection) => {
    await checkFormat(connection, options.path);
    return mapSchemas(connection, options.mode);
  };
  return openWithRelations({ ...options, schemas });
}

/** Makes a case at a path where no file is; its map is still to be built. */
export async function createCase(options: DatabaseOptions): Promise<Database> {
  const schemas = async (connection: DuckDBConnection) => {
    await inTransaction(connection, async () => {
      for (const name of caseTables) await execute(connection, sql[name]);
      await execute(connection, sql.keep_case_info, { format: CASE_FORMAT, program: `Aftermap ${VERSION}` });
    });
    return mapSchemas(connection, options.mode);
  };
  return openWithRelations({ ...options, schemas });
}

async function openWithRelations(options: DatabaseOptions): Promise<Database> {
  const database = await openDatabase(options);
  try {
    if (options.mode === 'read' && (await currentMap(database.connection)) > 0) {
      const stale = await isStale(database.connection);
      for (const name of readingRelations) {
        // A map of another version may lack what a relation reads; it is built again before anything reads it.
        await execute(database.connection, sql[name]).catch((error: unknown) => {
          if (!stale) throw error;
        });
      }
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whether the map does not hold all evidence, since an import was cut off, or was built by another version of the program. */
export async function isStale(connection: DuckDBConnection): Promise<boolean> {
  const found = await query<{ stale: boolean }>(connection, sql.stale_build, { statements: BUILD_DIGEST });
  return found[0]?.stale ?? true;
}

/** SHA-256 over the sorted hashes of the evidence. */
export function caseDigest(hashes: readonly string[]): string {
  return createHash('sha256')
    .update([...hashes].sort().join('\n'))
    .digest('hex');
}

async function checkFormat(connection: DuckDBConnection, path: string): Promise<void> {
  const found = await query<{ format: number; program: string }>(connection, sql.read_case_info).catch(() => []);
  const info = found[0];
  if (!info) {
    throw new AftermapError(
      'not-a-case',
      `${path} is a DuckDB database but not an Aftermap case.`,
      'Choose a file that Aftermap made (NAME.aftermap).',
    );
  }
  if (info.format > CASE_FORMAT) {
    throw new AftermapError(
      'newer-case',
      `${path} was made by ${info.program}, which keeps cases in format ${info.format}; this program reads ${CASE_FORMAT}.`,
      'Open it with that version or a newer one, or import the evidence again here.',
    );
  }
  if (info.format < CASE_FORMAT) {
    throw new AftermapError(
      'older-case',
      `${path} was made by an earlier program, which kept cases in format ${info.format}; this program reads ${CASE_FORMAT}.`,
      'Import the evidence again into a new case; the earlier one is left as it is.',
    );
  }
}
