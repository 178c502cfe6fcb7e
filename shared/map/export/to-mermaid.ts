import type { DependencyMap } from '../../model/map.ts';
import { namesOf } from '../follow.ts';
import { declaredAlone } from '../pairs.ts';
import { countsLabel, DECLARED_ALONE, lineStyle } from './labels.ts';

/** The map as a Mermaid flowchart; nodes are numbered, labelled by name. What is only declared is dashed and called so. */
export function toMermaid(map: DependencyMap): string {
  const numbers = new Map(map.services.map(({ id }, at) => [id, `s${at}`]));
  const name = namesOf(map);
  const nodes = map.services.map(({ id }) => `  ${numbers.get(id)}["${escaped(name(id))}"]`);
  const edges = map.dependencies.map((d) => {
    const arrow = lineStyle(d) === 'solid' ? '-->' : '-.->';
    return `  ${numbers.get(d.client)} ${arrow}|"${countsLabel(d)}"| ${numbers.get(d.server)}`;
  });
  const declared = declaredAlone(map).map(
    ({ client, server }) => `  ${numbers.get(client)} -.->|"${DECLARED_ALONE}"| ${numbers.get(server)}`,
  );
  return ['flowchart LR', ...nodes, ...edges, ...declared, ''].join('\n');
}

function escaped(text: string): string {
  return text.replace(/["#<>&\r\n]/g, (character) => `#${character.charCodeAt(0)};`);
}
