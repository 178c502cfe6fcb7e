import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pair } from '../../../shared/map/pairs.ts';
import type { Micros, TimeWindow } from '../../../shared/model/time.ts';
import type { Subjects } from '../../../shared/policy/fleet.ts';
import { portBehind } from '../../../shared/policy/fronts.ts';
import type { Port } from '../../../shared/policy/rule.ts';
import type { PortUse, SeenEnd } from '../../../shared/policy/uses.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { traitsOf } from './policy-documents.ts';

/** What policies tell apart of the ends of connections. */
export interface AskedEnds {
  /** By what the records say of the instances. */
  readonly byInstance: boolean;
  readonly byAddress: boolean;
}

interface Row extends Pair {
  readonly protocol: string;
  readonly port: number;
  /** JSON lists of texts. */
  readonly client_traits: string | null;
  readonly server_traits: string | null;
  readonly client_address: string | null;
  readonly server_address: string | null;
  readonly front: string | null;
  readonly front_traits: string | null;
  readonly front_evidence_id: number | null;
  readonly front_path: string | null;
  readonly front_line: number | null;
  readonly lasts: boolean;
  readonly was_client_traits: string | null;
  readonly was_server_traits: string | null;
  readonly was_server_address: string | null;
  readonly was_front: string | null;
  readonly was_front_traits: string | null;
  readonly connections: number;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly evidence_id: number;
  readonly path: string;
  readonly line: number;
}

/**
 * The connections of a part of a window by the ports of the servers' instances and by their ends, each with the record of its first; those that last
 * from the part before, which began at `before`, apart.
 */
export async function readPortUses(
  connection: DuckDBConnection,
  window: TimeWindow & { readonly before: Micros },
  { byInstance, byAddress }: AskedEnds,
  { workloads }: Subjects,
): Promise<readonly PortUse[]> {
  const rows = await query<Row>(connection, sql.connected_ports, {
    ...window,
    by_instance: byInstance,
    by_address: byAddress,
  });
  return rows.map((row) => {
    const { client, server, connections } = row;
    const recorded = { protocol: row.protocol, port: row.port };
    const instances = (workloads.get(server) ?? []).map(({ namedPorts = null }) => ({ namedPorts }));
    const portOf = (front: string | null, traits: string | null): Port | null => {
      const said = textsOf(traits).map((text) => traitsOf(text).servicePorts ?? []);
      return front === null ? recorded : portBehind(recorded, said, instances);
    };
    return {
      client,
      server,
      port: portOf(row.front, row.front_traits),
      front: frontOf(row),
      ends: {
        client: seenEnd(row.client_address, row.client_traits),
        server: seenEnd(row.server_address, row.server_traits),
      },
      earlier: row.lasts
        ? {
            port: portOf(row.was_front, row.was_front_traits),
            front: row.was_front,
            ends: {
              client: seenEnd(row.client_address, row.was_client_traits),
              server: seenEnd(row.was_server_address, row.was_server_traits),
            },
          }
        : null,
      connections,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      citation: { source: row.evidence_id, path: row.path, line: row.line },
    };
  });
}

function frontOf(row: Row): PortUse['front'] {
  const { front: address, front_evidence_id: source, front_path: path, front_line: line } = row;
  if (address === null) return null;
  const citation = source === null || path === null || line === null ? null : { source, path, line };
  return { address, port: { protocol: row.protocol, port: row.port }, citation };
}

function seenEnd(address: string | null, traits: string | null): SeenEnd {
  return { addresses: address === null ? null : [address], traits: traits === null ? null : textsOf(traits) };
}

const textsOf = (list: string | null): readonly string[] => (list === null ? [] : (JSON.parse(list) as string[]));
