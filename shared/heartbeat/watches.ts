import { groupBy } from '../graph/group.ts';
import type { HeartbeatThresholds } from '../model/heartbeats.ts';
import type { Micros } from '../model/time.ts';
import type { HeartbeatFacts, PairFacts } from './facts.ts';
import { pairLosses, type PairLoss } from './pair-losses.ts';
import { union, without, type Span } from './spans.ts';

/** A pair that can be judged: the times in which its emitter was lost and heard, in order, from its first beat to where the detector's records end. */
export interface Watch extends PairFacts {
  readonly interval: Micros;
  readonly losses: readonly PairLoss[];
  readonly lost: readonly Span[];
  readonly heard: readonly Span[];
}

/** The pairs whose interval is known, with their losses. What a runtime hears of itself says nothing of who else hears it. */
export function watchesOf({ pairs, gaps }: HeartbeatFacts, thresholds: HeartbeatThresholds): readonly Watch[] {
  const gapsOf = groupBy(gaps, ({ pair }) => pair);
  return pairs.flatMap((pair) => {
    const { interval, emitter, detector } = pair;
    if (interval === null || emitter === detector) return [];
    const losses = pairLosses(gapsOf.get(pair.pair) ?? [], thresholds);
    const lost = union(losses);
    return [{ ...pair, interval, losses, lost, heard: without([{ from: pair.firstBeat, to: pair.heardTo }], lost) }];
  });
}
