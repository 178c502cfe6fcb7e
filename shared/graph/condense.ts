import { strongComponents } from './components.ts';
import { byId, successors, type Graph } from './graph.ts';

/** A graph with each strongly connected component drawn together; without cycles. */
export type Condensed = {
  /** Members of each component, sorted; a component stands after all that it points to. */
  readonly components: readonly (readonly string[])[];
  /** Position in `components` of each node. */
  readonly componentOf: ReadonlyMap<string, number>;
  /** Positions that each component points to, ascending, itself left out. */
  readonly next: readonly (readonly number[])[];
};

/** Draws each strongly connected component together to one node. */
export function condense(graph: Graph): Condensed {
  const components = strongComponents(graph);
  const componentOf = new Map<string, number>();
  components.forEach((members, at) => members.forEach((member) => componentOf.set(member, at)));
  const next = components.map((members, at) => {
    const targets = new Set(members.flatMap((m) => successors(graph, m).map((to) => componentOf.get(to) ?? at)));
    targets.delete(at);
    return [...targets].sort((a, b) => a - b);
  });
  return { components, componentOf, next };
}

/** The components that are cycles (two services and more), by their first member. */
export function cyclesOf(graph: Graph): string[][] {
  return strongComponents(graph)
    .filter((members) => members.length > 1)
    .sort((a, b) => byId(a[0] ?? '', b[0] ?? ''));
}
