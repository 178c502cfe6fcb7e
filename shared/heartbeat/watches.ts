import { groupBy } from '../graph/group.ts';
import type { HeartbeatThresholds } from '../model/heartbeats.ts';
import type { Micros } from '../model/time.ts';
import type { Gap, HeartbeatFacts, PairFacts } from './facts.ts';
import { pairLosses, type PairLoss } from './pair-losses.ts';
import { mostly, union, type Span } from './spans.ts';

/** A pair that can be judged, with its gaps and the losses that they make. */
export interface Watch extends PairFacts {
  readonly interval: Micros;
  readonly gaps: readonly Gap[];
  readonly losses: readonly PairLoss[];
  /** The time of the losses, in order and apart. */
  readonly lost: readonly Span[];
  /** That time and that of the gaps that make no loss: a beat was due in it, and none came. */
  readonly missing: readonly Span[];
}

/** Whether a pair missed a beat that was due in a span, and was not heard in most of it. */
export function missesIn(span: Span, { missing, gaps }: Watch): boolean {
  const isDue = ({ lastBeat, step, missed }: Gap) => {
    const nth = Math.max(1, Math.ceil((span.from - lastBeat) / step));
    return nth <= missed && lastBeat + nth * step < span.to;
  };
  return mostly(span, missing) && gaps.some(isDue);
}

/** The pairs whose interval is known, with their losses. What a runtime hears of itself says nothing of who else hears it. */
export function watchesOf({ pairs, gaps }: HeartbeatFacts, thresholds: HeartbeatThresholds): readonly Watch[] {
  const gapsOf = groupBy(gaps, ({ pair }) => pair);
  return pairs.flatMap((pair) => {
    const { interval, emitter, detector } = pair;
    if (interval === null || emitter === detector) return [];
    const own = gapsOf.get(pair.pair) ?? [];
    const losses = pairLosses(own, thresholds);
    const short = own.map(({ lastBeat, step, to }) => ({ from: Math.round(lastBeat + step), to }));
    return [{ ...pair, interval, gaps: own, losses, lost: union(losses), missing: union([...losses, ...short]) }];
  });
}
