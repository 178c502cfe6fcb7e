import type { DependencyMap } from '../../model/map.ts';
import { toIso } from '../../model/time.ts';
import { namesOf } from '../follow.ts';
import { declaredAlone } from '../pairs.ts';
import { csvText } from './csv.ts';
import { regionList } from './labels.ts';

/**
 * The map as CSV, one dependency a line: client and server (service ids) with their names, lookups, contested and
 * failures (counts of the window), first_seen and last_seen (ISO 8601, UTC), regions (`name=lookups`, sorted, `;`
 * between) and carried (`true` where it was seen before the window only). A map with connections has two columns more:
 * connections (of the window) and witness (dns, connection or both). One that holds what is declared has a last one, declared (`true` or
 * `false`, empty where it is not known), and after the dependencies a line for each that is declared and was seen by neither: of no
 * counts, no times, and the witness declared.
 */
export function toCsv(map: DependencyMap): string {
  const name = namesOf(map);
  const connected = map.connections !== undefined;
  const declares = map.declaredOnly !== undefined;
  const columns =
    'client,client_name,server,server_name,lookups,contested,failures,first_seen,last_seen,regions,carried';
  const rows = map.dependencies.map((d) => [
    d.client,
    name(d.client),
    d.server,
    name(d.server),
    d.lookups,
    d.contested,
    d.failures,
    toIso(d.firstSeen),
    toIso(d.lastSeen),
    regionList(d.regions),
    String(d.carried),
    ...(connected ? [d.connections ?? 0, d.witness ?? ''] : []),
    ...(declares ? [String(d.declared ?? '')] : []),
  ]);
  const declared = declaredAlone(map).map(({ client, server, witness }) => [
    ...[client, name(client), server, name(server), 0, 0, 0, '', '', '', 'false'],
    ...(connected ? [0, witness] : []),
    'true',
  ]);
  const head = [
    ...columns.split(','),
    ...(connected ? ['connections', 'witness'] : []),
    ...(declares ? ['declared'] : []),
  ];
  return csvText([head, ...rows, ...declared]);
}
