import { successors, type Graph } from './graph.ts';

/** What `starts` reach and in how many steps (the starts: 0), nearest first, then by discovery; no further than `depth`. */
export function reach(graph: Graph, starts: string | readonly string[], depth = Infinity): Map<string, number> {
  const orders = new Map<string, number>();
  for (const start of typeof starts === 'string' ? [starts] : starts) if (graph.next.has(start)) orders.set(start, 0);
  for (const [node, order] of orders) {
    if (order >= depth) break;
    for (const to of successors(graph, node)) if (!orders.has(to)) orders.set(to, order + 1);
  }
  return orders;
}

/** A shortest path from `from` to each node that it reaches, as the node before it; ties to the smaller id. */
export function shortestTree(graph: Graph, from: string): Map<string, string | null> {
  const before = new Map<string, string | null>();
  if (graph.next.has(from)) before.set(from, null);
  for (const [node] of before) for (const to of successors(graph, node)) if (!before.has(to)) before.set(to, node);
  return before;
}

/** The path from `node` up to the root of a shortest tree, `node` first; empty where the tree does not hold it. */
export function pathToRoot(tree: ReadonlyMap<string, string | null>, node: string): string[] {
  const path: string[] = [];
  let at: string | null | undefined = tree.has(node) ? node : null;
  while (at !== null && at !== undefined) {
    path.push(at);
    at = tree.get(at);
  }
  return path;
}
