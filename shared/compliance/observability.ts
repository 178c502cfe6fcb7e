import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import type { BlindSpot, Observability, RegionalDependency, RegionRow } from '../model/regions.ts';
import type { Edge } from '../graph/graph.ts';
import { byId, edgesOf, graphOf } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { reach } from '../graph/reach.ts';
import { certainGraph, connectionsOf } from '../map/follow.ts';
import { count, counted, firstFew } from '../map/words.ts';
import { UNKNOWN_REGION } from './rule.ts';

/** What the DNS logs of the case can show. */
export type Coverage = {
  /** The services that some DNS log hears, and whether such a log covers any of the window. */
  readonly heard: ReadonlyMap<ServiceId, boolean>;
  /** Dependencies that were seen anywhere in the case, in the window or not. */
  readonly known: readonly Edge[];
};

/** Whether a DNS log hears a service in the window, only at other times, or never. */
export function heardAs({ heard }: Coverage, service: ServiceId): 'covered' | 'gap' | 'never' {
  const covered = heard.get(service);
  return covered === undefined ? 'never' : covered ? 'covered' : 'gap';
}

/**
 * Orders of what the target reaches if every client that no log hears in the window still looked up what it is known to look up at
 * other times: whatever is beyond those of the map is not observable.
 */
export function ordersBeyond(
  map: DependencyMap,
  target: ServiceId,
  { heard, known }: Coverage,
): Map<ServiceId, number> {
  const silent = known.filter(([client]) => heard.get(client) !== true);
  const graph = certainGraph(map);
  return reach(graphOf([...graph.nodes, ...silent.flat()], [...edgesOf(graph), ...silent]), target);
}

/** What an empty cell means: nobody looked the service up there, or the logs could not have shown it. */
export type CellState = 'observed' | 'not-observed' | 'not-observable';

export function cellState(row: Pick<RegionRow, 'counts' | 'observability'>, region: string): CellState {
  if ((row.counts[region] ?? 0) > 0) return 'observed';
  const hidden = row.observability.reasons.some(({ regions }) => regions?.includes(region) ?? true);
  return hidden ? 'not-observable' : 'not-observed';
}

/** For each service of the map: whether its empty cells show that nothing ran there, judged by its clients among `inside`. */
export function observer(
  map: DependencyMap,
  seen: readonly RegionalDependency[],
  inside: ReadonlySet<ServiceId>,
  { heard, known }: Coverage,
  name: (id: ServiceId) => string,
): (service: ServiceId) => Observability {
  const ofServer = groupBy(
    map.dependencies.filter(({ client }) => inside.has(client)),
    ({ server }) => server,
  );
  const seenOf = groupBy(
    seen.filter(({ client }) => inside.has(client)),
    ({ server }) => server,
  );
  const silent = groupBy(
    known.filter(([client]) => inside.has(client) && heard.get(client) !== true),
    ([, server]) => server,
  );
  return (service) => {
    const answered = seenOf.get(service) ?? [];
    const lookups = answered.reduce((sum, one) => sum + one.lookups, 0);
    const reasons = [
      ...withoutLog(
        (silent.get(service) ?? []).map(([client]) => client),
        name,
      ),
      ...contested(answered),
      ...placeless(answered),
      ...(lookups > 0 ? [] : unanswered(ofServer.get(service) ?? [])),
      ...(lookups > 0 ? [] : connected(ofServer.get(service) ?? [])),
    ];
    return { state: lookups > 0 ? 'observed' : reasons.length > 0 ? 'not-observable' : 'not-observed', reasons };
  };
}

function withoutLog(clients: readonly ServiceId[], name: (id: ServiceId) => string): BlindSpot[] {
  if (clients.length === 0) return [];
  return [{ reason: 'no-log', text: noLogText(clients.map(name)), regions: null, services: clients }];
}

/** That no log hears some clients of a service, by their names. */
export function noLogText(clients: readonly string[]): string {
  return `no DNS log covers ${firstFew(clients)} in the window, which looked it up at another time`;
}

function contested(answered: readonly RegionalDependency[]): BlindSpot[] {
  const some = answered.filter((one) => one.contested > 0);
  if (some.length === 0) return [];
  const regions = [...new Set(some.map(({ region }) => region))].sort(byId);
  const places = regions.includes(UNKNOWN_REGION) ? 'in an unknown region' : `in ${regions.join(', ')}`;
  return [
    {
      reason: 'contested',
      text: `contested lookups may be of it, ${places}`,
      regions: regions.includes(UNKNOWN_REGION) ? null : regions,
      services: [...new Set(some.map(({ client }) => client))],
    },
  ];
}

function placeless(answered: readonly RegionalDependency[]): BlindSpot[] {
  const some = answered.filter(({ region, lookups }) => region === UNKNOWN_REGION && lookups > 0);
  if (some.length === 0) return [];
  const lookups = some.reduce((sum, one) => sum + one.lookups, 0);
  const text = `no inventory gives the region of the answers of ${counted(lookups, 'lookup')}`;
  return [{ reason: 'unknown-region', text, regions: null, services: [...new Set(some.map(({ client }) => client))] }];
}

function unanswered(dependencies: readonly Dependency[]): BlindSpot[] {
  const some = dependencies.filter(({ failures }) => failures > 0);
  if (some.length === 0) return [];
  const failures = some.reduce((sum, one) => sum + one.failures, 0);
  const text = `all ${count(failures)} lookups of it failed, so that no address says where it is`;
  return [{ reason: 'unanswered', text, regions: null, services: some.map(({ client }) => client) }];
}

function connected(dependencies: readonly Dependency[]): BlindSpot[] {
  const some = dependencies.filter((dependency) => connectionsOf(dependency) > 0);
  if (some.length === 0) return [];
  const text = 'connections to it were seen without any lookup, and only lookups are counted by region';
  return [{ reason: 'connections-only', text, regions: null, services: some.map(({ client }) => client) }];
}
