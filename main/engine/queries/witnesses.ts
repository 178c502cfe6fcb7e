import { byId } from '../../../shared/graph/graph.ts';
import { isCertain } from '../../../shared/map/follow.ts';
import { pairKey, type Pair } from '../../../shared/map/pairs.ts';
import type { DeclaredOnly, Dependency } from '../../../shared/model/map.ts';
import type { Micros } from '../../../shared/model/time.ts';
import type { ConnectedPair } from './connections.ts';

/** A dependency last seen before a window, by one witness. */
export interface CarriedPair extends Pair {
  readonly first_seen: Micros;
  readonly last_seen: Micros;
}

const byPair = (a: Pair, b: Pair): number => byId(a.client, b.client) || byId(a.server, b.server);

/** The dependencies that lookups show and those that connections show as one list, each with how it was seen, by client, then server. */
export function mergeWitnesses(
  lookedUp: readonly Dependency[],
  connected: readonly ConnectedPair[],
  declared: readonly Pair[],
): readonly Dependency[] {
  const told = new Set(declared.map(pairKey));
  const links = new Map(connected.map((pair) => [pairKey(pair), pair]));
  const asked = new Set(lookedUp.map(pairKey));
  const seen = lookedUp.map((dependency): Dependency => {
    const link = links.get(pairKey(dependency));
    return {
      ...dependency,
      firstSeen: Math.min(dependency.firstSeen, link?.first_seen ?? Infinity),
      lastSeen: Math.max(dependency.lastSeen, link?.last_seen ?? -Infinity),
      ...counts(link),
      witness: link ? 'both' : 'dns',
      declared: told.has(pairKey(dependency)),
    };
  });
  const linked = connected
    .filter((pair) => !asked.has(pairKey(pair)))
    .map((pair): Dependency => ({
      ...unseen(pair, pair.first_seen, pair.last_seen),
      ...counts(pair),
      witness: 'connection',
      declared: told.has(pairKey(pair)),
    }));
  return linked.length === 0 ? seen : [...seen, ...linked].sort(byPair);
}

/** The dependencies with those seen before the window whose silence is usual for a witness, marked `carried`. */
export function addCarried(
  dependencies: readonly Dependency[],
  {
    lookedUp,
    connected,
    declared,
  }: {
    readonly lookedUp: readonly CarriedPair[];
    readonly connected: readonly CarriedPair[];
    readonly declared: readonly Pair[];
  },
): readonly Dependency[] {
  const told = new Set(declared.map(pairKey));
  const seen = new Set(dependencies.map(pairKey));
  const links = new Map(connected.map((pair) => [pairKey(pair), pair]));
  const asked = new Map(lookedUp.map((pair) => [pairKey(pair), pair]));
  const carried = [...new Map([...links, ...asked]).values()]
    .filter((pair) => !seen.has(pairKey(pair)))
    .map((pair): Dependency => {
      const by = [asked.get(pairKey(pair)), links.get(pairKey(pair))].filter((one) => one !== undefined);
      const first = Math.min(...by.map(({ first_seen }) => first_seen));
      const last = Math.max(...by.map(({ last_seen }) => last_seen));
      return {
        ...unseen(pair, first, last),
        carried: true,
        ...counts(undefined),
        witness: by.length > 1 ? 'both' : asked.has(pairKey(pair)) ? 'dns' : 'connection',
        declared: told.has(pairKey(pair)),
      };
    });
  return [...dependencies, ...carried].sort(byPair);
}

/** What was declared and is not among the dependencies that were seen for certain. */
export function declaredOnly(dependencies: readonly Dependency[], declared: readonly Pair[]): readonly DeclaredOnly[] {
  const seen = new Set(dependencies.filter((one) => isCertain(one) && !one.carried).map(pairKey));
  return declared
    .filter((pair) => !seen.has(pairKey(pair)))
    .map(({ client, server }) => ({ client, server, witness: 'declared' }));
}

function unseen({ client, server }: Pair, firstSeen: Micros, lastSeen: Micros): Dependency {
  return { client, server, lookups: 0, contested: 0, failures: 0, firstSeen, lastSeen, regions: {}, carried: false };
}

function counts(link: ConnectedPair | undefined) {
  return {
    connections: link?.connections ?? 0,
    contestedConnections: link?.contested ?? 0,
    sharedConnections: link?.shared ?? 0,
  };
}
