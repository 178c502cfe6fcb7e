import { namesFrom } from '../../map/names.ts';
import type { Comparison } from '../../model/comparison.ts';
import { CLASS_NAMES, comparisonInBrief, differenceInWords, hourly, SIGNS } from '../../comparison/told.ts';
import { counted } from '../../map/words.ts';
import { windowText } from '../words.ts';
import { textTable, wrapped } from './table.ts';

/** A comparison as a table for people: what differs, one dependency a line, and under it why. */
export function comparisonText(comparison: Comparison): string {
  const { window, against, againstCase, services, dependencies } = comparison;
  const name = namesFrom(services);
  const changed = dependencies.filter(({ change }) => change !== 'same');
  const head = [
    `${windowText(window)}, against ${windowText(against)}${againstCase ? ` of ${againstCase.path}` : ''}`,
    wrapped(
      `${comparisonInBrief(comparison)}. Lookups are per hour of the time that the DNS logs of the client cover.`,
      '  ',
    ),
  ];
  const table = textTable(
    [
      { head: '' },
      { head: 'client', max: 24, names: true },
      { head: 'server', max: 24, names: true },
      { head: 'per hour', right: true },
      { head: 'against', right: true },
      { head: 'why' },
      { head: 'what differs', max: 44 },
    ],
    changed.map((one) => [
      `${SIGNS[one.change]} ${CLASS_NAMES[one.change]}`,
      name(one.client),
      name(one.server),
      hourly(one.window),
      hourly(one.against),
      [...new Set(one.causes.map(({ kind }) => kind))].join(', '),
      differenceInWords(one),
    ]),
  );
  const why = [
    ...services
      .filter(({ change }) => change !== 'same')
      .map(({ name: called, formerName, change, causes }) => ({
        title: `Service ${called}: ${change}${change === 'renamed' && formerName !== null ? ` (was ${formerName})` : ''}`,
        causes,
      })),
    ...changed.map(({ client, server, change, causes }) => ({
      title: `${name(client)} → ${name(server)}: ${CLASS_NAMES[change]}`,
      causes,
    })),
  ].map(({ title, causes }) =>
    [
      title,
      ...causes.map(({ kind, text, citations }) => {
        const records = citations.map(
          ({ side, path, line }) => `${path}:${line}${side === 'against' ? ' (against)' : ''}`,
        );
        return `    ${wrapped(`${kind}: ${text}`, '      ')}${records.length > 0 ? `\n      ${records.join('\n      ')}` : ''}`;
      }),
    ].join('\n'),
  );
  if (changed.length === 0 && why.length === 0)
    return [...head, '', `Nothing differs in ${counted(dependencies.length, 'dependency')}.`, ''].join('\n');
  return [...head, '', ...(changed.length > 0 ? [table, ''] : []), 'Why', '', ...why, ''].join('\n');
}
