import type { HeartbeatThresholds } from '../model/heartbeats.ts';
import type { Gap } from './facts.ts';
import type { Span } from './spans.ts';
import { fewestReceived } from './thresholds.ts';

/** A time in which a detector lost an emitter, with the gaps that make it. */
export interface PairLoss extends Span {
  readonly pair: number;
  readonly open: boolean;
  readonly by: 'missed' | 'share';
  readonly missed: number;
  readonly received: number;
  readonly lostOnTheWay: number;
  readonly unsent: number;
  readonly restarted: boolean;
  readonly gaps: readonly Gap[];
}

/**
 * The losses of one pair, from its gaps in order: single gaps of more missed beats than the threshold, and the stretches of which any window
 * of `over` expected beats lost more than the share, without the stray gaps at their ends; those that meet are one.
 */
export function pairLosses(gaps: readonly Gap[], thresholds: HeartbeatThresholds): readonly PairLoss[] {
  const long = gaps.flatMap(({ missed }, at) => (missed > thresholds.missed ? [{ first: at, last: at }] : []));
  const thin = thinStretches(gaps, thresholds);
  return joined([...long, ...thin].map((run) => trimmed(run, gaps, thresholds))).map(({ first, last }) =>
    lossOf(gaps.slice(first, last + 1), thresholds),
  );
}

/** Gaps from the first to the last, by their place. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/**
 * Walks over the beats beside the gaps in units of expected beats. With `fewest` beats as the least that a window may receive, the
 * beats n and n + fewest with at least `over` expected ones between them hold a window that received fewer.
 */
function thinStretches(gaps: readonly Gap[], thresholds: HeartbeatThresholds): Run[] {
  const fewest = fewestReceived(thresholds);
  const found: Run[] = [];
  let begin = 0;
  gaps.forEach((gap, at) => {
    if (at < gaps.length - 1 && gap.after < fewest) return;
    found.push(...thinIn(gaps.slice(begin, at + 1), begin, fewest, thresholds.over));
    begin = at + 1;
  });
  return found;
}

function thinIn(cluster: readonly Gap[], offset: number, fewest: number, over: number): Run[] {
  if (cluster.reduce((sum, gap) => sum + gap.missed, 0) <= over - fewest) return [];
  /** Places of the beats; where the records begin or end, the edge stands for all that are lacking. */
  const beats: number[] = [];
  const starts: number[] = [];
  let place = 0;
  const edge = (n: number) => beats.push(...Array.from({ length: n }, () => place));
  cluster.forEach((gap, at) => {
    if (at === 0 && gap.before < fewest) edge(fewest - gap.before);
    for (let n = 0; n < Math.min(gap.before, fewest); n += 1) beats.push((place += 1));
    starts.push(place);
    place += gap.missed;
  });
  const after = cluster.at(-1)?.isLast ? 0 : Math.min(cluster.at(-1)?.after ?? 0, fewest);
  for (let n = 0; n < after; n += 1) beats.push((place += 1));
  place += 1;
  edge(fewest - after);
  let [first, next] = [0, 0];
  return beats.flatMap((beat, n) => {
    const end = beats[n + fewest];
    if (end === undefined || end - beat - 1 < over) return [];
    while ((starts[first] ?? Infinity) < beat) first += 1;
    while ((starts[next] ?? Infinity) < end) next += 1;
    return first < next ? [{ first: offset + first, last: offset + next - 1 }] : [];
  });
}

/** A stretch without the gaps at its ends that lost less than the share from there to the next gap of it. */
function trimmed({ first, last }: Run, gaps: readonly Gap[], { share }: HeartbeatThresholds): Run {
  const isStray = (missed = 0, beats = 0) => missed < share * (missed + beats) - 1e-9;
  while (first < last && isStray(gaps[first]?.missed, gaps[first]?.after)) first += 1;
  while (first < last && isStray(gaps[last]?.missed, gaps[last]?.before)) last -= 1;
  return { first, last };
}

function joined(runs: readonly Run[]): readonly Run[] {
  const apart: { first: number; last: number }[] = [];
  for (const { first, last } of [...runs].sort((a, b) => a.first - b.first)) {
    const before = apart.at(-1);
    if (before && first <= before.last) before.last = Math.max(before.last, last);
    else apart.push({ first, last });
  }
  return apart;
}

function lossOf(gaps: readonly Gap[], { missed: most }: HeartbeatThresholds): PairLoss {
  const [first, last] = [gaps[0] as Gap, gaps.at(-1) as Gap];
  const sum = (of: (gap: Gap) => number) => gaps.reduce((all, gap) => all + of(gap), 0);
  return {
    pair: first.pair,
    from: Math.round(first.lastBeat + first.step),
    to: last.to,
    open: last.isLast,
    by: gaps.some(({ missed }) => missed > most) ? 'missed' : 'share',
    missed: sum(({ missed }) => missed),
    received: sum(({ before }) => before) - first.before,
    lostOnTheWay: sum(({ lostOnTheWay }) => lostOnTheWay ?? 0),
    unsent: sum(({ missed, lostOnTheWay }) => (lostOnTheWay === null ? 0 : missed - lostOnTheWay)),
    restarted: gaps.some(({ restarted }) => restarted),
    gaps,
  };
}
