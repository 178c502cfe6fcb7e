import type { Verdict } from '../model/policy.ts';
import { groupBy } from '../graph/group.ts';
import { isNarrower, opens, type Goal, type Policy, type Rule } from './rule.ts';
import { selects } from './selector.ts';
import { allOf, type Truth } from './truth.ts';
import type { Workload } from './workload.ts';

/** What policies say of one client and one server: the rules that decide, and the policies by whose default it is denied. */
export interface Decision {
  readonly verdict: Verdict;
  readonly rules: readonly Rule[];
  readonly byDefault: readonly Policy[];
  /** Of an undecided one: what the evidence does not tell. */
  readonly open: readonly string[];
}

interface Hit {
  readonly rule: Rule;
  readonly policy: Policy;
  readonly truth: Truth;
}

/** What may happen for all that the evidence tells: which rules fit and which policies guard. */
interface World {
  readonly hits: readonly Hit[];
  readonly isolating: readonly Policy[];
}

const NOT_COVERED: Decision = { verdict: 'not-covered', rules: [], byDefault: [], open: [] };
/** One gate that refuses is enough; one that cannot be told leaves all open; else one that allows covers it. */
const WORST: readonly Verdict[] = ['denied', 'undecided', 'allowed', 'not-covered'];

/**
 * Whether the client may use the server on a port (null: not known), by all the policies together. Each dialect is a gate in each direction, and
 * every gate must let it pass. Within a gate: a narrower rule goes before a wider one where the dialect says so, then deny before allow, then
 * what the dialect means by default. Where the evidence does not tell whether a rule fits, both are tried; if they end differently, it is undecided.
 */
export function decide(policies: readonly Policy[], client: Workload, server: Workload, port: Goal | null): Decision {
  const gates = groupBy(policies, ({ dialect, direction }) => `${dialect} ${direction}`);
  return worst([...gates.values()].map((gate) => atGate(gate, client, server, port)));
}

/** The decision that stands where several must agree, by the order in which verdicts weigh. */
export function worst(decisions: readonly Decision[], order: readonly Verdict[] = WORST): Decision {
  const verdict = order.find((one) => decisions.some((decision) => decision.verdict === one));
  if (verdict === undefined) return NOT_COVERED;
  const those = decisions.filter((decision) => decision.verdict === verdict);
  return {
    verdict,
    rules: [...new Set(those.flatMap(({ rules }) => rules))],
    byDefault: [...new Set(those.flatMap(({ byDefault }) => byDefault))],
    open: [...new Set(those.flatMap(({ open }) => open))],
  };
}

function atGate(policies: readonly Policy[], client: Workload, server: Workload, port: Goal | null): Decision {
  const guarding = policies.map((policy) => {
    const [own, peer] = policy.direction === 'ingress' ? [server, client] : [client, server];
    const guarded = selects(policy.guards, own);
    const rules = guarded === 'no' ? [] : policy.rules;
    const hits = rules.map((rule): Hit => {
      const told = rule.conditions.length > 0 ? 'unknown' : 'yes';
      return {
        rule,
        policy,
        truth: allOf([
          guarded,
          selects(rule.own, own),
          selects(rule.peers, peer),
          opens(rule.ports, port, server),
          told,
        ]),
      };
    });
    return { policy, guarded, hits: hits.filter(({ truth }) => truth !== 'no') };
  });
  const worlds = worldsOf(
    guarding.flatMap(({ hits }) => hits),
    guarding.filter(({ policy, guarded }) => policy.isolates && guarded === 'yes').map(({ policy }) => policy),
    guarding.filter(({ policy, guarded }) => policy.isolates && guarded === 'unknown').map(({ policy }) => policy),
  );
  const decisions = worlds.map(outcome);
  const [first = NOT_COVERED] = decisions;
  if (decisions.every(({ verdict }) => verdict === first.verdict)) return first;
  const doubtful = guarding.filter(
    ({ guarded, hits }) => guarded === 'unknown' || hits.some(({ truth }) => truth === 'unknown'),
  );
  return {
    verdict: 'undecided',
    rules: doubtful.flatMap(({ hits }) => hits.filter(({ truth }) => truth === 'unknown').map(({ rule }) => rule)),
    byDefault: [],
    open: doubtful.flatMap(({ policy, guarded, hits }) => doubtsOf(policy, guarded, hits, port)),
  };
}

/** The world of what is certain, and those with some or all of what is not: enough to meet every outcome that is possible. */
function worldsOf(hits: readonly Hit[], certain: readonly Policy[], possible: readonly Policy[]): World[] {
  const sure = hits.filter(({ truth }) => truth === 'yes');
  const unsure = hits.filter(({ truth }) => truth === 'unknown');
  const choices = [
    [],
    unsure,
    unsure.filter(({ policy }) => policy.action === 'allow'),
    unsure.filter(({ policy }) => policy.action === 'deny'),
    ...unsure.map((one) => [one]),
  ];
  const isolations = possible.length > 0 ? [certain, [...certain, ...possible]] : [certain];
  const distinct = unsure.length > 0 ? choices : [[]];
  return isolations.flatMap((isolating) => distinct.map((some) => ({ hits: [...sure, ...some], isolating })));
}

function outcome({ hits, isolating }: World): Decision {
  const strongest = hits.filter(({ rule }) => !hits.some((other) => isNarrower(other.rule, rule)));
  const by = (action: Policy['action']) =>
    strongest.filter(({ policy }) => policy.action === action).map(({ rule }) => rule);
  const [denying, deciding, allowing] = [by('deny'), by('external'), by('allow')];
  if (denying.length > 0) return { verdict: 'denied', rules: denying, byDefault: [], open: [] };
  if (deciding.length > 0)
    return { verdict: 'undecided', rules: deciding, byDefault: [], open: ['an external authorizer decides'] };
  if (allowing.length > 0) return { verdict: 'allowed', rules: allowing, byDefault: [], open: [] };
  return isolating.length > 0 ? { verdict: 'denied', rules: [], byDefault: isolating, open: [] } : NOT_COVERED;
}

function doubtsOf(policy: Policy, guarded: Truth, hits: readonly Hit[], port: Goal | null): string[] {
  if (guarded === 'unknown') return [`whether ${policy.name} guards it`];
  return hits
    .filter(({ truth }) => truth === 'unknown')
    .map(({ rule }) => {
      if (rule.peers.kind === 'unknown') return rule.peers.what;
      if (rule.conditions.length > 0) return `${policy.name} asks for ${rule.conditions.join(', ')}`;
      if (rule.ports === null || (port !== null && port.port !== null)) return `whether “${rule.text}” fits`;
      return `the port${port ? ` behind ${port.front}` : ''}, of which ${policy.name} speaks`;
    });
}
