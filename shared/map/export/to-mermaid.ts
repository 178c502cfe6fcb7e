import type { DependencyMap } from '../../model/map.ts';
import { namesOf } from '../follow.ts';
import { countsLabel, lineStyle } from './labels.ts';

/** The map as a Mermaid flowchart; nodes are numbered, labelled by name. */
export function toMermaid(map: DependencyMap): string {
  const numbers = new Map(map.services.map(({ id }, at) => [id, `s${at}`]));
  const name = namesOf(map);
  const nodes = map.services.map(({ id }) => `  ${numbers.get(id)}["${escaped(name(id))}"]`);
  const edges = map.dependencies.map((d) => {
    const arrow = lineStyle(d) === 'solid' ? '-->' : '-.->';
    return `  ${numbers.get(d.client)} ${arrow}|"${countsLabel(d)}"| ${numbers.get(d.server)}`;
  });
  return ['flowchart LR', ...nodes, ...edges, ''].join('\n');
}

function escaped(text: string): string {
  return text.replace(/["#<>&\r\n]/g, (character) => `#${character.charCodeAt(0)};`);
}
