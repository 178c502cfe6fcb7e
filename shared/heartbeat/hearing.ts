import type { Micros } from '../model/time.ts';
import { union, without, type Span } from './spans.ts';
import type { Watch } from './watches.ts';

/** The times within a span in which some pairs show that their emitters sent and their detectors heard. */
export type Hearing = (span: Span) => readonly Span[];

/**
 * What some pairs that share an emitter or a detector heard. A pair shows it from beat to beat, not while one is missing, though that makes no loss;
 * after the last beat before it, until the next was due to any of them. Of a time shorter than its interval a pair says nothing: none of its
 * beats need lie in it.
 */
export function hearingOf(watches: readonly Watch[]): Hearing {
  const byInterval = watches.toSorted((a, b) => a.interval - b.interval);
  const shortest = byInterval[0]?.interval ?? 0;
  const heard = new Map<number, readonly Span[]>();
  return ({ from, to }) => {
    const telling = byInterval.filter(({ interval }) => interval <= to - from);
    const known = heard.get(telling.length) ?? union(telling.flatMap((watch) => heardOf(watch, shortest)));
    heard.set(telling.length, known);
    return known;
  };
}

function heardOf({ firstBeat, heardTo, lost, gaps }: Watch, due: Micros): readonly Span[] {
  const holes = gaps.map(({ lastBeat, to }) => ({ from: lastBeat + due, to }));
  return without([{ from: firstBeat, to: heardTo }], [...lost, ...holes]);
}
