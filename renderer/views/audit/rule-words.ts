import type { RuleState } from '../../../shared/model/policy.ts';

/** What came of a rule, in a word or two. */
export const RULE_STATE_WORDS: Readonly<Record<RuleState, string>> = {
  used: 'used',
  undecided: 'cannot be told',
  unused: 'never seen',
  shadowed: 'shadowed',
  unmatched: 'fits nothing',
};
