import type { Dependency, DependencyMap, Service, ServiceId } from '../model/map.ts';
import type { Obstacle, Pair, Place, WhatIf } from '../model/plan.ts';
import { byId } from '../graph/graph.ts';
import { pairKey, pairSet } from '../map/pairs.ts';

/** The fleet as a what-if has it. */
export type ChangedFleet = {
  readonly map: DependencyMap;
  /** Services that are gone, and why. */
  readonly lost: ReadonlyMap<ServiceId, Obstacle['why']>;
  /** Services that the what-if names and the case does not know. */
  readonly assumed: ReadonlySet<ServiceId>;
};

/**
 * Changes the map: dependencies are taken away or added; added services and ends of added dependencies that the map
 * does not hold are new services without instances. What is lost stays on the map, so that who needs it can be told: a
 * service that is left out, or whose regions are all left out (none of unknown place; none where a region is added,
 * since it comes up there).
 */
export function changeFleet(map: DependencyMap, whatIf: WhatIf = {}): ChangedFleet {
  const taken = whatIf.without ?? {};
  const added = whatIf.with ?? {};
  const known = new Set(map.services.map(({ id }) => id));
  const ends = (added.dependencies ?? []).flatMap(({ client, server }) => [client, server]);
  const assumed = new Set([...(added.services ?? []), ...ends].filter((id) => !known.has(id)));
  const newServices = [...assumed].map((id): Service => ({ id, name: id, regions: [], instances: 0, parent: null }));

  const gone = pairSet(taken.dependencies);
  const there = pairSet(map.dependencies);
  const newDependencies = (added.dependencies ?? [])
    .filter((one) => !there.has(pairKey(one)) && one.client !== one.server)
    .map((one): Dependency => ({ ...one, ...UNSEEN, firstSeen: map.window.from, lastSeen: map.window.from }));

  const lostRegions = new Set(taken.regions);
  const standIn = (added.regions ?? []).length > 0;
  const isLost = ({ regions }: Service) =>
    !standIn && regions.length > 0 && regions.every((region) => lostRegions.has(region));
  const lost = new Map<ServiceId, Obstacle['why']>([
    ...map.services.filter(isLost).map(({ id }) => [id, 'region-lost'] as const),
    ...(taken.services ?? []).map((id) => [id, 'left-out'] as const),
  ]);
  return {
    map: {
      ...map,
      services: [...map.services, ...newServices].sort((a, b) => byId(a.id, b.id)),
      dependencies: [...map.dependencies.filter((one) => !gone.has(pairKey(one))), ...newDependencies].sort(
        (a, b) => byId(a.client, b.client) || byId(a.server, b.server),
      ),
    },
    lost,
    assumed,
  };
}

/** An added dependency: nobody saw it, and it is followed as if it had been seen before the window. */
const UNSEEN = { lookups: 0, contested: 0, failures: 0, regions: {}, carried: true } as const;

/** What a what-if leaves out and adds at once, e.g. `region west`, `a → b`: it cannot mean anything. */
export function contradictions({ without, with: added }: WhatIf): readonly string[] {
  const both = (out: readonly string[] = [], back: readonly string[] = []) => out.filter((one) => back.includes(one));
  const pairs = (list: readonly Pair[] = []) => list.map(({ client, server }) => `${client} → ${server}`);
  return [
    ...both(without?.services, added?.services),
    ...both(without?.regions, added?.regions).map((region) => `region ${region}`),
    ...both(pairs(without?.dependencies), pairs(added?.dependencies)),
  ];
}

/** Where a service is restarted: its places without the regions left out, and with those that are added. */
export function changedPlaces(places: readonly Place[], whatIf: WhatIf = {}): Place[] {
  const gone = new Set(whatIf.without?.regions);
  const left = places.filter(({ region }) => !gone.has(region));
  const there = new Set(left.map(({ region }) => region));
  const added = (whatIf.with?.regions ?? []).filter((region) => !there.has(region));
  return [...left, ...added.map((region) => ({ region, instances: [] }))];
}
