import type { DependencyMap } from '../../model/map.ts';
import { isoWindow, toIso } from '../../model/time.ts';

/** The map as other programs read it: every instant in ISO 8601. */
export function toJson(map: DependencyMap): object {
  return {
    ...map,
    window: isoWindow(map.window),
    dependencies: map.dependencies.map(({ firstSeen, lastSeen, ...dependency }) => ({
      ...dependency,
      firstSeen: toIso(firstSeen),
      lastSeen: toIso(lastSeen),
    })),
    ...(map.undirected
      ? {
          undirected: map.undirected.map(({ firstSeen, lastSeen, ...pair }) => ({
            ...pair,
            firstSeen: toIso(firstSeen),
            lastSeen: toIso(lastSeen),
          })),
        }
      : {}),
  };
}
