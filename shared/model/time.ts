import * as z from 'zod';

/** Microseconds since 1970-01-01T00:00:00Z: every instant of the program. Whole numbers, exact up to the year 2255. */
export const micros = z.number().int();
export type Micros = z.infer<typeof micros>;

/** The time interval that the analyst is looking at: half-open, [from, to). */
export const timeWindow = z
  .object({ from: micros, to: micros })
  .readonly()
  .refine((w) => w.from < w.to, 'A window must end after it begins.');
export type TimeWindow = z.infer<typeof timeWindow>;

/** The window of a case in which no record has a time, and where none is asked for. */
export const NO_TIME: TimeWindow = { from: 0, to: 1 };

/** True for the window of a case in which no record has a time. */
export function isNoTime({ from, to }: TimeWindow): boolean {
  return from === NO_TIME.from && to === NO_TIME.to;
}

export const SECOND: Micros = 1_000_000;
export const MINUTE: Micros = 60 * SECOND;
export const HOUR: Micros = 60 * MINUTE;

/** ISO 8601 in UTC; milliseconds, or microseconds where there are any. */
export function toIso(at: Micros): string {
  const iso = new Date(Math.floor(at / 1000)).toISOString();
  const rest = ((at % 1000) + 1000) % 1000;
  return rest === 0 ? iso : iso.replace('Z', `${String(rest).padStart(3, '0')}Z`);
}

/** The ends of a window in ISO 8601; null where no record has a time. */
export function isoWindow(window: TimeWindow): { readonly from: string; readonly to: string } | null {
  return isNoTime(window) ? null : { from: toIso(window.from), to: toIso(window.to) };
}

/** The instant of an ISO 8601 text with a zone (none: UTC), or undefined where the text is no instant. */
export function fromIso(text: string): Micros | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, day, clock = '00:00', fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  if (Number.isNaN(ms)) return undefined;
  return ms * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** True where the two windows share an instant. */
export function overlaps(a: TimeWindow, b: TimeWindow): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether a text is the IANA name of a time zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
