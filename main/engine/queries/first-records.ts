import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pair } from '../../../shared/map/pairs.ts';
import type { Citation } from '../../../shared/model/evidence.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** A client and a server with the record in which a window first shows them. */
export interface CitedPair extends Pair {
  readonly citation: Citation;
}

/** The first lookup of a pair, how many of its lookups a socket log covers, and whether all of these logs are snapshots. */
export interface AskedPair extends CitedPair {
  readonly covered: number;
  readonly listed: boolean;
}

/** The first lookup of each pair in a window, and the first connection of each. */
export interface FirstRecords {
  readonly asked: readonly AskedPair[];
  readonly linked: readonly CitedPair[];
}

/** A pair and its record, as queries give them. */
interface Row extends Pair {
  readonly evidence_id: number;
  readonly path: string;
  readonly line: number;
}

/** The records in which a window first shows each pair, by lookups and by connections. */
export async function readFirstRecords(connection: DuckDBConnection, window: TimeWindow): Promise<FirstRecords> {
  const linked = await query<Row>(connection, sql.audit_connections, { ...window });
  return { asked: await readFirstLookups(connection, window), linked: linked.map(citedPair) };
}

/** The record in which a window first shows each pair by a lookup. */
export async function readFirstLookups(
  connection: DuckDBConnection,
  window: TimeWindow,
): Promise<readonly AskedPair[]> {
  const asked = await query<Row & Pick<AskedPair, 'covered' | 'listed'>>(connection, sql.audit_lookups, { ...window });
  return asked.map((row) => ({ ...citedPair(row), covered: row.covered, listed: row.listed }));
}

/** A pair as a query gives it, with its record as a citation. */
export function citedPair({ client, server, evidence_id: source, path, line }: Row): CitedPair {
  return { client, server, citation: { source, path, line } };
}
