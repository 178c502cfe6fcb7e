import type { DuckDBConnection } from '@duckdb/node-api';
import type { Compared, ServiceKeys } from '../../../shared/comparison/compare.ts';
import type { Log } from '../../../shared/comparison/coverage.ts';
import type { End, EndChange, Use } from '../../../shared/comparison/uses.ts';
import type { ComparedSide } from '../../../shared/model/comparison.ts';
import { MINUTE, type TimeWindow } from '../../../shared/model/time.ts';
import { execute, query } from '../database/query.ts';
import { sql, type SqlName } from '../sql/catalogue.ts';
import { readMap } from './map.ts';

/** A window of a case that is compared. */
export interface ComparedWindow {
  readonly side: ComparedSide;
  readonly connection: DuckDBConnection;
  readonly window: TimeWindow;
}

/** Puts the names of the temporary tables of a window, and of the other, into a statement. */
export function forSides(name: SqlName, side: ComparedSide): string {
  const other = side === 'window' ? 'against' : 'window';
  return sql[name]
    .replaceAll('{other_tree}', `compared_tree_${other}`)
    .replaceAll('{other}', `compared_state_${other}`)
    .replaceAll('{state}', `compared_state_${side}`)
    .replaceAll('{tree}', `compared_tree_${side}`)
    .replaceAll('{ends}', `compared_ends_${side}`)
    .replaceAll('{legs}', `compared_legs_${side}`);
}

/** What the inventories and the service tree of a window say, as temporary tables of its connection. `late`: the other window comes after it. */
export async function readState({ side, connection, window }: ComparedWindow, late: boolean): Promise<void> {
  for (const name of ['comparison_state', 'comparison_tree'] as const)
    await execute(connection, forSides(name, side), { from: window.from, to: window.to, late });
}

type EndRow<P extends 'client' | 'server'> = {
  readonly [K in `${P}s` | `other${Capitalize<P>}s` | `${P}State` | `${P}Change`]: string | null;
} & {
  readonly [K in `${P}Segment` | `other${Capitalize<P>}Segment` | `${P}TreeSource` | `${P}TreeLine`]: number | null;
};
type UseRow = EndRow<'client'> &
  EndRow<'server'> & {
    readonly name: string;
    readonly addressed: boolean;
    readonly answers: number;
    readonly firstTime: number;
    readonly firstLookup: number;
    readonly lastTime: number;
    readonly lastLookup: number;
  };

/** All that is compared of one window; the states of both windows must be there (`readState`). */
export async function readCompared({ side, connection, window }: ComparedWindow): Promise<Compared> {
  const bounds = { from: window.from, to: window.to };
  await execute(connection, forSides('comparison_ends', side));
  await execute(connection, forSides('comparison_legs', side), bounds);
  const uses = await query<UseRow>(connection, forSides('comparison_uses', side));
  const instances = await query<{ client: string; server: string; instances: string }>(
    connection,
    forSides('comparison_instances', side),
  );
  const keys = await query<{
    service: string;
    change: EndChange;
    keys: number;
    segment: number;
    otherSegment: number | null;
    treeSource: number | null;
    treeLine: number | null;
    otherServices: string | null;
  }>(connection, forSides('comparison_services', side));
  return {
    window,
    map: await readMap(connection, window, 'dns'),
    uses: uses.map((row) => useOf(row, side)),
    instances: new Map(instances.map((row) => [`${row.client}\n${row.server}`, row.instances.split('\n')])),
    keys: keys.map(({ treeSource, treeLine, otherServices, ...row }): ServiceKeys => {
      return { ...row, other: lines(otherServices), tree: record(treeSource, treeLine) };
    }),
  };
}

function useOf(row: UseRow, side: ComparedSide): Use {
  const client: End = {
    services: lines(row.clients),
    certain: row.clientState === 'owned',
    other: lines(row.otherClients),
    change: row.clientChange as EndChange,
    segment: row.clientSegment ?? 0,
    otherSegment: row.otherClientSegment,
    tree: record(row.clientTreeSource, row.clientTreeLine),
  };
  const server: End | null =
    row.serverSegment === null
      ? null
      : {
          services: lines(row.servers),
          certain: row.serverState === 'owned',
          other: lines(row.otherServers),
          change: row.serverChange as EndChange,
          segment: row.serverSegment,
          otherSegment: row.otherServerSegment,
          tree: record(row.serverTreeSource, row.serverTreeLine),
        };
  return {
    side,
    name: row.name,
    client,
    server,
    addressed: row.addressed,
    answers: row.answers,
    first: { time: row.firstTime, lookup: row.firstLookup },
    last: { time: row.lastTime, lookup: row.lastLookup },
  };
}

const lines = (text: string | null): readonly string[] => (text === null || text === '' ? [] : text.split('\n'));
const record = (source: number | null, line: number | null) =>
  source === null || line === null ? null : { source, line };

/** The DNS logs of a case with what they cover and whom they hear; `side` null where both windows are of it. */
export async function readLogs(connection: DuckDBConnection, side: ComparedSide | null): Promise<readonly Log[]> {
  const rows = await query<{ path: string; spans: readonly (readonly [number, number])[]; clients: readonly string[] }>(
    connection,
    sql.comparison_logs,
  );
  return rows.map(({ path, spans, clients }) => ({
    side,
    path,
    spans: spans.map(([from, to]) => ({ from: from * MINUTE, to: to * MINUTE })),
    clients: new Set(clients),
  }));
}
