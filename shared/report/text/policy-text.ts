import type { PolicyReport, PolicyVerdict, RuleUse, Verdict } from '../../model/policy.ts';
import type { Service } from '../../model/map.ts';
import { count, counted } from '../../map/words.ts';
import { seenText } from '../../policy/words.ts';
import { instant, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { cited } from './cited.ts';
import { wrapped } from './table.ts';

const HEADS: readonly (readonly [Verdict, string])[] = [
  ['denied', 'Denied, yet seen'],
  ['undecided', 'Cannot be told'],
  ['not-covered', 'Not covered by any rule'],
  ['allowed', 'Allowed'],
];
type Name = (id: string) => string;

/** The policies held against what was seen, for people: crossings between tenants first, then verdict by verdict, then the rules. */
export function policyText(report: PolicyReport, services: readonly Pick<Service, 'id' | 'name'>[]): string {
  const name = namesFrom(services);
  const called = namesFrom(report.rules.map(({ id, text }) => ({ id, name: text })));
  const { counts, crossings, verdicts, rules, window } = report;
  const [across, inside] = [
    verdicts.filter(({ crossing }) => crossing !== null),
    verdicts.filter(({ crossing }) => crossing === null),
  ];
  return [
    `Policies, ${windowText(window)}`,
    '',
    wrapped(
      `${crossingsText(crossings, across.length)}; ${count(counts.denied)} denied yet seen, ${count(counts.undecided)} cannot be told, ` +
        `${count(counts['not-covered'])} not covered, ${count(counts.allowed)} allowed.${idleText(rules)}`,
      '  ',
    ),
    ...report.notes.map((note) => wrapped(note, '  ')),
    ...section(
      'Crossings between tenants',
      across.map((one) => crossingLine(one, name)),
    ),
    ...HEADS.flatMap(([verdict, head]) =>
      section(
        head,
        inside.filter((one) => one.verdict === verdict).map((one) => line(one, name)),
      ),
    ),
    ...section(
      'Rules',
      rules.map((rule) => ruleLine(rule, called)),
    ),
    '',
  ].join('\n');
}

/** How many dependencies cross, and in how many verdicts where policies say different things of one. */
function crossingsText(crossings: number, verdicts: number): string {
  const text = `${counted(crossings, 'dependency')} ${crossings === 1 ? 'crosses' : 'cross'} between tenants`;
  return verdicts === crossings ? text : `${text}, in ${counted(verdicts, 'verdict')}`;
}

/** How many rules allow what was never seen, and how many are shadowed; nothing where none is. */
function idleText(rules: readonly RuleUse[]): string {
  const allowed = rules.filter(({ state, action }) => state === 'unused' && action === 'allow').length;
  const shadowed = rules.filter(({ state }) => state === 'shadowed').length;
  const idle = [
    ...(allowed > 0 ? [`${count(allowed)} allowed and never seen`] : []),
    ...(shadowed > 0 ? [`${count(shadowed)} shadowed`] : []),
  ];
  return idle.length === 0 ? '' : ` Rules: ${idle.join(', ')}.`;
}

function crossingLine(one: PolicyVerdict, name: Name): string {
  const tenants = one.crossing ? `${one.crossing.from} → ${one.crossing.to}, ` : '';
  return line(one, name, `${tenants}${one.verdict}: `);
}

function line(one: PolicyVerdict, name: Name, before = ''): string {
  const regions = one.regions ? ` (${one.regions.from ?? 'unknown'} → ${one.regions.to ?? 'unknown'})` : '';
  const [first, last] = [instant(one.firstSeen), instant(one.lastSeen)];
  const when = first === last ? first : `${first} – ${last}`;
  const worth = one.verdict === 'allowed' ? [] : one.evidence;
  const cited = worth.map(({ citation }) => `${citation.path}:${citation.line}`).join(', ');
  return wrapped(
    `${before}${name(one.client)} → ${name(one.server)}${regions}, ${seenText(one)}, ${when}; ${one.why}` +
      (cited === '' ? '' : ` [${cited}]`),
    '    ',
  );
}

function ruleLine(rule: RuleUse, called: Name): string {
  return wrapped(cited(`${rule.text}: ${cameOf(rule, called)}`, rule.citation), '    ');
}

function cameOf({ state, dependencies, lookups, connections, undecided, shadowedBy }: RuleUse, called: Name): string {
  switch (state) {
    case 'used':
      return `decided ${counted(dependencies, 'dependency')}, ${counted(lookups, 'lookup')}, ${counted(connections, 'connection')}`;
    case 'undecided':
      return `cannot be told, undecided for ${counted(undecided, 'dependency')}`;
    case 'shadowed':
      return `shadowed, ${shadowedBy.map((id) => `“${called(id)}”`).join(', ')} always wins`;
    case 'unmatched':
      return 'covers no two services in this window';
    case 'unused':
      return 'never seen used';
  }
}

const section = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `${head}:`, ...lines.map((text) => `  ${text}`)];
