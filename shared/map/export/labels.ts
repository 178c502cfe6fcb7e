import type { Dependency, RegionCounts } from '../../model/map.ts';
import { byId } from '../../graph/graph.ts';
import { isCertain } from '../follow.ts';

/** `USEast=3;USWest=12`, by region. */
export function regionList(regions: RegionCounts): string {
  return Object.keys(regions)
    .sort(byId)
    .map((region) => `${region}=${regions[region]}`)
    .join(';');
}

/** A dependency in a few words for a drawn map, e.g. `61 lookups, 38 failures`. */
export function countsLabel(dependency: Dependency): string {
  const { lookups, contested, failures, connections = 0, carried } = dependency;
  const parts = [
    ...(lookups > 0 ? [`${lookups} lookup${lookups === 1 ? '' : 's'}`] : []),
    ...(failures > 0 ? [`${failures} failure${failures === 1 ? '' : 's'}`] : []),
    ...(connections > 0 ? [`${connections} connection${connections === 1 ? '' : 's'}`] : []),
    ...(contested > 0 ? [`${contested} contested`] : []),
    ...(carried ? ['seen before'] : []),
  ];
  return parts.join(', ');
}

/** What stands at a dependency that is declared and was seen by neither, drawn dashed. */
export const DECLARED_ALONE = 'only declared';

/** How a dependency is drawn: certain solid, seen before the window dashed, contested only dotted. */
export function lineStyle(dependency: Dependency): 'solid' | 'dashed' | 'dotted' {
  if (!isCertain(dependency)) return 'dotted';
  return dependency.carried ? 'dashed' : 'solid';
}
