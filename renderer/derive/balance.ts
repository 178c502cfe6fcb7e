import type { CaseSummary } from '../../shared/api.ts';
import type { LookupTotals } from '../../shared/model/map.ts';

/** Whether every record and every lookup is counted in exactly one place, and the sums that show it. */
export function balanceOf({ records }: Pick<CaseSummary, 'records'>, lookups: LookupTotals | undefined) {
  const { read, accepted, repeated, rejected, skipped } = records;
  const recordSum = accepted + repeated + rejected + skipped;
  const lookupSum = lookups
    ? lookups.resolved + lookups.self + Object.values(lookups.unresolved).reduce((sum, n) => sum + n, 0)
    : 0;
  const balanced = read === recordSum && (lookups === undefined || lookups.total === lookupSum);
  return {
    balanced,
    why: `Records: ${read} read, ${recordSum} accounted for. Lookups: ${lookups?.total ?? 0} made, ${lookupSum} accounted for.`,
  };
}
