import { MINUTE, SECOND, toIso, type Micros } from '../model/time.ts';

/** Time of day in UTC, to the second. */
export function clock(at: Micros): string {
  return toIso(at).slice(11, 19);
}

/** A length of time, e.g. `55 s`, `5 min`. */
export function span(length: Micros): string {
  return length < 3 * MINUTE ? `${Math.round(length / SECOND)} s` : `${Math.round(length / MINUTE)} min`;
}
