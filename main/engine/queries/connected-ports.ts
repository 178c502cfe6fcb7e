import type { DuckDBConnection } from '@duckdb/node-api';
import type { Pair } from '../../../shared/map/pairs.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import type { Subjects } from '../../../shared/policy/fleet.ts';
import { portBehind } from '../../../shared/policy/fronts.ts';
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
  readonly connections: number;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly evidence_id: number;
  readonly path: string;
  readonly line: number;
}

/** The connections of a window by the ports of the servers' instances and by their ends, each with the record of its first. */
export async function readPortUses(
  connection: DuckDBConnection,
  window: TimeWindow,
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
    const [recorded, front] = [{ protocol: row.protocol, port: row.port }, frontOf(row)];
    const said = textsOf(row.front_traits).map((text) => traitsOf(text).servicePorts ?? []);
    const instances = (workloads.get(server) ?? []).map(({ namedPorts = null }) => ({ namedPorts }));
    return {
      client,
      server,
      port: front ? portBehind(recorded, said, instances) : recorded,
      front,
      ends: {
        client: seenEnd(row.client_address, row.client_traits),
        server: seenEnd(row.server_address, row.server_traits),
      },
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
