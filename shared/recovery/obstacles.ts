import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Obstacle } from '../model/plan.ts';
import { byId, edgesOf, graphOf, reversed } from '../graph/graph.ts';
import { pathToRoot, shortestTree } from '../graph/reach.ts';
import { graphOfMap, isCertain } from '../map/follow.ts';
import { pairKey } from '../map/pairs.ts';

/** What may stand in the way of a restart. */
export type Hindrances = {
  /** Services that are gone: whoever needs them, directly or not, is blocked. */
  readonly lost: ReadonlyMap<ServiceId, Obstacle['why']>;
  /** Services that fail and are not restarted: whoever needs them over services of the plan is blocked. */
  readonly failing: ReadonlySet<ServiceId>;
  readonly planned: ReadonlySet<ServiceId>;
  /** Dependencies to do without at first, by `pairKey`: they block nothing. */
  readonly broken: ReadonlySet<string>;
};

/**
 * For each service the nearest things that it needs over certain dependencies and does not get, each with a shortest
 * path. A service that only fails is looked past where a service stands between that is up all the same.
 */
export function obstaclesOf(map: DependencyMap, hindrances: Hindrances): ReadonlyMap<ServiceId, readonly Obstacle[]> {
  const { lost, failing, planned, broken } = hindrances;
  const needed = graphOfMap(
    map,
    map.dependencies.filter((one) => isCertain(one) && !broken.has(pairKey(one))),
  );
  const roots = [
    ...[...lost].map(([service, why]) => ({ service, why })),
    ...[...failing].filter((id) => !lost.has(id)).map((service) => ({ service, why: 'failing' as const })),
  ].sort((a, b) => byId(a.service, b.service));
  const isRoot = new Set(roots.map(({ service }) => service));
  const clients = reversed(needed);
  const found = new Map<ServiceId, Obstacle[]>();
  for (const { service: root, why } of roots) {
    const over = (id: ServiceId) => (why === 'failing' ? !isRoot.has(id) && planned.has(id) : !lost.has(id));
    const may = (id: ServiceId) => id === root || over(id);
    const open = graphOf(needed.nodes.filter(may), edgesOf(clients));
    const tree = shortestTree(open, root);
    for (const client of tree.keys()) {
      if (client === root) continue;
      const obstacle = { service: root, why, path: pathToRoot(tree, client) };
      found.set(client, [...(found.get(client) ?? []), obstacle]);
    }
  }
  return found;
}
