import type { FailingInterval, Health } from '../model/health.ts';
import type { TimeWindow } from '../model/time.ts';
import { AS_BEFORE, CHRONIC_SHARE, CHRONIC_WINDOWS } from './weights.ts';

/** How well an alarm is known from before the window. */
export type Familiarity = {
  /** Earlier windows of the same length in which this service failed in this kind, about as severely. */
  readonly seen: number;
  /** Earlier windows of the same length in which anything failed. */
  readonly of: number;
  /** 0 for news; towards 1 for an alarm that is always on. Two windows are added, so that little history says little. */
  readonly share: number;
  /** On in nearly every earlier window, or on for a whole window before this one began. */
  readonly chronic: boolean;
};

/** Looks back from the window in steps of its length. What was failing then as now says little about this incident. */
export function familiarityIn(health: Health, window: TimeWindow): (interval: FailingInterval) => Familiarity {
  const length = window.to - window.from;
  // For each alarm the highest severity in each earlier window, counted backwards.
  const before = new Map<string, Map<number, number>>();
  const active = new Set<number>();
  for (const interval of health.intervals.filter(({ from }) => from < window.from)) {
    const nearest = Math.floor(Math.max(0, window.from - interval.to) / length);
    const farthest = Math.ceil((window.from - interval.from) / length) - 1;
    const own = before.get(alarm(interval)) ?? new Map<number, number>();
    before.set(alarm(interval), own);
    for (let back = nearest; back <= farthest; back++) {
      active.add(back);
      own.set(back, Math.max(own.get(back) ?? 0, interval.severity ?? 0));
    }
  }
  return (interval) => {
    const usual = (interval.severity ?? 0) * AS_BEFORE;
    const seen = [...(before.get(alarm(interval))?.values() ?? [])].filter((severity) => severity >= usual).length;
    const of = active.size;
    const always = of >= CHRONIC_WINDOWS && seen / of >= CHRONIC_SHARE;
    return { seen, of, share: seen / (of + 2), chronic: always || interval.from <= window.from - length };
  };
}

function alarm({ service, kind }: FailingInterval): string {
  return JSON.stringify([service, kind]);
}
