import { strongComponents } from './components.ts';
import { successors, type Graph } from './graph.ts';

/**
 * Layer of each node of a graph without cycles: 0 where it points to nothing, else one more than the highest it points
 * to. The fewest layers in which every edge points down (longest-path layering).
 */
export function layers(graph: Graph): Map<string, number> {
  const layer = new Map<string, number>();
  for (const [node = ''] of strongComponents(graph))
    layer.set(
      node,
      successors(graph, node).reduce((top, to) => Math.max(top, (layer.get(to) ?? -1) + 1), 0),
    );
  return layer;
}
