import type { Dependency, DependencyMap } from '../../model/map.ts';
import { byId } from '../../graph/graph.ts';
import { DECLARED_ALONE } from '../../map/export/labels.ts';
import { declaredAlone, type Pair } from '../../map/pairs.ts';
import { count, counted, snapshotsText } from '../../map/words.ts';
import { assumedValid } from '../assumed-valid.ts';
import { connectionsBalance, lookupsBalance, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { textTable, wrapped } from './table.ts';

/**
 * The map as a table for people, one dependency a line, also of those that are declared and were seen by neither witness; connections, those
 * over shared addresses, and who saw or declared it only where there are any.
 * `of`: what its nodes are; `below`: lines between table and balance.
 */
export function mapText(map: DependencyMap, of = 'service', below: readonly string[] = []): string {
  const name = namesFrom(map.services);
  const connected = (map.connections?.total ?? 0) > 0;
  const shared = map.dependencies.some(({ sharedConnections = 0 }) => sharedConnections > 0);
  const alone = declaredAlone(map);
  const told = connected || alone.length > 0 || map.dependencies.some(({ declared }) => declared);
  const row = (pair: Pair, counts: Partial<Dependency>, seenBy: string, regions: string) => [
    name(pair.client),
    name(pair.server),
    count(counts.lookups ?? 0),
    count(counts.failures ?? 0),
    count(counts.contested ?? 0),
    ...(connected ? [count(counts.connections ?? 0)] : []),
    ...(shared ? [count(counts.sharedConnections ?? 0)] : []),
    ...(told ? [seenBy] : []),
    regions,
  ];
  const seen = (d: Dependency) =>
    row(
      d,
      d,
      `${d.witness ?? 'dns'}${d.declared ? ', declared' : ''}`,
      d.carried ? 'before the window' : Object.keys(d.regions).sort(byId).join(' '),
    );
  const rows = [
    ...map.dependencies.map((d) => ({ pair: d, cells: seen(d) })),
    ...alone.map((pair) => ({ pair, cells: row(pair, {}, DECLARED_ALONE, '') })),
  ]
    .sort((a, b) => byId(name(a.pair.client), name(b.pair.client)) || byId(name(a.pair.server), name(b.pair.server)))
    .map(({ cells }) => cells);
  const table = textTable(
    [
      { head: 'client', max: 23, names: true },
      { head: 'server', max: 23, names: true },
      { head: 'lookups', right: true },
      { head: 'failed', right: true },
      { head: 'contested', right: true },
      ...(connected ? [{ head: 'connected', right: true }] : []),
      ...(shared ? [{ head: 'shared', right: true }] : []),
      ...(told ? [{ head: 'seen by' }] : []),
      { head: 'regions', max: 20 },
    ],
    rows,
  );
  const head = [
    counted(map.services.length, of),
    counted(map.dependencies.length, 'dependency'),
    ...(alone.length > 0 ? [`${count(alone.length)} ${DECLARED_ALONE}`] : []),
    windowText(map.window),
  ].join(', ');
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
