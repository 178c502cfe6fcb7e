import type { ServiceId } from '../../../shared/model/map.ts';
import type { PolicyReport, PolicyVerdict, RuleUse } from '../../../shared/model/policy.ts';
import { seenText } from '../../../shared/policy/words.ts';

/** A line of the policies: what was seen and is judged, or a rule and what came of it. */
export type PolicyLine =
  { readonly kind: 'verdict'; readonly verdict: PolicyVerdict } | { readonly kind: 'rule'; readonly rule: RuleUse };

export interface PolicyGroup {
  readonly key: string;
  readonly label: string;
  readonly means: string;
  readonly open: boolean;
  readonly lines: readonly PolicyLine[];
}

type Name = (service: ServiceId) => string;
interface Asked {
  readonly service: ServiceId | null;
  readonly text: string;
  readonly folded: readonly string[];
}

const RULES = {
  used: ['rules used', 'Rules used', 'decided a dependency that was seen'],
  undecided: [
    'rules undecided',
    'Rules that cannot be told',
    'a dependency that was seen hangs on what is not in evidence',
  ],
  unused: ['rules unused', 'Allowed or denied, never seen', 'covers services of the case, and nothing that was seen'],
  shadowed: ['rules shadowed', 'Shadowed rules', 'never decides, because other rules always win'],
  unmatched: ['rules unmatched', 'Rules that fit nothing', 'covers no two services in this window'],
} as const;

/**
 * What the policies say, what has to be answered first: crossings between tenants, denied yet seen, cannot be told, allowed and never
 * seen, not covered, shadowed rules, rules that fit nothing, allowed, rules used. Empty groups are left out.
 */
export function policyGroups(
  report: PolicyReport,
  { service, text, folded }: Asked,
  nameOf: Name,
): readonly PolicyGroup[] {
  const sought = text.trim().toLowerCase();
  const verdicts = report.verdicts.filter(
    (one) =>
      (service === null || one.client === service || one.server === service) &&
      verdictText(one, nameOf).toLowerCase().includes(sought),
  );
  const rules = report.rules.filter((rule) => ruleText(rule).toLowerCase().includes(sought));
  const within = verdicts.filter(({ crossing }) => crossing === null);
  const group = (key: string, label: string, means: string, lines: readonly PolicyLine[]) => {
    return { key, label, means, lines, open: !folded.includes(key) };
  };
  const judged = (verdict: PolicyVerdict['verdict'], label: string, means: string) =>
    group(`verdict ${verdict}`, label, means, within.filter((one) => one.verdict === verdict).map(lineOf));
  const ruled = (state: RuleUse['state']) => {
    const lines = rules.filter((rule) => rule.state === state).map((rule): PolicyLine => ({ kind: 'rule', rule }));
    const [key, label, means] = RULES[state];
    return group(key, label, means, lines);
  };
  const crossings = verdicts.filter(({ crossing }) => crossing !== null).map(lineOf);
  return [
    group('verdict crossing', 'Crossings between tenants', 'client and server belong to different tenants', crossings),
    judged('denied', 'Denied, yet seen', 'a rule forbids it, or nothing allows it where only what is allowed may pass'),
    judged('undecided', 'Cannot be told', 'the evidence does not tell what the rules need to know'),
    ruled('undecided'),
    ruled('unused'),
    judged('not-covered', 'Not covered by any rule', 'no rule speaks of it'),
    ruled('shadowed'),
    ruled('unmatched'),
    judged('allowed', 'Allowed and seen', 'a rule allows it'),
    ruled('used'),
  ].filter(({ lines }) => lines.length > 0);
}

const lineOf = (verdict: PolicyVerdict): PolicyLine => ({ kind: 'verdict', verdict });

/** A verdict as text with the records that it rests on. */
export function verdictText(one: PolicyVerdict, nameOf: Name): string {
  const { client, server, verdict, crossing, why, evidence } = one;
  const tenants = crossing ? ` (${crossing.from} → ${crossing.to})` : '';
  const cited = evidence.map(({ text, citation: { path, line } }) => `${text}: ${path} : ${line}`);
  return [`${nameOf(client)} → ${nameOf(server)}${tenants}, ${seenText(one)}: ${verdict}; ${why}`, ...cited].join('\n');
}

/** A rule as text with its place. */
export function ruleText({ text, state, dialect, citation }: RuleUse): string {
  return `${text}: ${state}, ${dialect}${citation ? `\n${citation.path} : ${citation.line}` : ''}`;
}
