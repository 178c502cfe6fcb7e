import type { FailingInterval, Health } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { failingIntervals } from '../map/failing.ts';
import { RECOVERY_STEP } from './weights.ts';
import { familiarityIn, type Familiarity } from './history.ts';

/** How a service failed in the incident. */
export type Symptom = {
  readonly service: ServiceId;
  readonly onset: Micros;
  /** The onset is known to within this. */
  readonly step: Micros;
  /** The interval that began first. */
  readonly opening: FailingInterval;
  /** What counts: the news where there is any, else the chronic alarms. Earliest first. */
  readonly intervals: readonly FailingInterval[];
  readonly familiarity: ReadonlyMap<FailingInterval, Familiarity>;
  /** It began before the window did. */
  readonly older: boolean;
  /** Nothing but chronic alarms. */
  readonly chronic: boolean;
};

/** The symptoms of all services that were failing at `begin`, when the target began to fail, or after it. */
export function symptomsSince(health: Health, window: TimeWindow, begin: Micros): Map<ServiceId, Symptom> {
  const familiar = familiarityIn(health, window);
  const symptoms = new Map<ServiceId, Symptom>();
  for (const [service, all] of failingIntervals(health, window)) {
    const current = all.filter(({ to, step }) => to + Math.min(step, RECOVERY_STEP) >= begin);
    const familiarity = new Map(current.map((interval) => [interval, familiar(interval)]));
    const news = current.filter((interval) => !familiarity.get(interval)?.chronic);
    const intervals = news.length > 0 ? news : current;
    const opening = intervals[0];
    if (!opening) continue;
    const { from: onset, step } = opening;
    const older = onset < window.from;
    symptoms.set(service, { service, onset, step, opening, intervals, familiarity, older, chronic: news.length === 0 });
  }
  return symptoms;
}
