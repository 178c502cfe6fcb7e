/** A directed graph. Nodes and the successors of each node are sorted by id and free of repeats. */
export type Graph = {
  readonly nodes: readonly string[];
  readonly next: ReadonlyMap<string, readonly string[]>;
};

/** From, to. */
export type Edge = readonly [string, string];

/** The order of ids everywhere: by code unit, the same on every machine and in every locale. */
export function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The graph of `nodes` and `edges`; edges with an end outside `nodes` are left out. */
export function graphOf(nodes: Iterable<string>, edges: Iterable<Edge>): Graph {
  const targets = new Map<string, Set<string>>();
  for (const node of [...new Set(nodes)].sort(byId)) targets.set(node, new Set());
  for (const [from, to] of edges) if (targets.has(to)) targets.get(from)?.add(to);
  const next = new Map<string, readonly string[]>();
  for (const [node, set] of targets) next.set(node, [...set].sort(byId));
  return { nodes: [...next.keys()], next };
}

/** All edges, by from, then to. */
export function edgesOf(graph: Graph): Edge[] {
  return graph.nodes.flatMap((from) => successors(graph, from).map((to): Edge => [from, to]));
}

/** The nodes that `node` points to; none where it is not in the graph. */
export function successors(graph: Graph, node: string): readonly string[] {
  return graph.next.get(node) ?? [];
}

/** The same graph with every edge turned around. */
export function reversed(graph: Graph): Graph {
  return graphOf(
    graph.nodes,
    edgesOf(graph).map(([from, to]): Edge => [to, from]),
  );
}
