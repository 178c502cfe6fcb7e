import type { AuditFinding } from '../../../shared/model/audit.ts';
import { auditKind } from '../../../shared/model/audit.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { KIND_WORDS, WHY_WORDS } from '../../../shared/audit/words.ts';
import type { AuditChoices, FindingGroup } from '../../store/audit-choices.ts';

/** A group of findings; without a heading where they are not grouped. */
export interface FindingGroupOf {
  readonly key: string;
  readonly label: string | null;
  readonly open: boolean;
  readonly findings: readonly AuditFinding[];
}

type Name = (service: ServiceId) => string;
type Asked = Pick<AuditChoices, 'kinds' | 'why' | 'service' | 'text'>;

/** The findings that fit what is asked for: by kind, reason, service, and a text in what is said, in a name or in the path of its evidence. */
export function chosenFindings(findings: readonly AuditFinding[], asked: Asked, nameOf: Name): readonly AuditFinding[] {
  const sought = asked.text.trim().toLowerCase();
  return findings.filter(
    (one) =>
      (asked.kinds.length === 0 || asked.kinds.includes(one.kind)) &&
      (asked.why === null || one.why === asked.why) &&
      (asked.service === null || one.client === asked.service || one.server === asked.service) &&
      (sought === '' || saidIn(one, nameOf).includes(sought)),
  );
}

function saidIn({ client, server, text, why, kind, evidence }: AuditFinding, nameOf: Name): string {
  const reason = why === null ? '' : WHY_WORDS[why];
  const ends = `${nameOf(client)} → ${nameOf(server)} ${client} ${server}`;
  const cited = evidence.map(({ citation: { path, line } }) => `${path}:${line}`).join(' ');
  return `${ends} ${KIND_WORDS[kind].name} ${reason} ${text} ${cited}`.toLowerCase();
}

/** The findings in the order and the groups that are asked for. */
export function arrangeFindings(
  findings: readonly AuditFinding[],
  { group, sort, folded }: Pick<AuditChoices, 'group' | 'sort' | 'folded'>,
  nameOf: Name,
): readonly FindingGroupOf[] {
  const by: Readonly<Record<typeof sort, (a: AuditFinding, b: AuditFinding) => number>> = {
    weight: (a, b) => b.weight - a.weight,
    client: (a, b) => nameOf(a.client).localeCompare(nameOf(b.client), 'en'),
    server: (a, b) => nameOf(a.server).localeCompare(nameOf(b.server), 'en'),
    uses: (a, b) => usesOf(b) - usesOf(a),
    last: (a, b) => (b.lastSeen ?? -Infinity) - (a.lastSeen ?? -Infinity) || 0,
  };
  const ordered = findings.toSorted((a, b) => by[sort](a, b) || b.weight - a.weight);
  if (group === 'none') return [{ key: 'all', label: null, open: true, findings: ordered }];
  const groups = [...groupBy(ordered, (one) => groupOf(one, group, nameOf)).entries()].map(([label, members]) => {
    const key = `${group} ${label}`;
    return { key, label, open: !folded.includes(key), findings: members };
  });
  return group === 'kind' ? groups.toSorted((a, b) => kindAt(a) - kindAt(b)) : groups;
}

const kindAt = ({ findings: [first] }: FindingGroupOf): number => (first ? auditKind.options.indexOf(first.kind) : 0);

const usesOf = ({ lookups, failures, connections }: AuditFinding): number => Math.max(lookups + failures, connections);

function groupOf(one: AuditFinding, group: Exclude<FindingGroup, 'none'>, nameOf: Name): string {
  if (group === 'kind') return KIND_WORDS[one.kind].name;
  if (group === 'why') return one.why === null ? 'no nearer reason' : WHY_WORDS[one.why];
  return nameOf(one[group]);
}

/** A finding as text that can stand in a message: what, where, and the records that it rests on. */
export function findingText(one: AuditFinding, nameOf: Name): string {
  const why = one.why === null ? '' : ` (${WHY_WORDS[one.why]})`;
  return [
    `${nameOf(one.client)} → ${nameOf(one.server)}: ${KIND_WORDS[one.kind].name}${why}`,
    one.text,
    `Expected: ${one.expected}`,
    ...one.evidence.map(({ text, citation: { path, line } }) => `${text}: ${path} : ${line}`),
  ].join('\n');
}
