import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pair } from '../../../shared/map/pairs.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import type { PortUse } from '../../../shared/policy/uses.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** The connections of a window by the ports of the servers, each with the record of its first. */
export async function readPortUses(connection: DuckDBConnection, window: TimeWindow): Promise<readonly PortUse[]> {
  const rows = await query<
    Pair & {
      readonly protocol: string;
      readonly port: number;
      readonly connections: number;
      readonly first_seen: number;
      readonly last_seen: number;
      readonly evidence_id: number;
      readonly path: string;
      readonly line: number;
    }
  >(connection, sql.connected_ports, { ...window });
  return rows.map(({ client, server, protocol, port, connections, ...row }) => ({
    client,
    server,
    port: { protocol, port },
    connections,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    citation: { source: row.evidence_id, path: row.path, line: row.line },
  }));
}
