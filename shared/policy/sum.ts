import type { Dependency, RegionCounts, Witness } from '../model/map.ts';
import type { Micros } from '../model/time.ts';
import { connectionsOf } from '../map/follow.ts';

/** The use of several dependencies together. */
export interface UseSum {
  /** Distinct pairs of services. */
  readonly pairs: number;
  readonly lookups: number;
  readonly contested: number;
  readonly failures: number;
  readonly connections: number;
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
  readonly regions: RegionCounts;
  /** All of them were seen before the window only. */
  readonly carried: boolean;
  /** How they were seen together; unset in a map of lookups alone. */
  readonly witness?: Witness;
}

/** Sums of the counts, first and last seen, lookups per region; of one dependency at least. */
export function addUses(dependencies: readonly Dependency[]): UseSum {
  const sum = (of: (dependency: Dependency) => number) => dependencies.reduce((all, one) => all + of(one), 0);
  const regions: Record<string, number> = {};
  for (const dependency of dependencies)
    for (const [region, lookups] of Object.entries(dependency.regions))
      regions[region] = (regions[region] ?? 0) + lookups;
  return {
    pairs: dependencies.length,
    lookups: sum(({ lookups }) => lookups),
    contested: sum(({ contested }) => contested),
    failures: sum(({ failures }) => failures),
    connections: sum(connectionsOf),
    firstSeen: dependencies.reduce((least, one) => Math.min(least, one.firstSeen), Infinity),
    lastSeen: dependencies.reduce((most, one) => Math.max(most, one.lastSeen), -Infinity),
    regions,
    carried: dependencies.every(({ carried }) => carried),
    ...seenBy(dependencies),
  };
}

function seenBy(dependencies: readonly Dependency[]): Pick<UseSum, 'witness'> {
  const told = new Set(dependencies.flatMap(({ witness }) => witness ?? []));
  if (told.size === 0) return {};
  if (told.has('both') || (told.has('dns') && told.has('connection'))) return { witness: 'both' };
  return { witness: told.has('connection') ? 'connection' : told.has('dns') ? 'dns' : 'declared' };
}
