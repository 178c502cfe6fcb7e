import { byId, successors, type Graph } from './graph.ts';

type Visit = { readonly node: string; next: number };

/**
 * Strongly connected components, each sorted by id; a component comes after every component that it points to
 * (servers before clients). R. Tarjan, Depth-first search and linear graph algorithms, 1972; with a stack of its own
 * in place of recursion, so that a chain of any length is no danger.
 */
export function strongComponents(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const lower = (node: string, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));

  for (const root of graph.nodes) {
    if (index.has(root)) continue;
    const path: Visit[] = [];
    const enter = (node: string) => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      open.push(node);
      isOpen.add(node);
      path.push({ node, next: 0 });
    };
    enter(root);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const child = successors(graph, visit.node)[visit.next++];
      if (child !== undefined) {
        const seen = index.get(child);
        if (seen === undefined) enter(child);
        else if (isOpen.has(child)) lower(visit.node, seen);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      const lowest = low.get(visit.node) ?? 0;
      if (parent) lower(parent.node, lowest);
      if (lowest !== index.get(visit.node)) continue;
      const component = open.splice(open.lastIndexOf(visit.node));
      for (const member of component) isOpen.delete(member);
      components.push(component.sort(byId));
    }
  }
  return components;
}
