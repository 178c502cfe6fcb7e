import type { DependencyMap } from '../../model/map.ts';
import { namesOf } from '../follow.ts';
import { declaredAlone } from '../pairs.ts';
import { countsLabel, DECLARED_ALONE, lineStyle } from './labels.ts';

/** The map in the DOT language of Graphviz; nodes are service ids, labelled by name. What is only declared is dashed, grey and called so. */
export function toDot(map: DependencyMap): string {
  const name = namesOf(map);
  const nodes = map.services.map(({ id }) => `  ${quoted(id)} [label=${quoted(name(id))}];`);
  const edges = map.dependencies.map(
    (d) =>
      `  ${quoted(d.client)} -> ${quoted(d.server)} [label=${quoted(countsLabel(d))}, style=${lineStyle(d)}` +
      `${d.failures > 0 ? ', penwidth=2' : ''}];`,
  );
  const declared = declaredAlone(map).map(
    ({ client, server }) =>
      `  ${quoted(client)} -> ${quoted(server)} [label=${quoted(DECLARED_ALONE)}, style=dashed, color=gray];`,
  );
  return ['digraph aftermap {', '  rankdir=LR;', '  node [shape=box];', ...nodes, ...edges, ...declared, '}', ''].join(
    '\n',
  );
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(/\r?\n/g, '\\n')}"`;
}
