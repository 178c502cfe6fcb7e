import type { DuckDBConnection } from '@duckdb/node-api';
import { RAW_COLUMNS, type Table } from '../adapters/adapter.ts';
import { execute } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

const KEPT = ['evidence', 'line_index', 'reject', 'skip', 'snapshot', 'snapshot_row'];

/** Takes out of an open transaction's case all that a source gave, and marks the map as one to build again. */
export async function clearSource(connection: DuckDBConnection, evidence: number): Promise<void> {
  for (const table of [...(Object.keys(RAW_COLUMNS) as Table[]), ...KEPT])
    await execute(connection, sql.clear_evidence.replaceAll('{table}', table), { evidence });
  await execute(connection, sql.mark_stale);
}
