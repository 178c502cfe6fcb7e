import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  Dependency,
  DependencyMap,
  LookupTotals,
  Service,
  UnresolvedReason,
  Via,
} from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readConnectedPairs, readConnectionTotals, readDeclared, readUndirected } from './connections.ts';
import { readInfrastructureLookups } from './infrastructure.ts';
import { cutWindow } from './window.ts';
import { addCarried, declaredOnly, mergeWitnesses, type CarriedPair } from './witnesses.ts';

interface DependencyRow {
  readonly client: string;
  readonly server: string;
  readonly lookups: number;
  readonly contested: number;
  readonly failures: number;
  readonly first_seen: number;
  readonly last_seen: number;
}

/**
 * The map of a window, exactly: every service of the case and every dependency of which anything was seen, by lookups, by connections, or
 * (as a rule) by any of them.
 */
export async function readMap(
  connection: DuckDBConnection,
  window: TimeWindow,
  via: Via = 'any',
): Promise<DependencyMap> {
  const found = {
    window,
    services: await readServices(connection, window),
    dependencies: via === 'connection' ? [] : await readLookedUp(connection, window),
    lookups: await readTotals(connection, window),
  };
  return via === 'dns' ? found : withConnections(connection, found);
}

async function readServices(connection: DuckDBConnection, { from, to }: TimeWindow): Promise<readonly Service[]> {
  const rows = await query<ServiceRow>(connection, sql.services_between, { from, to });
  return rows.map(({ assumed, rules, ...service }) => ({
    ...service,
    ...(assumed > 0 ? { assumedValid: assumed } : {}),
    ...(rules.length > 0 ? { namedBy: rules } : {}),
  }));
}

type ServiceRow = Service & { readonly assumed: number; readonly rules: readonly string[] };

/** The dependencies of a window by its lookups alone. */
export async function readLookedUp(connection: DuckDBConnection, window: TimeWindow): Promise<readonly Dependency[]> {
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
  return rows.map(({ first_seen: firstSeen, last_seen: lastSeen, ...row }) => ({
    ...row,
    firstSeen,
    lastSeen,
    regions: byPair.get(`${row.client}\n${row.server}`) ?? {},
    carried: false,
  }));
}

/** The map with the connections of its window and what was declared for it. */
async function withConnections(connection: DuckDBConnection, map: DependencyMap): Promise<DependencyMap> {
  const declared = await readDeclared(connection, map.window);
  const dependencies = mergeWitnesses(map.dependencies, await readConnectedPairs(connection, map.window), declared);
  return {
    ...map,
    dependencies,
    connections: await readConnectionTotals(connection, map.window),
    undirected: await readUndirected(connection, map.window),
    declaredOnly: declaredOnly(dependencies, declared),
  };
}

/**
 * The map of a window together with the dependencies seen before it whose silence is usual for them, marked `carried`: usual for the
 * lookups, or for the connections.
 */
export async function readMapWithCarried(connection: DuckDBConnection, window: TimeWindow): Promise<DependencyMap> {
  const map = await readMap(connection, window);
  const declared = await readDeclared(connection, window);
  const before = { at: window.from, minute: Math.floor(window.from / 60_000_000) };
  const dependencies = addCarried(map.dependencies, {
    lookedUp: await query<CarriedPair>(connection, sql.carried_dependencies, before),
    connected: await query<CarriedPair>(connection, sql.carried_connections, before),
    declared,
  });
  return { ...map, dependencies, declaredOnly: declaredOnly(dependencies, declared) };
}

/** Where the lookups of a window count, each in exactly one place. */
export async function readTotals(connection: DuckDBConnection, window: TimeWindow): Promise<LookupTotals> {
  const { from, to, head, tail, minute_from, minute_to } = cutWindow(window);
  const rows = await query<{
    outcome: UnresolvedReason | 'resolved' | 'self';
    response_code: string | null;
    lookups: number;
  }>(connection, sql.outcomes_between, { from, to, head, tail, minute_from, minute_to });
  const infrastructure = await readInfrastructureLookups(connection, window);
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
    ...(Object.keys(infrastructure).length > 0 ? { infrastructure } : {}),
  };
}
