import type { Pair } from '../model/plan.ts';

/** A dependency as one text, to look it up by. */
export function pairKey({ client, server }: Pair): string {
  return JSON.stringify([client, server]);
}

/** Dependencies by their ends. */
export function pairSet(pairs: readonly Pair[] = []): ReadonlySet<string> {
  return new Set(pairs.map(pairKey));
}
