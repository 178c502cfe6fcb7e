import { toIso } from '../model/time.ts';
import type { GroupedMap } from './group-map.ts';

/** The groups of a map as JSON: every instant as ISO 8601. */
export function groupsToJson({ groups }: GroupedMap): unknown {
  return groups.map(({ inside, ...group }) => ({
    ...group,
    inside: inside && { ...inside, firstSeen: toIso(inside.firstSeen), lastSeen: toIso(inside.lastSeen) },
  }));
}
