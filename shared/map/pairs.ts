import type { ServiceId } from '../model/map.ts';

/** The two ends of a dependency. */
export interface Pair {
  readonly client: ServiceId;
  readonly server: ServiceId;
}

/** A dependency as one text, to look it up by. */
export function pairKey({ client, server }: Pair): string {
  return JSON.stringify([client, server]);
}

/** Dependencies by their ends. */
export function pairSet(pairs: readonly Pair[] = []): ReadonlySet<string> {
  return new Set(pairs.map(pairKey));
}
