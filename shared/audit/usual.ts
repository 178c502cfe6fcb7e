import { isCertain } from '../map/follow.ts';
import type { Dependency } from '../model/map.ts';
import type { AuditFacts } from './facts.ts';
import { pairKey, type Pair } from '../map/pairs.ts';
import { logRuns } from './runs.ts';
import type { Verdict } from './witnesses.ts';

/** Earlier windows that are read, and the fewest that can tell what is usual. */
export const MOST_EARLIER = 7;
export const FEWEST_EARLIER = 3;

/**
 * How many of n earlier windows a usual dependency was seen in: three of four, rounded up. One seen in every second window by chance
 * is in 6 of 7 with a chance of 1 in 16, and in 3 of 3 with 1 in 8; one that skips a window now and then still counts as usual.
 */
export function usualFrom(windows: number): number {
  return Math.ceil((3 * windows) / 4);
}

/** A dependency that the windows before would let one expect, with its last time there. */
export interface Usual extends Pair {
  readonly seenIn: number;
  readonly last: Dependency;
}

/** The dependencies that were usual in the windows before; none where these are too few. */
export function usualBefore({ earlier }: Pick<AuditFacts, 'earlier'>): readonly Usual[] {
  if (earlier.length < FEWEST_EARLIER) return [];
  const seen = new Map<string, Usual>();
  for (const dependency of earlier.flatMap(({ dependencies }) => dependencies.filter(isCertain))) {
    const { client, server } = dependency;
    const known = seen.get(pairKey(dependency));
    seen.set(pairKey(dependency), {
      client,
      server,
      seenIn: (known?.seenIn ?? 0) + 1,
      last: known?.last ?? dependency,
    });
  }
  return [...seen.values()].filter(({ seenIn }) => seenIn >= usualFrom(earlier.length));
}

/** What is said of a usual dependency that the window does not show: missing, where a log that would show it runs. */
export function missingVerdict(facts: AuditFacts): (usual: Usual) => Verdict {
  return ({ seenIn, last }) => {
    const often = `Seen in ${seenIn} of the ${facts.earlier.length} windows before`;
    return logRuns(facts, last)
      ? {
          kind: 'missing',
          why: null,
          text: `${often} and not in this one.`,
          expected: `About ${Math.max(last.lookups + last.failures, last.connections ?? 0)} uses, as in the last window that shows it.`,
        }
      : {
          kind: 'not-covered',
          why: 'no-log',
          text: `${often}; no log that showed it runs in this one.`,
          expected: 'The log that showed it before would show whether it went on.',
        };
  };
}
