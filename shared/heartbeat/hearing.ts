import { groupBy } from '../graph/group.ts';
import type { Micros } from '../model/time.ts';
import { covered, union, without, type Span } from './spans.ts';
import type { Watch } from './watches.ts';

/** What some pairs that share an emitter or a detector show of when their emitters sent and their detectors heard. */
export interface Hearing {
  /** The time of some spans in which no pair shows it. */
  readonly unheardIn: (spans: readonly Span[]) => readonly Span[];
}

/** Pairs of which the intervals are of one size, up to twice the shortest, with all that they heard. */
interface Tempo {
  readonly longest: Micros;
  readonly heard: readonly Span[];
}

/**
 * What some pairs heard. A pair shows it from beat to beat, not while one is missing, though that makes no loss; after the last beat before it, until the
 * next was due to any of them. Of a time shorter than its interval a pair says nothing: none of its beats need lie in it. So those of
 * short intervals are asked first, and the others of what these leave.
 */
export function hearingOf(watches: readonly Watch[]): Hearing {
  const due = watches.reduce((shortest, { interval }) => Math.min(shortest, interval), Infinity);
  const tempos = [...groupBy(watches, ({ interval }) => Math.floor(Math.log2(interval)))]
    .sort(([a], [b]) => a - b)
    .map(([, some]): Tempo => ({
      longest: some.reduce((longest, { interval }) => Math.max(longest, interval), 0),
      heard: union(some.flatMap((watch) => heardOf(watch, due))),
    }));
  return {
    unheardIn: (spans) =>
      tempos.reduce(
        (left, { longest, heard }) =>
          left.flatMap((span) => (span.to - span.from >= longest ? without([span], heard) : [span])),
        union(spans),
      ),
  };
}

/** Whether pairs show at least half of a span as heard. */
export function mostlyHeard(span: Span, { unheardIn }: Hearing): boolean {
  return covered(span, unheardIn([span])) * 2 <= span.to - span.from;
}

function heardOf({ firstBeat, heardTo, lost, gaps }: Watch, due: Micros): readonly Span[] {
  const holes = gaps.map(({ lastBeat, to }) => ({ from: lastBeat + due, to }));
  return without([{ from: firstBeat, to: heardTo }], [...lost, ...holes]);
}
