import type { Timeline } from '../../shared/api.ts';
import type { TimeWindow } from '../../shared/model/time.ts';

/** A bar of the time line: what happened in [from, to). */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly lookups: number;
  readonly connections: number;
  readonly failures: number;
  /** The most services that failed at a time. */
  readonly failing: number;
}

/** The buckets of a time line within a domain, joined to at most `limit` bars of equal width. */
export function bars(timeline: Timeline, domain: TimeWindow, limit: number): readonly Bar[] {
  const { from, step, lookups, failures, failing, connections = [] } = timeline;
  const first = Math.max(0, Math.floor((domain.from - from) / step));
  const end = Math.min(lookups.length, Math.ceil((domain.to - from) / step));
  const join = Math.max(1, Math.ceil((end - first) / Math.max(1, limit)));
  const result: Bar[] = [];
  for (let i = first; i < end; i += join) {
    const last = Math.min(end, i + join);
    result.push({
      from: from + i * step,
      to: from + last * step,
      lookups: sum(lookups.slice(i, last)),
      connections: sum(connections.slice(i, last)),
      failures: sum(failures.slice(i, last)),
      failing: Math.max(0, ...failing.slice(i, last)),
    });
  }
  return result;
}

/** What the bars of a case count: its lookups, or its connections where it has no lookup. */
export function counted({ lookups, connections = [] }: Timeline): 'lookups' | 'connections' {
  const any = (counts: readonly number[]) => counts.some((n) => n > 0);
  return !any(lookups) && any(connections) ? 'connections' : 'lookups';
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
