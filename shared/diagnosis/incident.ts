import type { FailingInterval, Health } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import { withOwnLookups } from '../map/failing.ts';
import { MINUTE, overlaps, type Micros, type TimeWindow } from '../model/time.ts';

const BEFORE: Micros = 30 * MINUTE;

/** The last time that the service failed: the last stretch of its failing intervals joined over kinds and instances. */
export function lastFailure(
  health: Health,
  service: ServiceId,
  within?: TimeWindow,
): { readonly from: Micros; readonly to: Micros } | undefined {
  const own = health.intervals.filter(
    (interval: FailingInterval) => interval.service === service && (!within || overlaps(interval, within)),
  );
  let last: { from: Micros; to: Micros } | undefined;
  for (const { from, to } of own.sort((a, b) => a.from - b.from || a.to - b.to))
    last = last && from <= last.to ? { from: last.from, to: Math.max(last.to, to) } : { from, to };
  return last;
}

/**
 * The incident of a target: from 30 minutes before the start of its last failure to its end, but at least to 30 minutes
 * after its start. Undefined where it never failed.
 */
export function incidentWindow(health: Health, target: ServiceId): TimeWindow | undefined {
  const last = lastFailure(withOwnLookups(health, target), target);
  return last && { from: last.from - BEFORE, to: Math.max(last.to, last.from + BEFORE) };
}
