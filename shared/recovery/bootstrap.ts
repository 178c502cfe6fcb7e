import type { Dependency, ServiceId } from '../model/map.ts';
import type { BootstrapAct, Pair } from '../model/plan.ts';
import { byId, graphOf, type Edge } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { layers } from '../graph/layers.ts';

/** The layer of each member of an opened cycle, 0 first: what it needs of the kept dependencies is in lower ones. */
export function layersOf(members: readonly ServiceId[], kept: readonly Dependency[]): ReadonlyMap<ServiceId, number> {
  return layers(
    graphOf(
      members,
      kept.map(({ client, server }): Edge => [client, server]),
    ),
  );
}

/**
 * A cycle from nothing: each service in the order of its layer, without the servers that are not up yet; as soon as
 * the last of those is up, the client is connected to them again.
 */
export function bootstrapOf(layerOf: ReadonlyMap<ServiceId, number>, breaks: readonly Pair[]): BootstrapAct[] {
  const without = groupBy(breaks, ({ client }) => client);
  const serversOf = (service: ServiceId) => (without.get(service) ?? []).map(({ server }) => server).sort(byId);
  const order = [...layerOf.keys()].sort((a, b) => (layerOf.get(a) ?? 0) - (layerOf.get(b) ?? 0) || byId(a, b));
  const place = new Map(order.map((service, at) => [service, at]));
  const lateBy = groupBy(
    [...without.keys()].sort(byId),
    (client) => order[Math.max(...serversOf(client).map((server) => place.get(server) ?? 0), place.get(client) ?? 0)],
  );
  return order.flatMap((service): BootstrapAct[] => [
    { act: 'start', service, servers: serversOf(service) },
    ...(lateBy.get(service) ?? []).map((client): BootstrapAct => ({
      act: 'reconnect',
      service: client,
      servers: serversOf(client),
    })),
  ]);
}
