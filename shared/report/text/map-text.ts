import type { DependencyMap } from '../../model/map.ts';
import { byId } from '../../graph/graph.ts';
import { count, counted, snapshotsText } from '../../map/words.ts';
import { assumedValid } from '../assumed-valid.ts';
import { connectionsBalance, lookupsBalance, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { textTable, wrapped } from './table.ts';

/**
 * The map as a table for people, one dependency a line; connections, those over shared addresses and who saw it only where there are any.
 * `of`: what its nodes are; `below`: lines between table and balance.
 */
export function mapText(map: DependencyMap, of = 'service', below: readonly string[] = []): string {
  const name = namesFrom(map.services);
  const connected = (map.connections?.total ?? 0) > 0;
  const shared = map.dependencies.some(({ sharedConnections = 0 }) => sharedConnections > 0);
  const rows = [...map.dependencies]
    .sort((a, b) => byId(name(a.client), name(b.client)) || byId(name(a.server), name(b.server)))
    .map((d) => [
      name(d.client),
      name(d.server),
      count(d.lookups),
      count(d.failures),
      count(d.contested),
      ...(connected ? [count(d.connections ?? 0)] : []),
      ...(shared ? [count(d.sharedConnections ?? 0)] : []),
      ...(connected ? [d.witness ?? 'dns'] : []),
      d.carried ? 'before the window' : Object.keys(d.regions).sort(byId).join(' '),
    ]);
  const table = textTable(
    [
      { head: 'client', max: 23, names: true },
      { head: 'server', max: 23, names: true },
      { head: 'lookups', right: true },
      { head: 'failed', right: true },
      { head: 'contested', right: true },
      ...(connected ? [{ head: 'connected', right: true }] : []),
      ...(shared ? [{ head: 'shared', right: true }] : []),
      ...(connected ? [{ head: 'seen by' }] : []),
      { head: 'regions', max: 20 },
    ],
    rows,
  );
  const head = `${counted(map.services.length, of)}, ${counted(rows.length, 'dependency')}, ${windowText(map.window)}`;
  return [
    head,
    '',
    table,
    '',
    ...below,
    ...(below.length > 0 ? [''] : []),
    wrapped(`${lookupsBalance(map.lookups)}.`, '  '),
    ...connectionLines(map),
    ...assumedValid(map.services, map).map((line) => wrapped(line, '  ')),
    '',
  ].join('\n');
}

function connectionLines({ connections, undirected = [], services }: DependencyMap): readonly string[] {
  if (!connections || connections.total === 0) return [];
  const name = namesFrom(services);
  const pairs = undirected.map(
    ({ services: [one, other], connections: n }) => `${name(one)} – ${name(other)} ${count(n)}`,
  );
  return [
    wrapped(`${connectionsBalance(connections)}.`, '  '),
    ...snapshotsText(connections.snapshotHosts).map((line) => wrapped(`${line}.`, '  ')),
    ...(pairs.length > 0 ? [wrapped(`Without a known direction, never followed: ${pairs.join(', ')}.`, '  ')] : []),
  ];
}
