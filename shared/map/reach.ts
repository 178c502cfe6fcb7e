import type { DependencyMap, ServiceId } from '../model/map.ts';
import { reach } from '../graph/reach.ts';
import { certainGraph } from './follow.ts';

/** Order of the target (0) and of every service that it reaches over certain dependencies, nearest first. */
export function ordersFrom(map: DependencyMap, target: ServiceId, depth?: number): Map<ServiceId, number> {
  return reach(certainGraph(map), target, depth);
}

/**
 * The part of the map that `service` reaches downstream, itself included, to order `depth`. Every dependency with both
 * ends in that part stays, the contested ones too. The lookup totals stay those of the whole window.
 */
export function reachDownstream(map: DependencyMap, service: ServiceId, depth?: number): DependencyMap {
  const orders = ordersFrom(map, service, depth);
  return {
    ...map,
    services: map.services.filter(({ id }) => orders.has(id)),
    dependencies: map.dependencies.filter(({ client, server }) => orders.has(client) && orders.has(server)),
    ...(map.undirected
      ? { undirected: map.undirected.filter(({ services }) => services.every((id) => orders.has(id))) }
      : {}),
    ...(map.declaredOnly
      ? { declaredOnly: map.declaredOnly.filter(({ client, server }) => orders.has(client) && orders.has(server)) }
      : {}),
  };
}
