import { expect, it } from 'vitest';
import { pairLosses } from '../../../shared/heartbeat/pair-losses.ts';
import { DEFAULT_THRESHOLDS } from '../../../shared/heartbeat/thresholds.ts';
import { every } from '../../engine-kit/beats.ts';
import { factsOf } from './facts-of.ts';

/** The losses of a pair that beats every second until 300, but for what is missed: from, to and how many beats. */
function losses(heard: (second: number) => boolean) {
  const { gaps } = factsOf([{ emitter: 'a', detector: 'x', seconds: every(0, 300).filter(heard) }]);
  return pairLosses(gaps, DEFAULT_THRESHOLDS).map(({ from, to, missed }) => [from / 1e6, to / 1e6, missed]);
}

it('a loss by the share begins with the first beat that is missed, also where just the share of the beats up to the next gap is', () => {
  // Of ten beats two come, 80 % are lost: three and five in turn are missed between them.
  expect(losses((s) => s <= 100 || s >= 200 || s % 10 === 0 || s % 10 === 4)).toEqual([[101, 200, 80]]);
});

it('and has no part in a single beat that was missed before it began, or after it ended', () => {
  const silent = (s: number) => s > 100 && s < 200;
  expect(losses((s) => !silent(s) && s !== 97 && s !== 203)).toEqual([[101, 200, 99]]);
});
