import type { DuckDBConnection } from '@duckdb/node-api';
import { execute, inTransaction } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** The wrapper of what could not be opened at all: nothing is known of its bytes. */
export const UNREAD = 'unread';

/** A file, or a member of an archive, that could not be opened, and why. */
export interface Unread {
  readonly path: string;
  readonly problem: string;
}

/**
 * Keeps as sources what of a file (or of the archive that it is) could not be opened, in the place of what could not be opened of it before:
 * whoever reads the case later must see that it was handed over, and what it may lack.
 */
export async function keepUnread(connection: DuckDBConnection, file: string, unread: readonly Unread[]): Promise<void> {
  await inTransaction(connection, async () => {
    await execute(connection, sql.clear_unread, { file });
    for (const { path, problem } of unread) await execute(connection, sql.keep_unread, { path, problem });
    await execute(connection, sql.mark_stale);
  });
}
