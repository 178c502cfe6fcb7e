import type { Dependency, DependencyMap, Service, ServiceId } from '../model/map.ts';
import type { RegionReport, RegionRow, RegionRule } from '../model/regions.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { ordersFrom } from '../map/reach.ts';
import { violationsOf } from './violations.ts';

export type RegionInput = {
  readonly map: DependencyMap;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  readonly rules: readonly RegionRule[];
  /** The services that a rule may name: all of the case. Left out: those of the map. */
  readonly known?: readonly Pick<Service, 'id' | 'name'>[];
};

/**
 * Where the services that the target reaches were processed: for each, its lookups in the window by the target and by
 * every service that the target reaches, per region of the answers. Rows by order, then by name.
 * @throws AftermapError `usage` where a rule names a service that is not known.
 */
export function regionReport({ map, target, window, rules, known = map.services }: RegionInput): RegionReport {
  const orders = ordersFrom(map, target);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const calls = groupBy(
    map.dependencies.filter(({ client }) => orders.has(client)),
    ({ server }) => server,
  );
  const rows = [...orders]
    .filter(([service]) => service !== target)
    .map(([service, order]) => rowOf(service, order, calls.get(service) ?? []))
    .sort((a, b) => a.order - b.order || byId(names.get(a.service) ?? '', names.get(b.service) ?? ''));
  const regions = [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))].sort(byId);
  const violations = violationsOf(map, new Set(orders.keys()), rules, known);
  return { target, window, regions, rows, violations, rules };
}

function rowOf(service: ServiceId, order: number, calls: readonly Dependency[]): RegionRow {
  const counts: Record<string, number> = {};
  for (const { regions } of calls)
    for (const [region, lookups] of Object.entries(regions)) counts[region] = (counts[region] ?? 0) + lookups;
  const seen = calls.filter(({ carried }) => !carried);
  return {
    service,
    order,
    counts,
    firstSeen: seen.length > 0 ? Math.min(...seen.map(({ firstSeen }) => firstSeen)) : null,
    lastSeen: seen.length > 0 ? Math.max(...seen.map(({ lastSeen }) => lastSeen)) : null,
  };
}
