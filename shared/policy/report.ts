import type { Attribute, PolicyReport } from '../model/policy.ts';
import { counted } from '../map/words.ts';
import { allowList } from './allow-list.ts';
import { countsOf } from './counts.ts';
import { portsOf, replay, type ReplayFacts } from './replay.ts';
import { ruleUses } from './rule-use.ts';
import { groupsOf } from './security-groups.ts';
import { wasSeen } from './uses.ts';

/** The policies of a case held against what was seen in a window, what came of each rule, and the smallest allow-list. */
export function policyReport(facts: ReplayFacts, attributes: readonly Attribute[]): PolicyReport {
  const { map, phases, policies } = facts;
  const verdicts = replay(facts);
  const contested = map.dependencies.filter((one) => !wasSeen(one) && one.contested > 0).length;
  return {
    window: map.window,
    verdicts,
    ...countsOf(verdicts),
    rules: ruleUses(facts, verdicts),
    allowList: allowList(map, attributes, verdicts, portsOf(facts.connected), policies),
    contestedOnly: contested,
    notes: [
      ...(policies.length === 0 ? ['No policy of the case is valid in the window: nothing is covered.'] : []),
      ...(policies.length > 0 && namesGroupsOnly(facts)
        ? ['Instances have security groups of which no record holds the rules: none of them is judged.']
        : []),
      ...(phases.length > 1
        ? [`Policies, tenants or namespaces change within the window: it was judged in ${phases.length} parts.`]
        : []),
      ...(contested > 0
        ? [`${counted(contested, 'dependency')} contested only: not judged, for it may not exist.`]
        : []),
      ...(attributes.some(({ kind, state }) => kind === 'tenant' && state === 'contested')
        ? ['The tenant of some services is contested: no crossing is counted for them.']
        : []),
    ],
  };
}

function namesGroupsOnly({ phases, policies }: ReplayFacts): boolean {
  return !policies.some(({ dialect }) => dialect === 'aws') && groupsOf(phases.map(({ fleet }) => fleet)).length > 0;
}
