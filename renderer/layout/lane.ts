import type { Heartbeats, HeartbeatLanes, Verdict } from '../../shared/model/heartbeats.ts';
import { groupBy } from '../../shared/graph/group.ts';

/** A stretch of a lane, from 0 (begin of the window) to 1 (its end). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A runtime over time, to be drawn in a box of width 1. */
export interface Lane {
  readonly runtime: string;
  /** By bucket: the share of the expected beats that came, 0 to 1; null where none was to be expected. */
  readonly heard: readonly (number | null)[];
  /** By bucket: lookups and connections of its own beside the most of any of its buckets, 0 to 1. */
  readonly acts: readonly number[];
  readonly silences: readonly (Stretch & { readonly verdict: Verdict; readonly at: number })[];
  /** Losses of single pairs that are part of no silence. */
  readonly losses: readonly Stretch[];
  readonly lookups: number;
  readonly connections: number;
}

/**
 * The lanes of the emitters, by name. What was to be expected in a bucket is what each pair's interval gives for the part of it in which
 * the pair was watched: from its first beat to where its detector's records end.
 */
export function lanesOf(
  { window, step, lanes }: HeartbeatLanes,
  { pairs, silences, losses }: Pick<Heartbeats, 'pairs' | 'silences' | 'losses'>,
): ReadonlyMap<string, Lane> {
  const pairsOf = groupBy(pairs, ({ emitter }) => emitter);
  const silencesOf = groupBy(silences, ({ emitter }) => emitter);
  const lossesOf = groupBy(
    losses.filter(({ verdict }) => verdict === null),
    ({ emitter }) => emitter,
  );
  const length = window.to - window.from;
  const within = ({ from, to }: Stretch): Stretch => ({
    from: Math.max(0, (from - window.from) / length),
    to: Math.min(1, (to - window.from) / length),
  });
  return new Map(
    lanes.map(({ runtime, beats, lookups, connections }): [string, Lane] => {
      const watched = (pairsOf.get(runtime) ?? []).filter((pair) => pair.emitter !== pair.detector);
      const heard = beats.map((count, bucket) => {
        const from = window.from + bucket * step;
        const to = Math.min(window.to, from + step);
        const expected = watched.reduce((sum, { interval, firstBeat, heardTo }) => {
          const part = Math.min(to, heardTo) - Math.max(from, firstBeat);
          return interval === null || part <= 0 ? sum : sum + part / interval;
        }, 0);
        return expected < 0.5 && count === 0 ? null : Math.min(1, count / Math.max(1, expected));
      });
      const done = lookups.map((count, bucket) => count + (connections[bucket] ?? 0));
      const most = Math.max(1, ...done);
      const lane: Lane = {
        runtime,
        heard,
        acts: done.map((count) => count / most),
        silences: (silencesOf.get(runtime) ?? []).map((one) => ({
          ...within(one),
          verdict: one.verdict,
          at: one.from,
        })),
        losses: (lossesOf.get(runtime) ?? []).map(within),
        lookups: sum(lookups),
        connections: sum(connections),
      };
      return [runtime, lane];
    }),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The outline of what was heard, bucket by bucket, standing on `floor` and at most `height` high, over a width of `width`. */
export function heardPath(heard: readonly (number | null)[], width: number, floor: number, height: number): string {
  const step = width / Math.max(1, heard.length);
  return heard
    .map((share, bucket) => {
      if (share === null || share === 0) return '';
      const [left, top] = [bucket * step, floor - share * height];
      return `M${left.toFixed(1)} ${floor}V${top.toFixed(1)}h${step.toFixed(1)}V${floor}Z`;
    })
    .join('');
}
