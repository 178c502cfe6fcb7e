import { contradictsNothing } from '../../audit/audit.ts';
import { outcomeOf } from '../../audit/outcome.ts';
import type { Audit, AuditFinding } from '../../model/audit.ts';
import { auditKind } from '../../model/audit.ts';
import type { ConnectionTotals, Service } from '../../model/map.ts';
import { count, counted } from '../../map/words.ts';
import { connectionsBalance, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { cited } from './cited.ts';
import { textTable, wrapped } from './table.ts';

/**
 * The findings of an audit for people: what the window comes to, then a table, one finding a line, the weightiest first; under each that
 * contradicts what was found, what was expected and the records; below it the balance of the connections and what limits the audit.
 * `whole`: all findings of the window, where `audit` is a part of them.
 */
export function auditText(
  audit: Audit,
  services: readonly Pick<Service, 'id' | 'name'>[],
  connections: ConnectionTotals | undefined,
  whole: Audit = audit,
): string {
  const name = namesFrom(services);
  const { agreed, 'not-covered': uncovered } = audit.counts;
  const kinds = auditKind.options.filter((kind) => !contradictsNothing(kind) && audit.counts[kind] > 0);
  const tally = kinds.map((kind) => `${kind} ${count(audit.counts[kind])}`).join(', ');
  const found = kinds.reduce((sum, kind) => sum + audit.counts[kind], 0);
  const beside = [
    ...(agreed > 0 ? [`${counted(agreed, 'dependency')} agreed`] : []),
    ...(uncovered > 0 ? [`${count(uncovered)} not covered by a log that could contradict`] : []),
  ].join(', ');
  const table = textTable(
    [
      { head: 'finding', max: 16 },
      { head: 'why', max: 20 },
      { head: 'client', max: 22, names: true },
      { head: 'server', max: 22, names: true },
      { head: 'lookups', right: true },
      { head: 'failed', right: true },
      { head: 'connected', right: true },
    ],
    audit.findings.map((finding) => rowOf(finding, name)),
    audit.findings.map(explained),
  );
  const below = [...(connections ? [`${connectionsBalance(connections)}.`] : []), ...audit.notes];
  return [
    wrapped(`${whole === audit ? '' : 'The whole window: '}${outcomeOf(whole).text}`, '  '),
    `${counted(found, 'finding')}, ${windowText(audit.window)}${tally === '' ? '' : `: ${tally}`}`,
    ...(beside === '' ? [] : [`Besides: ${beside}`]),
    ...(audit.findings.length > 0 ? ['', table] : []),
    '',
    ...below.map((line) => wrapped(line, '  ')),
    '',
  ].join('\n');
}

function rowOf(finding: AuditFinding, name: (id: string) => string): readonly string[] {
  const { kind, why, client, server, lookups, failures, connections } = finding;
  return [kind, why ?? '', name(client), name(server), count(lookups), count(failures), count(connections)];
}

/** What a finding that contradicts says, what complete logs would show, and the records that it rests on; nothing of one that does not. */
function explained({ kind, text, expected, evidence }: AuditFinding): readonly string[] {
  if (contradictsNothing(kind)) return [];
  const said = [text, `Expected: ${expected}`, ...evidence.map(({ text: what, citation }) => cited(what, citation))];
  return said.map((one) => `    ${wrapped(one, '      ')}`);
}
