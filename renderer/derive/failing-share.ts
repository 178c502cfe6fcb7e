import type { Dependency } from '../../shared/model/map.ts';

/** A dependency is drawn as failing from this share and this number of failed lookups on; single failures are everyday. */
const FAILING_SHARE = 0.02;
const FEWEST_FAILURES = 3;

/** True where so many lookups failed that the dependency is marked. The exact number is one click away. */
export function failsOften({ lookups, failures }: Pick<Dependency, 'lookups' | 'failures'>): boolean {
  return failures >= FEWEST_FAILURES && failures >= FAILING_SHARE * (lookups + failures);
}
