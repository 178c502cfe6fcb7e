import type { PolicyVerdict, RuleState, RuleUse } from '../model/policy.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import type { Fleet } from './fleet.ts';
import { validIn } from './phases.ts';
import type { Phase, ReplayFacts } from './replay.ts';
import { pairKey } from '../map/pairs.ts';
import { isNarrower, type Policy, type Rule } from './rule.ts';
import { selects, type Selector } from './selector.ts';
import { oneOf, type Truth } from './truth.ts';

/** So many comparisons a replay spends on finding shadowed rules; a rule that is not finished by then is called unused. */
const MOST_COMPARISONS = 20_000_000;
/** So many of the rules that win over a shadowed one are named. */
const MOST_NAMED = 5;

/** Which services a rule covers in a phase, by class: services that no selector of the policies tells apart are one class. */
interface Coverage {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly clients: readonly Truth[];
  readonly servers: readonly Truth[];
}

/** A phase with its rules and classes of services; `sizes`: services of each class. */
interface Ground {
  readonly coverages: readonly Coverage[];
  readonly sizes: readonly number[];
}

/** Every rule that is valid at some time of the window, and what came of it; isolating policies stand for the rule that all else is denied. */
export function ruleUses({ phases, policies }: ReplayFacts, verdicts: readonly PolicyVerdict[]): RuleUse[] {
  const grounds = phases.map(({ part, fleet }) => groundOf(validIn(policies, part), fleet));
  const named = groupBy(
    verdicts.flatMap((one) => one.rules.map((rule) => ({ rule, one }))),
    ({ rule }) => rule,
  );
  const budget = { left: MOST_COMPARISONS };
  const use = (policy: Policy, id: string, text: string, action: Policy['action'], found: () => Found): RuleUse => {
    const those = (named.get(id) ?? []).map(({ one }) => one);
    const open = those.filter(({ verdict }) => verdict === 'undecided');
    const seen = those.filter(({ verdict }) => verdict !== 'undecided');
    const sum = (of: (one: PolicyVerdict) => number) => seen.reduce((all, one) => all + of(one), 0);
    const { state, shadowedBy } = seen.length > 0 ? USED : open.length > 0 ? UNDECIDED : found();
    return {
      id,
      text,
      dialect: policy.dialect,
      action,
      from: policy.from,
      to: policy.to,
      citation: policy.citation,
      state,
      dependencies: new Set(seen.map(pairKey)).size,
      lookups: sum(({ lookups }) => lookups),
      connections: sum(({ connections }) => connections),
      undecided: new Set(open.map(pairKey)).size,
      shadowedBy,
    };
  };
  return policies
    .filter((policy) => phases.some(({ part }) => validIn([policy], part).length > 0))
    .flatMap((policy) => [
      ...policy.rules.map((rule) =>
        use(policy, rule.id, rule.text, policy.action, () => stateOf(rule, grounds, budget)),
      ),
      ...(policy.isolates
        ? [
            use(policy, policy.id, `${policy.name}: nothing else, ${policy.direction}`, 'deny', () =>
              guarded(policy, phases),
            ),
          ]
        : []),
    ])
    .sort((a, b) => byId(a.id, b.id));
}

interface Found {
  readonly state: RuleState;
  readonly shadowedBy: readonly string[];
}
const USED: Found = { state: 'used', shadowedBy: [] };
const UNDECIDED: Found = { state: 'undecided', shadowedBy: [] };

function guarded(policy: Policy, phases: readonly Phase[]): Found {
  const any = phases.some(({ fleet }) =>
    [...fleet.values()].some((some) => some.some((one) => selects(policy.guards, one) !== 'no')),
  );
  return { state: any ? 'unused' : 'unmatched', shadowedBy: [] };
}

function groundOf(policies: readonly Policy[], fleet: Fleet): Ground {
  const rules = policies.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
  const ends = rules.map(({ policy, rule }) => {
    const own: Selector = { kind: 'all', of: [policy.guards, rule.own] };
    return policy.direction === 'ingress' ? ([rule.peers, own] as const) : ([own, rule.peers] as const);
  });
  const told = [...fleet.values()].map((workloads) =>
    ends.map((end) => end.map((selector) => oneOf(workloads.map((one) => selects(selector, one))))),
  );
  const classes = [...groupBy(told, (one) => JSON.stringify(one)).values()];
  return {
    sizes: classes.map(({ length }) => length),
    coverages: rules.map((rule, at) => ({
      ...rule,
      clients: classes.map(([one]) => one?.[at]?.[0] ?? 'no'),
      servers: classes.map(([one]) => one?.[at]?.[1] ?? 'no'),
    })),
  };
}

/** A rule that decided nothing: whether it could have. */
function stateOf(rule: Rule, grounds: readonly Ground[], budget: { left: number }): Found {
  const winners = new Set<string>();
  let pairs = 0;
  for (const { coverages, sizes } of grounds) {
    const own = coverages.find((one) => one.rule.id === rule.id);
    for (const client of own ? coveredBy(own.clients) : []) {
      const near = coverages.filter(({ clients }) => clients[client] !== 'no');
      const rivals = near.filter((one) => own && beats(one, own) && one.clients[client] === 'yes');
      for (const server of own ? coveredBy(own.servers) : []) {
        if (client === server && sizes[client] === 1) continue;
        pairs += 1;
        budget.left -= near.length + 1;
        const won = rivals.filter((one) => one.servers[server] === 'yes');
        const last = won.filter(
          (one) => !near.some((other) => other.servers[server] !== 'no' && overrules(other, one)),
        );
        if (last.length === 0 || budget.left < 0) return { state: 'unused', shadowedBy: [] };
        for (const one of last) winners.add(one.rule.id);
      }
    }
  }
  if (pairs === 0) return { state: 'unmatched', shadowedBy: [] };
  return { state: 'shadowed', shadowedBy: [...winners].sort(byId).slice(0, MOST_NAMED) };
}

/** The classes that an end of a rule covers, or may cover. A service alone in its class is no pair with itself. */
function coveredBy(end: readonly Truth[]): number[] {
  return [...end.keys()].filter((at) => end[at] !== 'no');
}

/** Whether a rule always wins over the other where both fit: at the same gate, whatever is asked on whatever port. */
function beats(one: Coverage, other: Coverage): boolean {
  const sameGate = one.policy.dialect === other.policy.dialect && one.policy.direction === other.policy.direction;
  if (!sameGate || one.rule.ports !== null || one.rule.conditions.length > 0) return false;
  if (isNarrower(one.rule, other.rule)) return true;
  return one.policy.action === 'deny' && other.policy.action !== 'deny' && !isNarrower(other.rule, one.rule);
}

/** Whether a third rule takes the win from one that beats another. */
function overrules(third: Coverage, one: Coverage): boolean {
  return third !== one && isNarrower(third.rule, one.rule);
}
