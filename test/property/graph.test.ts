import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepAcyclic } from '../../shared/graph/acyclic.ts';
import { condense, cyclesOf } from '../../shared/graph/condense.ts';
import { edgesOf, graphOf, reversed, type Edge, type Graph } from '../../shared/graph/graph.ts';
import { layers } from '../../shared/graph/layers.ts';
import { pathToRoot, reach, shortestTree } from '../../shared/graph/reach.ts';
import { strongComponents } from '../../shared/graph/components.ts';

const node = fc.integer({ min: 0, max: 9 }).map((n) => `s${n}`);
const anyGraph = fc.array(fc.tuple(node, node), { maxLength: 30 }).map((edges) => graphOf(edges.flat(), edges));

/** Distances by repeated relaxation: the slow and obvious way. */
function distances(graph: Graph, from: string): Map<string, number> {
  const found = new Map([[from, 0]]);
  for (let round = 1; round <= graph.nodes.length; round++)
    for (const [a, b] of edgesOf(graph)) if (found.get(a) === round - 1 && !found.has(b)) found.set(b, round);
  return found;
}
const sorted = (map: ReadonlyMap<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe('graph', () => {
  it('finds as components exactly the services that reach each other', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { componentOf } = condense(graph);
        for (const a of graph.nodes)
          for (const b of graph.nodes)
            expect(componentOf.get(a) === componentOf.get(b)).toBe(
              distances(graph, a).has(b) && distances(graph, b).has(a),
            );
      }),
    );
  });

  it('lists every component after those that it points to', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        condense(graph).next.forEach((targets, at) => targets.forEach((target) => expect(target).toBeLessThan(at)));
      }),
    );
  });

  it('reaches the same services at the same order as repeated relaxation', () => {
    fc.assert(
      fc.property(anyGraph, node, fc.integer({ min: 0, max: 5 }), (graph, start, depth) => {
        fc.pre(graph.next.has(start));
        const naive = sorted(distances(graph, start));
        expect(sorted(reach(graph, start))).toEqual(naive);
        expect(sorted(reach(graph, start, depth))).toEqual(naive.filter(([, order]) => order <= depth));
      }),
    );
  });

  it('gives shortest paths along edges that exist', () => {
    fc.assert(
      fc.property(anyGraph, node, (graph, start) => {
        fc.pre(graph.next.has(start));
        const tree = shortestTree(graph, start);
        for (const [end, order] of distances(graph, start)) {
          const path = pathToRoot(tree, end).reverse();
          expect(path[0]).toBe(start);
          expect(path.length).toBe(order + 1);
          path.slice(1).forEach((to, i) => expect(graph.next.get(path[i] ?? '')).toContain(to));
        }
      }),
    );
  });

  it('keeps a set of edges without loops, and leaves out only edges that would close one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 40 }), (edges) => {
        const { kept, left } = keepAcyclic(edges);
        expect([...kept, ...left].length).toBe(edges.length);
        const acyclic = graphOf(kept.flat(), kept);
        expect(strongComponents(acyclic).every((members) => members.length === 1)).toBe(true);
        for (const [from, to] of left) expect(from === to || reach(acyclic, to).has(from)).toBe(true);
        const layer = layers(acyclic);
        for (const [from, to] of kept) expect(layer.get(from)).toBeGreaterThan(layer.get(to) ?? Infinity);
      }),
    );
  });

  it('does not depend on the order in which edges come', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const again = graphOf([...graph.nodes].reverse(), edgesOf(graph).reverse());
        expect(strongComponents(again)).toEqual(strongComponents(graph));
        expect(edgesOf(reversed(reversed(graph)))).toEqual(edgesOf(graph));
      }),
    );
  });

  it('walks a chain and a ring of 20,000 services without running out of stack', () => {
    const name = (n: number) => `s${String(n).padStart(5, '0')}`;
    const chain = Array.from({ length: 19_999 }, (_, n): Edge => [name(n), name(n + 1)]);
    const ring: Edge[] = [...chain, [name(19_999), name(0)]];
    expect(strongComponents(graphOf(chain.flat(), chain)).length).toBe(20_000);
    expect(cyclesOf(graphOf(ring.flat(), ring)).map((members) => members.length)).toEqual([20_000]);
    expect(keepAcyclic(ring).left).toEqual([[name(19_999), name(0)]]);
  });
});
