import type { Edge } from './graph.ts';

/**
 * Takes the edges one by one and keeps each that closes no loop with those kept before; so each edge left out would
 * close a loop, and the first edges are the safest. The order of the nodes is repaired on the way: D. Pearce and
 * P. Kelly, A dynamic topological sort algorithm for directed acyclic graphs, 2006.
 */
export function keepAcyclic<E extends Edge>(edges: readonly E[]): { kept: E[]; left: E[] } {
  const place = new Map<string, number>();
  const next = new Map<string, string[]>();
  const previous = new Map<string, string[]>();
  for (const node of edges.flat()) if (!place.has(node)) place.set(node, place.size);
  const at = (node: string) => place.get(node) ?? 0;

  const spread = (start: string, links: ReadonlyMap<string, string[]>, within: (node: string) => boolean) => {
    const seen = new Set([start]);
    for (const node of seen) for (const to of links.get(node) ?? []) if (within(to)) seen.add(to);
    return seen;
  };

  const closesLoop = ([from, to]: E) => {
    if (at(from) < at(to)) return false;
    const after = spread(to, next, (node) => at(node) <= at(from));
    if (after.has(from)) return true;
    const before = spread(from, previous, (node) => at(node) >= at(to));
    const byPlace = (nodes: Set<string>) => [...nodes].sort((a, b) => at(a) - at(b));
    const order = [...byPlace(before), ...byPlace(after)];
    const places = order.map(at).sort((a, b) => a - b);
    order.forEach((node, i) => place.set(node, places[i] ?? 0));
    return false;
  };

  const kept: E[] = [];
  const left: E[] = [];
  for (const edge of edges) {
    if (closesLoop(edge)) {
      left.push(edge);
      continue;
    }
    kept.push(edge);
    next.set(edge[0], [...(next.get(edge[0]) ?? []), edge[1]]);
    previous.set(edge[1], [...(previous.get(edge[1]) ?? []), edge[0]]);
  }
  return { kept, left };
}
