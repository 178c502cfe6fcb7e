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
 * The way from the target to every failing service that it reaches: over links where there are such; else the shortest way
 * on the map, with what keeps the failures apart.
 */
export function waysFrom(
  map: DependencyMap,
  target: ServiceId,
  symptoms: ReadonlyMap<ServiceId, Symptom>,
  links: ReadonlyMap<ServiceId, readonly Link[]>,
  watched: ReadonlySet<ServiceId>,
): Map<ServiceId, Way> {
  const ways = waysOverLinks(target, links);
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

interface Reached {
  readonly path: readonly ServiceId[];
  /** How many services of the path are without health data. */
  readonly blind: number;
}

/** The ways over links, as Dijkstra finds them: those over the fewest services without health data first, then the shortest. */
function waysOverLinks(target: ServiceId, links: ReadonlyMap<ServiceId, readonly Link[]>): Map<ServiceId, Way> {
  const ways = new Map<ServiceId, Way>();
  const open = new Map<ServiceId, Reached>([[target, { path: [target], blind: 0 }]]);
  while (open.size > 0) {
    const [at, { path, blind }] = [...open].reduce((best, next) => (nearer(next[1], best[1]) ? next : best));
    open.delete(at);
    ways.set(at, { path, apart: null });
    for (const { server, over } of links.get(at) ?? []) {
      const reached = { path: [...path, ...over, server], blind: blind + over.length };
      const known = open.get(server);
      if (!ways.has(server) && (!known || nearer(reached, known))) open.set(server, reached);
    }
  }
  return ways;
}

function nearer(a: Reached, b: Reached): boolean {
  return a.blind === b.blind ? a.path.length < b.path.length : a.blind < b.blind;
}

/** The failing services and the links between them, as a graph. */
export function graphOfLinks(links: ReadonlyMap<ServiceId, readonly Link[]>) {
  const edges = [...links.values()].flat().map(({ client, server }): Edge => [client, server]);
  return graphOf(links.keys(), edges);
}
