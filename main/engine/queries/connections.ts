import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConnectionTotals, ProcessDependency, ServiceId, UndirectedPair } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import type { Table } from '../adapters/adapter.ts';
import { query } from '../database/query.ts';
import { forTable, sql } from '../sql/catalogue.ts';
import { cutWindow } from './window.ts';

/** A client and a server with connections that reach into a window. */
export interface ConnectedPair {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly connections: number;
  readonly contested: number;
  readonly shared: number;
  readonly first_seen: number;
  readonly last_seen: number;
}

/** Whether a case has any record of a kind: what it lacks is not asked for, window after window. */
async function holds(connection: DuckDBConnection, table: Table): Promise<boolean> {
  return (await query(connection, forTable('any_row', table))).length > 0;
}

/** The pairs of a window with their connections, exactly. */
export async function readConnectedPairs(
  connection: DuckDBConnection,
  window: TimeWindow,
): Promise<readonly ConnectedPair[]> {
  if (!(await holds(connection, 'connection'))) return [];
  return query<ConnectedPair>(connection, sql.connections_between, { ...cutWindow(window) });
}

/** Where the connections that reach into a window count, each in exactly one place. */
export async function readConnectionTotals(
  connection: DuckDBConnection,
  window: TimeWindow,
): Promise<ConnectionTotals> {
  const { from, head, tail, to, minute_from, minute_to } = cutWindow(window);
  const rows = (await holds(connection, 'connection'))
    ? await query<{ outcome: string; connections: number; seen: number }>(connection, sql.connection_outcomes_between, {
        from,
        head,
        tail,
        to,
        minute_from,
        minute_to,
      })
    : [];
  const [snapshots] = rows.length > 0 ? await query<{ hosts: number }>(connection, sql.snapshot_hosts) : [];
  const count = (outcome: string) => rows.find((row) => row.outcome === outcome)?.connections ?? 0;
  const total = rows.reduce((sum, { seen }) => sum + seen, 0);
  return {
    total,
    folded: total - rows.reduce((sum, { connections }) => sum + connections, 0),
    resolved: count('resolved'),
    self: count('self'),
    undirected: count('undirected'),
    snapshotHosts: snapshots?.hosts ?? 0,
    apart: {
      loopback: count('loopback'),
      'link-local': count('link-local'),
      multicast: count('multicast'),
      unspecified: count('unspecified'),
    },
    unresolved: {
      shared: count('shared'),
      'unknown-client': count('unknown-client'),
      contested: count('contested'),
      unowned: count('unowned'),
      'unknown-address': count('unknown-address'),
    },
  };
}

/** Services between which connections of a window have no known direction. */
export async function readUndirected(
  connection: DuckDBConnection,
  { from, to }: TimeWindow,
): Promise<readonly UndirectedPair[]> {
  if (!(await holds(connection, 'connection'))) return [];
  const rows = await query<{
    one: string;
    other: string;
    connections: number;
    first_seen: number;
    last_seen: number;
  }>(connection, sql.undirected_between, { from, to });
  return rows.map(({ one, other, connections, first_seen: firstSeen, last_seen: lastSeen }) => {
    return { services: [one, other], connections, firstSeen, lastSeen };
  });
}

/** Which process was connected to which in a window, from the connections themselves. */
export async function readProcesses(
  connection: DuckDBConnection,
  { from, to }: TimeWindow,
): Promise<readonly ProcessDependency[]> {
  const rows = await query<{
    client: string;
    client_instance: string;
    client_process: string | null;
    client_pid: number | null;
    server: string;
    server_instance: string;
    server_process: string | null;
    server_pid: number | null;
    server_port: number;
    protocol: string;
    connections: number;
    first_seen: number;
    last_seen: number;
  }>(connection, sql.processes_between, { from, to });
  return rows.map((row) => ({
    client: row.client,
    clientInstance: row.client_instance,
    clientProcess: row.client_process,
    clientPid: row.client_pid,
    server: row.server,
    serverInstance: row.server_instance,
    serverProcess: row.server_process,
    serverPid: row.server_pid,
    serverPort: row.server_port,
    protocol: row.protocol,
    connections: row.connections,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  }));
}

/** A dependency that was declared at some time of a window, with a record that says so. */
export interface Declaration {
  readonly client: ServiceId;
  readonly server: ServiceId;
  readonly path: string;
  readonly evidence_id: number;
  readonly line: number;
  /** Whether the service tree names both services. */
  readonly known: boolean;
}

/** The declared dependencies of a window. */
export async function readDeclarations(
  connection: DuckDBConnection,
  { from, to }: TimeWindow,
): Promise<readonly Declaration[]> {
  if (!(await holds(connection, 'declared_dependency'))) return [];
  return query<Declaration>(connection, sql.declared_between, { from, to });
}

/** The declared dependencies of a window whose services the service tree names. */
export async function readDeclared(connection: DuckDBConnection, window: TimeWindow): Promise<readonly Declaration[]> {
  return (await readDeclarations(connection, window)).filter(({ known }) => known);
}
