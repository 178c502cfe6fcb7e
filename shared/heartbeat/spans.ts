import type { Micros } from '../model/time.ts';

/** A stretch of time, half-open. */
export interface Span {
  readonly from: Micros;
  readonly to: Micros;
}

/** The time that any of the spans covers: in order, apart from each other. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: { from: Micros; to: Micros }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** The time of the first that the second does not cover. */
export function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  const gone = union(taken);
  return union(spans).flatMap((span) => {
    const rest: Span[] = [];
    let at = span.from;
    for (const { from, to } of gone.slice(firstAfter(gone, span.from))) {
      if (from >= span.to) break;
      if (from > at) rest.push({ from: at, to: from });
      at = Math.max(at, to);
    }
    return at < span.to ? [...rest, { from: at, to: span.to }] : rest;
  });
}

/** How much of a span the others cover; they must be in order and apart. */
export function covered({ from, to }: Span, others: readonly Span[]): Micros {
  let sum = 0;
  for (const other of others.slice(firstAfter(others, from))) {
    if (other.from >= to) break;
    sum += Math.min(to, other.to) - Math.max(from, other.from);
  }
  return sum;
}

/** Whether spans, in order and apart, cover at least half of one. */
export function mostly(span: Span, spans: readonly Span[]): boolean {
  return covered(span, spans) * 2 >= span.to - span.from;
}

/** The index of the first of some spans, in order and apart, that ends after an instant. */
function firstAfter(spans: readonly Span[], at: Micros): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
