import type { KnownAs } from '../model/heartbeats.ts';
import type { ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import type { OwnerFacts } from './facts.ts';

/** The nearer ways of knowing a name come first: an instance before a container or VM, that before an address, that before a service. */
const RANKS: readonly KnownAs[] = ['instance', 'source', 'address', 'service'];

/** Whose a runtime was at an instant: what its nearest way of being known says then, if that is one service. */
export function ownerAt(owners: readonly OwnerFacts[], at: Micros): ServiceId | null {
  for (const rank of RANKS) {
    const then = owners.filter(
      ({ knownAs, from, to }) => knownAs === rank && (from ?? -Infinity) <= at && at < (to ?? Infinity),
    );
    if (then.length === 0) continue;
    const services = new Set(then.map(({ service }) => service));
    return services.size === 1 ? ([...services][0] ?? null) : null;
  }
  return null;
}

/** Every service that a runtime belonged to at some time of a window, by id. */
export function ownersIn(owners: readonly OwnerFacts[], window: TimeWindow): readonly ServiceId[] {
  const changes = owners.flatMap(({ from, to }) => [from, to]);
  const times = [window.from, ...changes.filter((at) => at !== null && at > window.from && at < window.to)];
  const found = times.map((at) => ownerAt(owners, at as Micros));
  return [...new Set(found.filter((id) => id !== null))].sort(byId);
}

/** As what a name is known best, at any time. */
export function knownAs(owners: readonly OwnerFacts[]): KnownAs | null {
  return RANKS.find((rank) => owners.some((owner) => owner.knownAs === rank)) ?? null;
}
