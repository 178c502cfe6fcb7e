import type { Infrastructure } from '../../model/infrastructure.ts';
import { INFRASTRUCTURE_NAMES } from '../../map/infrastructure-words.ts';
import { count, counted } from '../../map/words.ts';
import { windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { textTable, wrapped } from './table.ts';

/** What was kept apart as infrastructure, for people: each source and form of names with its mark, and what may be one. */
export function infrastructureText(
  { window, lookups, subjects, suspects, leftOut }: Infrastructure,
  services: readonly { readonly id: string; readonly name: string }[],
): string {
  const name = namesFrom(services);
  const total = Object.values(lookups).reduce((sum, n) => sum + n, 0);
  const table = textTable(
    [
      { head: 'what' },
      { head: 'source or names', max: 34, names: true },
      { head: 'lookups', right: true },
      { head: 'known by' },
    ],
    subjects.map(({ kind, subject, lookups: n, mark, says }) => [
      INFRASTRUCTURE_NAMES[kind],
      subject,
      count(n),
      says === null ? mark : `${mark} (${says.path}: ${says.line})`,
    ]),
  );
  return [
    `${counted(total, 'lookup')} of infrastructure, ${windowText(window)}: unresolved in the balance, no dependency of any service`,
    ...(subjects.length > 0 ? ['', table] : []),
    ...suspects.map(
      (one) =>
        `\n${wrapped(`${name(one.service)} looked up ${one.servers} of ${one.services} services: it may pass on the lookups of others. It counts as a client.`, '  ')}`,
    ),
    ...(leftOut.length > 0 ? ['', 'Left out on reading:'] : []),
    ...leftOut.map(({ path, reason, records }) => `  ${path}: ${counted(records, 'record')} ${reason}`),
    '',
  ].join('\n');
}
