import type { DependencyMap, Via } from '../../model/map.ts';

/**
 * That the witness whose map was asked for has no record `within` the case or its window, so that the map tells nothing; empty where it has
 * some, and where any witness would do.
 */
export function unseenText(
  { lookups, connections }: Pick<DependencyMap, 'lookups' | 'connections'>,
  via: Via,
  within: 'case' | 'window',
): readonly string[] {
  if (via === 'dns' && lookups.total === 0)
    return [`The ${within} has no DNS lookups: that none is shown here tells nothing.`];
  if (via === 'connection' && (connections?.total ?? 0) === 0)
    return [`The ${within} has no records of connections: that none is shown here tells nothing.`];
  return [];
}
