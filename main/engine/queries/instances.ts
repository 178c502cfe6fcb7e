import type { DuckDBConnection } from '@duckdb/node-api';
import type { InstanceDependency } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

interface InstanceRow {
  readonly client: string;
  readonly client_instance: string;
  readonly server: string;
  readonly server_instance: string;
  readonly lookups: number;
  readonly first_seen: number;
  readonly last_seen: number;
}

/** Which instance looked up which instance in a window, from the lookups themselves. */
export async function readInstances(
  connection: DuckDBConnection,
  { from, to }: TimeWindow,
): Promise<readonly InstanceDependency[]> {
  const rows = await query<InstanceRow>(connection, sql.instances_between, { from, to });
  return rows.map((row) => ({
    client: row.client,
    clientInstance: row.client_instance,
    server: row.server,
    serverInstance: row.server_instance,
    lookups: row.lookups,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  }));
}
