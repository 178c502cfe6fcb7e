import type { ServiceId, UndirectedPair } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';

/** Undirected pairs between the nodes that their services are folded into: one for each two nodes, or for one node, where both are in it. */
export function foldUndirected(
  pairs: readonly UndirectedPair[],
  nodeOf: (service: ServiceId) => string,
): readonly UndirectedPair[] {
  const folded = groupBy(pairs, ({ services }) => JSON.stringify(services.map(nodeOf).sort(byId)));
  return [...folded].map(([key, all]) => {
    const [one = '', other = ''] = JSON.parse(key) as string[];
    return {
      services: [one, other],
      connections: all.reduce((sum, { connections }) => sum + connections, 0),
      firstSeen: Math.min(...all.map(({ firstSeen }) => firstSeen)),
      lastSeen: Math.max(...all.map(({ lastSeen }) => lastSeen)),
    };
  });
}
