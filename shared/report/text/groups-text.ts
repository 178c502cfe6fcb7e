import { ATTRIBUTE_WORDS } from '../../policy/attribute-words.ts';
import type { GroupedMap } from '../../policy/group-map.ts';
import type { TenantMap } from '../../policy/tenant-map.ts';
import { count, counted } from '../../map/words.ts';
import { textTable, wrapped } from './table.ts';

/** The groups of a map as a table for people: how many services, and what they need of each other. */
export function groupsText({ by, groups, connections }: GroupedMap): string {
  const connected = (connections?.total ?? 0) > 0;
  const table = textTable(
    [
      { head: ATTRIBUTE_WORDS[by], max: 40, names: true },
      { head: 'services', right: true },
      { head: 'dependencies inside', right: true },
      { head: 'lookups inside', right: true },
      ...(connected ? [{ head: 'connected inside', right: true }] : []),
      { head: 'regions', max: 20 },
    ],
    groups.map(({ name, services, inside, regions }) => [
      name,
      count(services.length),
      count(inside?.pairs ?? 0),
      count(inside?.lookups ?? 0),
      ...(connected ? [count(inside?.connections ?? 0)] : []),
      regions.join(' '),
    ]),
  );
  return `${table}\n`;
}

/** What is not shown in the map of one tenant, in sentences. */
export function tenantText({ tenant, others, uncertain }: Omit<TenantMap, 'map'>): string {
  const hidden = others.map(({ id, services }) => `${id} (${counted(services, 'service')})`).join(', ');
  return [
    wrapped(`The map of ${tenant}. Others: ${hidden || 'none'}.`, '  '),
    ...(uncertain > 0
      ? [
          wrapped(
            `${counted(uncertain, 'service')} left out: of ${tenant} only for a part of the window, or by some records.`,
            '  ',
          ),
        ]
      : []),
    '',
  ].join('\n');
}
