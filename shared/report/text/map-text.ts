import type { DependencyMap } from '../../model/map.ts';
import { byId } from '../../graph/graph.ts';
import { count, counted } from '../../map/words.ts';
import { lookupsBalance, namesFrom, windowText } from '../words.ts';
import { textTable, wrapped } from './table.ts';

/** The map as a table for people, one dependency a line. */
export function mapText(map: DependencyMap): string {
  const name = namesFrom(map.services);
  const rows = [...map.dependencies]
    .sort((a, b) => byId(name(a.client), name(b.client)) || byId(name(a.server), name(b.server)))
    .map((d) => [
      name(d.client),
      name(d.server),
      count(d.lookups),
      count(d.failures),
      count(d.contested),
      d.carried ? 'before the window' : Object.keys(d.regions).sort(byId).join(' '),
    ]);
  const table = textTable(
    [
      { head: 'client', max: 23 },
      { head: 'server', max: 23 },
      { head: 'lookups', right: true },
      { head: 'failed', right: true },
      { head: 'contested', right: true },
      { head: 'regions', max: 20 },
    ],
    rows,
  );
  const head = `${counted(map.services.length, 'service')}, ${counted(rows.length, 'dependency')}, ${windowText(map.window)}`;
  return [head, '', table, '', wrapped(`${lookupsBalance(map.lookups)}.`, '  '), ''].join('\n');
}
