import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { rm, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { AftermapError } from '../../../shared/failure.ts';
import { sql, takingRelations } from '../sql/catalogue.ts';
import { makeScratch } from './scratch.ts';

/** Memory may spill to half of the free disk, but never to more than this. */
const MOST_SPILL_GB = 32;

export interface Database {
  readonly connection: DuckDBConnection;
  /** A folder of this process alone, for staged files and spilled memory; gone after `close`. */
  readonly scratch: string;
  close(): Promise<void>;
}

/** How much of the machine DuckDB may use. */
export interface Limits {
  /** DuckDB's memory limit, e.g. `2GB`; unset: half of the machine's memory, at most 2.4 GB. */
  readonly memory?: string | undefined;
  /** Unset: one for each core. */
  readonly threads?: number | undefined;
}

export interface DatabaseOptions {
  readonly path: string;
  readonly mode: 'read' | 'write';
  /** Files that DuckDB may read beside the case, or how to ask the database for them; everything else is refused from the first query on. */
  readonly evidence: readonly string[] | ((connection: DuckDBConnection) => Promise<readonly string[]>);
  readonly limits?: Limits | undefined;
  /** Run before the lock: looks at the database and says in which schemas its relations are found, new ones made in the first. */
  readonly schemas?: ((connection: DuckDBConnection) => Promise<readonly string[]>) | undefined;
}

/**
 * Opens a case file in DuckDB: UTC, bounded memory and disk, no extensions, file access locked to the evidence given and a scratch folder.
 * Fails with `in-use`, `not-a-case` or `unreadable`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const scratch = await makeScratch();
  try {
    const instance = await createInstance(options, scratch);
    const connection = await instance.connect();
    await connection.run(`set timezone = 'UTC'`);
    const schemas = (await options.schemas?.(connection)) ?? ['main'];
    const evidence = typeof options.evidence === 'function' ? await options.evidence(connection) : options.evidence;
    await lock(connection, evidence, scratch, schemas);
    if (options.mode === 'write') for (const name of takingRelations) await connection.run(sql[name]);
    return {
      connection,
      scratch,
      async close() {
        connection.closeSync();
        instance.closeSync();
        await rm(scratch, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
}

async function createInstance(options: DatabaseOptions, scratch: string): Promise<DuckDBInstance> {
  const disk = await statfs(scratch);
  const free = disk.bavail * disk.bsize;
  try {
    return await DuckDBInstance.create(options.path, {
      access_mode: options.mode === 'read' ? 'READ_ONLY' : 'READ_WRITE',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      allow_unsigned_extensions: 'false',
      temp_directory: scratch,
      max_temp_directory_size: `${Math.max(1, Math.min(MOST_SPILL_GB, Math.floor(free / 2e9)))}GB`,
      memory_limit: options.limits?.memory ?? `${Math.min(2400, Math.floor(totalmem() / 2e6))}MB`,
      ...(options.limits?.threads === undefined ? {} : { threads: String(options.limits.threads) }),
    });
  } catch (error) {
    throw openFailure(options.path, error);
  }
}

function openFailure(path: string, error: unknown): AftermapError {
  const message = error instanceof Error ? error.message : String(error);
  if (/conflicting lock|Could not set lock|being used by another process/i.test(message)) {
    return new AftermapError(
      'in-use',
      `${path} is open elsewhere.`,
      'Close the other window or program that has this case open, then try again.',
      { cause: error },
    );
  }
  if (/newer version|version number|storage version/i.test(message)) {
    return new AftermapError(
      'newer-case',
      `${path} was written by a newer program.`,
      'Open it with the version of Aftermap that made it, or a newer one.',
      { cause: error },
    );
  }
  if (
    /not a valid DuckDB|valid database|Failed to (read|load)|Could not read|Corrupt|magic|does not exist|Cannot launch in-memory/i.test(
      message,
    )
  ) {
    return new AftermapError(
      'not-a-case',
      `${path} is not an Aftermap case.`,
      'Choose a file that Aftermap made (NAME.aftermap); evidence files are imported into a case.',
      { cause: error },
    );
  }
  return new AftermapError(
    'unreadable',
    `${path} cannot be opened: ${message}`,
    'Check that the file exists and that you may read it.',
    { cause: error },
  );
}

async function lock(
  connection: DuckDBConnection,
  evidence: readonly string[],
  scratch: string,
  schemas: readonly string[],
): Promise<void> {
  const list = (paths: readonly string[]) => `[${paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ')}]`;
  for (const setting of [
    `set search_path = '${schemas.join(',')}'`,
    `set preserve_insertion_order = true`,
    `set enable_progress_bar = true`,
    `set enable_progress_bar_print = false`,
    `set progress_bar_time = 0`,
    `set allowed_directories = ${list([scratch])}`,
    `set allowed_paths = ${list(evidence)}`,
    `set enable_external_access = false`,
    `set lock_configuration = true`,
  ]) {
    await connection.run(setting);
  }
}
