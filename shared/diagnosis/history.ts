import type { FailingInterval, Health } from '../model/health.ts';
import type { TimeWindow } from '../model/time.ts';
import { CHRONIC_SHARE, CHRONIC_WINDOWS } from './weights.ts';

/** How well an alarm is known from before the window. */
export type Familiarity = {
  /** Earlier windows of the same length in which this service failed in this kind. */
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
  const before = new Map<string, Set<number>>();
  const active = new Set<number>();
  for (const interval of health.intervals.filter(({ from }) => from < window.from)) {
    const nearest = Math.floor(Math.max(0, window.from - interval.to) / length);
    const farthest = Math.ceil((window.from - interval.from) / length) - 1;
    const own = before.get(alarm(interval)) ?? new Set<number>();
    before.set(alarm(interval), own);
    for (let back = nearest; back <= farthest; back++) {
      active.add(back);
      own.add(back);
    }
  }
  return (interval) => {
    const seen = before.get(alarm(interval))?.size ?? 0;
    const of = active.size;
    const always = of >= CHRONIC_WINDOWS && seen / of >= CHRONIC_SHARE;
    return { seen, of, share: seen / (of + 2), chronic: always || interval.from <= window.from - length };
  };
}

function alarm({ service, kind }: FailingInterval): string {
  return JSON.stringify([service, kind]);
}
