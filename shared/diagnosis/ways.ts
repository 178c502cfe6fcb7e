import type { DependencyMap, ServiceId } from '../model/map.ts';
import { graphOf, type Edge } from '../graph/graph.ts';
import { pathToRoot, shortestTree } from '../graph/reach.ts';
import { certainGraph } from '../map/follow.ts';
import type { Link } from './links.ts';
import type { Symptom } from './symptom.ts';

/** How the target comes to a failing service. */
export type Way = {
  readonly path: readonly ServiceId[];
  /** Why the failures along the path do not join up: not in time, or over services known to be healthy; null where they do. */
  readonly apart: Apart | null;
};
export type Apart =
  | { readonly why: 'healthy'; readonly services: readonly ServiceId[] }
  | { readonly why: 'time'; readonly client: Symptom };

/**
 * The way from the target to every failing service that it reaches: over links where there are such, the shortest first;
 * else the shortest way on the map, with what keeps the failures apart.
 */
export function waysFrom(
  map: DependencyMap,
  target: ServiceId,
  symptoms: ReadonlyMap<ServiceId, Symptom>,
  links: ReadonlyMap<ServiceId, readonly Link[]>,
  watched: ReadonlySet<ServiceId>,
): Map<ServiceId, Way> {
  const ways = new Map<ServiceId, Way>([[target, { path: [target], apart: null }]]);
  for (const [at, way] of ways)
    for (const { server, over } of links.get(at) ?? [])
      if (!ways.has(server)) ways.set(server, { path: [...way.path, ...over, server], apart: null });
  const begun = symptoms.get(target);
  const tree = shortestTree(certainGraph(map), target);
  for (const service of symptoms.keys()) {
    if (ways.has(service) || !tree.has(service)) continue;
    const path = pathToRoot(tree, service).reverse();
    const between = path.slice(1, -1);
    const healthy = between.filter((id) => watched.has(id) && !symptoms.has(id));
    const client = between.map((id) => symptoms.get(id)).findLast((symptom) => symptom !== undefined) ?? begun;
    if (!client) continue;
    const apart: Apart = healthy.length > 0 ? { why: 'healthy', services: healthy } : { why: 'time', client };
    ways.set(service, { path, apart });
  }
  return ways;
}

/** The failing services and the links between them, as a graph. */
export function graphOfLinks(links: ReadonlyMap<ServiceId, readonly Link[]>) {
  const edges = [...links.values()].flat().map(({ client, server }): Edge => [client, server]);
  return graphOf(links.keys(), edges);
}
