import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConnectedProcess, ConnectionStep, Dossier, FollowedConnection } from '../../../shared/model/dossier.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { toIso, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import type { RecordReader } from '../evidence/read-record.ts';
import { sql } from '../sql/catalogue.ts';
import { owners } from './owners.ts';

interface ConnectionRow {
  readonly found: number;
  readonly all_connections: number;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly contested: boolean;
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
  readonly client_address: string;
  readonly client_port: number;
  readonly server_address: string;
  readonly server_port: number;
  readonly client_segment: number | null;
  readonly server_segment: number | null;
  readonly decided_by: FollowedConnection['decidedBy'];
  readonly shared: boolean;
  readonly connections: number;
  readonly records: number;
  readonly client_process: string | null;
  readonly client_pid: number | null;
  readonly server_process: string | null;
  readonly server_pid: number | null;
}

interface RecordRow {
  readonly role: 'connection' | 'listening';
  readonly evidence_id: number;
  readonly record: number;
  readonly line: number;
  readonly time: number;
  readonly host: string | null;
  readonly said: string;
}

const MOST_RECORDS = 10;
const MOST_WAYS = 50;

/**
 * The part of a dossier that speaks of connections: how many reach into the window, by which processes and over which shared addresses, and
 * one of them followed to its records.
 */
export async function readConnectionDossier(
  connection: DuckDBConnection,
  records: RecordReader,
  question: {
    readonly client: ServiceId;
    readonly server: ServiceId;
    readonly window: TimeWindow;
    readonly connection?: number | undefined;
  },
): Promise<ConnectionPart> {
  const { client, server, window, connection: index = 0 } = question;
  const pair = { client, server, ...window };
  const row = (await query<ConnectionRow>(connection, sql.dossier_connection, { ...pair, index }))[0];
  return {
    connections: row?.all_connections ?? 0,
    connectionCount: row?.found ?? 0,
    connectionIndex: index,
    connection: row ? followed(row, await stepsOf(connection, records, row, question)) : null,
    connectedFirst: row?.first_seen ?? null,
    connectedLast: row?.last_seen ?? null,
    processes: row ? await readWays(connection, pair) : [],
    sharedAddresses: row ? await query(connection, sql.dossier_shared, { ...pair, limit: MOST_WAYS }) : [],
  };
}

type ConnectionPart = Pick<
  Dossier,
  | 'connections'
  | 'connectionCount'
  | 'connectionIndex'
  | 'connection'
  | 'connectedFirst'
  | 'connectedLast'
  | 'processes'
  | 'sharedAddresses'
>;

/** By which processes, and on which ports, a pair was connected. */
async function readWays(
  connection: DuckDBConnection,
  pair: { readonly client: ServiceId; readonly server: ServiceId } & TimeWindow,
): Promise<readonly ConnectedProcess[]> {
  const rows = await query<{
    client_process: string | null;
    server_process: string | null;
    server_port: number;
    protocol: string;
    decided_by: ConnectedProcess['decidedBy'];
    connections: number;
  }>(connection, sql.dossier_processes, { ...pair, limit: MOST_WAYS });
  return rows.map((row) => ({
    clientProcess: row.client_process,
    serverProcess: row.server_process,
    serverPort: row.server_port,
    protocol: row.protocol,
    decidedBy: row.decided_by,
    connections: row.connections,
  }));
}

function followed(row: ConnectionRow, steps: readonly ConnectionStep[]): FollowedConnection {
  return {
    first: row.first,
    last: row.last,
    protocol: row.protocol,
    clientAddress: row.client_address,
    clientPort: row.client_port,
    serverAddress: row.server_address,
    serverPort: row.server_port,
    decidedBy: row.decided_by,
    shared: row.shared,
    contested: row.contested,
    connections: row.connections,
    records: row.records,
    clientProcess: row.client_process,
    clientPid: row.client_pid,
    serverProcess: row.server_process,
    serverPid: row.server_pid,
    steps,
  };
}

async function stepsOf(
  connection: DuckDBConnection,
  records: RecordReader,
  row: ConnectionRow,
  { client, server }: { readonly client: ServiceId; readonly server: ServiceId },
): Promise<readonly ConnectionStep[]> {
  const { first, last, protocol, client_address, client_port, server_address, server_port } = row;
  const shown = await query<RecordRow>(connection, sql.connection_records, {
    first,
    last,
    protocol,
    client_address,
    client_port,
    server_address,
    server_port,
    limit: MOST_RECORDS,
  });
  const steps: ConnectionStep[] = [];
  for (const { role, evidence_id: source, record, line, time, host } of shown) {
    const where = host === null ? '' : ` at ${host}`;
    const text =
      role === 'connection'
        ? `Seen${where} at ${toIso(time)}`
        : `${server_address}:${server_port} is listened on${where}, seen at ${toIso(time)}`;
    steps.push({ role, text, validFrom: null, validTo: null, record: await records.read(source, line, record) });
  }
  const ends = [
    ['source', 'client', row.client_segment, client],
    ['address', 'server', row.server_segment, server],
  ] as const;
  for (const [inventory, tree, segment, service] of ends) {
    for (const owner of segment === null ? [] : await owners(connection, segment, service)) {
      steps.push({
        role: inventory,
        text: `${owner.key} belongs to subscription ${owner.subscription_id}`,
        validFrom: owner.own_from,
        validTo: owner.own_to,
        record: await records.read(owner.evidence_id, owner.line, owner.record),
      });
      if (owner.tree_evidence_id === null || owner.tree_line === null) continue;
      steps.push({
        role: tree,
        text: `Subscription ${owner.subscription_id} is ${owner.service_name ?? service}`,
        validFrom: owner.tree_from,
        validTo: owner.tree_to,
        record: await records.read(owner.tree_evidence_id, owner.tree_line, owner.tree_record),
      });
    }
  }
  return steps;
}
