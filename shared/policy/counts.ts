import type { PolicyReport, PolicyVerdict, Verdict } from '../model/policy.ts';
import { pairKey } from '../map/pairs.ts';

/** Dependencies of each verdict, and those that cross from one tenant to another; one that comes under several verdicts counts in each. */
export function countsOf(verdicts: readonly PolicyVerdict[]): Pick<PolicyReport, 'counts' | 'crossings'> {
  const pairs = (some: readonly PolicyVerdict[]) => new Set(some.map(pairKey)).size;
  const of = (verdict: Verdict) => pairs(verdicts.filter((one) => one.verdict === verdict));
  return {
    counts: {
      denied: of('denied'),
      undecided: of('undecided'),
      'not-covered': of('not-covered'),
      allowed: of('allowed'),
    },
    crossings: pairs(verdicts.filter(({ crossing }) => crossing !== null)),
  };
}
