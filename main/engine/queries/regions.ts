import type { DuckDBConnection } from '@duckdb/node-api';
import { phasesOf } from '../../../shared/compliance/phases.ts';
import { regionReport } from '../../../shared/compliance/region-report.ts';
import type { Coverage } from '../../../shared/compliance/observability.ts';
import { ordersFrom } from '../../../shared/map/reach.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { RegionalDependency, RegionReport, RegionRule, ServiceAttribute } from '../../../shared/model/regions.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readMap } from './map.ts';
import { readHeard } from './coverage.ts';
import { cutWindow } from './window.ts';

export interface RegionQuestion {
  readonly target: ServiceId;
  readonly window: TimeWindow;
}

/** Where the services that the target reaches were processed, from region to region, and how the rules fared. */
export async function readRegions(
  connection: DuckDBConnection,
  { target, window }: RegionQuestion,
  rules: readonly RegionRule[],
): Promise<RegionReport> {
  const map = await readMap(connection, window);
  const attributes = await query<ServiceAttribute>(connection, sql.service_attributes);
  const phases = [];
  for (const part of phasesOf(window, rules, attributes))
    phases.push({ window: part, seen: await readFlows(connection, part) });
  const known = await query<{ id: string; name: string }>(connection, sql.service_names);
  const coverage = await readCoverage(connection, window);
  return regionReport({ map, target, window, rules, phases, known, attributes, coverage });
}

/** The dependencies behind a cell or a flow of the heatmap. */
export async function readRegionalDependencies(
  connection: DuckDBConnection,
  { target, window }: RegionQuestion,
  cell: {
    readonly servers?: readonly ServiceId[] | undefined;
    readonly region?: string | undefined;
    readonly askedFrom?: string | undefined;
  },
): Promise<readonly RegionalDependency[]> {
  const inside = ordersFrom(await readMap(connection, window), target);
  const servers = cell.servers && new Set(cell.servers);
  return (await readFlows(connection, window)).filter(
    ({ client, server, from, region }) =>
      inside.has(client) &&
      inside.has(server) &&
      server !== target &&
      (servers?.has(server) ?? true) &&
      (cell.region === undefined || cell.region === region) &&
      (cell.askedFrom === undefined || cell.askedFrom === from),
  );
}

/** Lookups of a window by pair, region asked from and region answered. */
export async function readFlows(
  connection: DuckDBConnection,
  window: TimeWindow,
): Promise<readonly RegionalDependency[]> {
  const rows = await query<
    Omit<RegionalDependency, 'firstSeen' | 'lastSeen'> & { readonly first_seen: number; readonly last_seen: number }
  >(connection, sql.flows_between, { ...cutWindow(window) });
  return rows.map(({ first_seen: firstSeen, last_seen: lastSeen, ...row }) => ({ ...row, firstSeen, lastSeen }));
}

async function readCoverage(connection: DuckDBConnection, window: TimeWindow): Promise<Coverage> {
  const known = await query<{ client: string; server: string }>(connection, sql.known_dependencies);
  return {
    heard: await readHeard(connection, window),
    known: known.map(({ client, server }) => [client, server]),
  };
}
