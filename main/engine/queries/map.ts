import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dependency, DependencyMap, LookupTotals, Service, UnresolvedReason } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { cutWindow } from './window.ts';

interface DependencyRow {
  readonly client: string;
  readonly server: string;
  readonly lookups: number;
  readonly contested: number;
  readonly failures: number;
  readonly first_seen: number;
  readonly last_seen: number;
}

/** The map of a window, exactly: every service of the case and every dependency of which anything was seen. */
export async function readMap(connection: DuckDBConnection, window: TimeWindow): Promise<DependencyMap> {
  const cut = cutWindow(window);
  const rows = await query<DependencyRow>(connection, sql.dependencies_between, { ...cut });
  const regions = await query<{ client: string; server: string; region: string; lookups: number }>(
    connection,
    sql.regions_between,
    { ...cut },
  );
  const byPair = new Map<string, Record<string, number>>();
  for (const { client, server, region, lookups } of regions) {
    const key = `${client}\n${server}`;
    const counts = byPair.get(key) ?? {};
    counts[region] = lookups;
    byPair.set(key, counts);
  }
  return {
    window,
    services: await query<Service>(connection, sql.services_between, { from: window.from, to: window.to }),
    dependencies: rows.map(({ first_seen: firstSeen, last_seen: lastSeen, ...row }) => ({
      ...row,
      firstSeen,
      lastSeen,
      regions: byPair.get(`${row.client}\n${row.server}`) ?? {},
      carried: false,
    })),
    lookups: await readTotals(connection, window),
  };
}

/** The map of a window together with the dependencies seen before it whose silence is usual for them, marked `carried`. */
export async function readMapWithCarried(connection: DuckDBConnection, window: TimeWindow): Promise<DependencyMap> {
  const map = await readMap(connection, window);
  const seen = new Set(map.dependencies.map(({ client, server }) => `${client}\n${server}`));
  const earlier = await query<Pick<DependencyRow, 'client' | 'server' | 'first_seen' | 'last_seen'>>(
    connection,
    sql.carried_dependencies,
    {
      at: window.from,
      minute: Math.floor(window.from / 60_000_000),
    },
  );
  const carried = earlier
    .filter(({ client, server }) => !seen.has(`${client}\n${server}`))
    .map(({ client, server, first_seen: firstSeen, last_seen: lastSeen }): Dependency => ({
      client,
      server,
      lookups: 0,
      contested: 0,
      failures: 0,
      firstSeen,
      lastSeen,
      regions: {},
      carried: true,
    }));
  const order = (a: Dependency, b: Dependency) =>
    a.client === b.client ? (a.server < b.server ? -1 : 1) : a.client < b.client ? -1 : 1;
  return { ...map, dependencies: [...map.dependencies, ...carried].sort(order) };
}

/** Where the lookups of a window count, each in exactly one place. */
export async function readTotals(connection: DuckDBConnection, window: TimeWindow): Promise<LookupTotals> {
  const { from, to, head, tail, minute_from, minute_to } = cutWindow(window);
  const rows = await query<{
    outcome: UnresolvedReason | 'resolved' | 'self';
    response_code: string | null;
    lookups: number;
  }>(connection, sql.outcomes_between, { from, to, head, tail, minute_from, minute_to });
  const count = (outcome: string) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, { lookups }) => sum + lookups, 0);
  return {
    total: rows.reduce((sum, { lookups }) => sum + lookups, 0),
    resolved: count('resolved'),
    self: count('self'),
    unresolved: {
      'unknown-client': count('unknown-client'),
      'no-answer': count('no-answer'),
      contested: count('contested'),
      unowned: count('unowned'),
      'unknown-address': count('unknown-address'),
    },
    noAnswer: Object.fromEntries(
      rows.filter((row) => row.outcome === 'no-answer').map((row) => [row.response_code ?? 'unknown', row.lookups]),
    ),
  };
}
