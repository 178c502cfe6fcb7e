import type { DeclaredOnly, DependencyMap, ServiceId } from '../model/map.ts';

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

/** What a map holds as declared alone and has no dependency for, not even a carried or contested one. */
export function declaredAlone({ dependencies, declaredOnly = [] }: DependencyMap): readonly DeclaredOnly[] {
  const shown = pairSet(dependencies);
  return declaredOnly.filter((pair) => !shown.has(pairKey(pair)));
}
