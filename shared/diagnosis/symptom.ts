import type { FailingInterval, Health } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { failingIntervals } from '../map/failing.ts';
import { RECOVERY_STEP } from './weights.ts';
import { familiarityIn, type Familiarity } from './history.ts';

/** How a service failed in the incident. */
export type Symptom = {
  readonly service: ServiceId;
  /** When it was first seen failing: it began by then, and after `after`. */
  readonly onset: Micros;
  /** When it was last seen before; null where its first sight is of the failure. */
  readonly after: Micros | null;
  /** The usual time between two sights of it. */
  readonly step: Micros;
  /** The interval that began first. */
  readonly opening: FailingInterval;
  /** What counts: the news where there is any, else the chronic alarms. Earliest first. */
  readonly intervals: readonly FailingInterval[];
  readonly familiarity: ReadonlyMap<FailingInterval, Familiarity>;
  /** How far its alarms are news, 0 to 1, by the one that is news most; 1 for the target, whose alarm is the question. */
  readonly news: number;
  /** It began before the window did. */
  readonly older: boolean;
  /** Nothing but chronic alarms. */
  readonly chronic: boolean;
};

/**
 * The symptoms of all services that were failing at `begin`, when the target began to fail, or after it. The target's
 * own is never chronic: a service that fails in every incident is why they are incidents.
 */
export function symptomsSince(
  health: Health,
  window: TimeWindow,
  begin: Micros,
  target: ServiceId,
): Map<ServiceId, Symptom> {
  const familiar = familiarityIn(health, window);
  const symptoms = new Map<ServiceId, Symptom>();
  for (const [service, all] of failingIntervals(health, window)) {
    const current = all.filter(({ to, step }) => to + Math.min(step, RECOVERY_STEP) >= begin);
    const asked = service === target;
    const familiarity = new Map(current.map((one) => [one, asked ? unfamiliar(familiar(one)) : familiar(one)]));
    const fresh = current.filter((interval) => !familiarity.get(interval)?.chronic);
    const intervals = fresh.length > 0 ? fresh : current;
    const opening = intervals[0];
    if (!opening) continue;
    const { from: onset, after, step } = opening;
    symptoms.set(service, {
      service,
      onset,
      after,
      step,
      opening,
      intervals,
      familiarity,
      news: Math.max(...intervals.map((interval) => 1 - (familiarity.get(interval)?.share ?? 0))),
      older: onset < window.from,
      chronic: fresh.length === 0,
    });
  }
  return symptoms;
}

function unfamiliar(known: Familiarity): Familiarity {
  return { ...known, share: 0, chronic: false };
}

/** How far one alarm of a symptom is news, 0 to 1. */
export function newsOf(symptom: Symptom, interval: FailingInterval): number {
  return 1 - (symptom.familiarity.get(interval)?.share ?? 0);
}
