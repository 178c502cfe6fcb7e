import { groupBy } from '../../shared/graph/group.ts';
import { watchedIn } from '../../shared/map/failing.ts';
import type { FailingInterval, Health } from '../../shared/model/health.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { overlaps } from '../../shared/model/time.ts';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';

/** How a service stands in a window: failing, well as far as it was watched, or without health data. */
export type Mark = 'error' | 'degraded' | 'ok' | 'blind';

export interface HealthMark {
  readonly mark: Mark;
  /** Start of the earliest failing interval that reaches into the window. */
  readonly onset: Micros | null;
  readonly intervals: readonly FailingInterval[];
}

const BLIND: HealthMark = { mark: 'blind', onset: null, intervals: [] };
const WELL: HealthMark = { mark: 'ok', onset: null, intervals: [] };

/** How each service stands in the window; without a window, in the whole case. */
export function healthMarks(health: Health | undefined, window: TimeWindow | null): (service: ServiceId) => HealthMark {
  const watched =
    health && (window === null ? new Set(health.watched.map(({ service }) => service)) : watchedIn(health, window));
  const inWindow = (health?.intervals ?? []).filter((interval) => window === null || overlaps(interval, window));
  const failing = groupBy(inWindow, ({ service }) => service);
  return (service) => {
    const intervals = failing.get(service);
    if (!intervals) return watched?.has(service) ? WELL : BLIND;
    return {
      mark: intervals.some(({ status }) => status === 'error') ? 'error' : 'degraded',
      onset: Math.min(...intervals.map(({ from }) => from)),
      intervals: intervals.toSorted((a, b) => a.from - b.from),
    };
  };
}

/** How several services stand as one: as the worst of them does, since the first of them failed. */
export function worstMark(marks: readonly HealthMark[]): HealthMark {
  const order: readonly Mark[] = ['error', 'degraded', 'ok', 'blind'];
  const onsets = marks.flatMap(({ onset }) => (onset === null ? [] : [onset]));
  return {
    mark: order.find((one) => marks.some(({ mark }) => mark === one)) ?? 'blind',
    onset: onsets.length > 0 ? Math.min(...onsets) : null,
    intervals: marks.flatMap(({ intervals }) => intervals),
  };
}

/** True for a service that failed in the window. */
export const isFailing = ({ mark }: HealthMark): boolean => mark === 'error' || mark === 'degraded';

export const markWords: Readonly<Record<Mark, string>> = {
  error: 'error',
  degraded: 'degraded',
  ok: 'ok',
  blind: 'no health data',
};
