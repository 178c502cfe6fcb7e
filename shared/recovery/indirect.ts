import type { DependencyMap, ServiceId } from '../model/map.ts';
import { byId, successors } from '../graph/graph.ts';
import { certainGraph } from '../map/follow.ts';

/** A client that needs a server of the plan over services that the plan does not restart. */
export type IndirectNeed = {
  readonly client: ServiceId;
  readonly server: ServiceId;
  /** The services between them, nearest to the client first. */
  readonly over: readonly ServiceId[];
};

/**
 * Which services of a plan need each other over services outside of it, by the shortest way over certain dependencies.
 * `between` says which of those may stand between.
 */
export function indirectNeeds(
  map: DependencyMap,
  planned: ReadonlySet<ServiceId>,
  between: (service: ServiceId) => boolean,
): IndirectNeed[] {
  const graph = certainGraph(map);
  const direct = new Set(map.dependencies.map(({ client, server }) => `${client}\n${server}`));
  return [...planned].sort(byId).flatMap((client) => {
    const over = new Map<ServiceId, readonly ServiceId[]>([[client, []]]);
    const found = new Set([client]);
    const needs: IndirectNeed[] = [];
    for (const [service, way] of over)
      for (const server of successors(graph, service)) {
        if (found.has(server) || over.has(server)) continue;
        if (!planned.has(server)) {
          if (between(server)) over.set(server, [...way, server]);
        } else if (way.length > 0) {
          found.add(server);
          if (!direct.has(`${client}\n${server}`)) needs.push({ client, server, over: way });
        }
      }
    return needs;
  });
}
