import { fromIso, MINUTE } from '../../shared/model/time.ts';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';
import { day } from '../words/format.ts';

/** A window widened to whole minutes, at least one. */
export function snapped({ from, to }: TimeWindow): TimeWindow {
  const start = Math.floor(from / MINUTE) * MINUTE;
  return { from: start, to: Math.max(start + MINUTE, Math.ceil(to / MINUTE) * MINUTE) };
}

/** The window moved by `by`, rounded to minutes; kept within `span` at its width. */
export function moved({ from, to }: TimeWindow, by: Micros, span: TimeWindow): TimeWindow {
  const shift = Math.max(span.from - from, Math.min(span.to - to, Math.round(by / MINUTE) * MINUTE));
  return { from: from + shift, to: to + shift };
}

/** The window with one end moved by `by`, kept within `span` and at least a minute wide. */
export function resized({ from, to }: TimeWindow, end: 'from' | 'to', by: Micros, span: TimeWindow): TimeWindow {
  return end === 'from'
    ? { from: Math.max(span.from, Math.min(to - MINUTE, from + by)), to }
    : { from, to: Math.min(span.to, Math.max(from + MINUTE, to + by)) };
}

/** What was typed as a time: `2026-03-04 14:01`, ISO 8601, or `14:01` on the day of `near`. Undefined where it is none. */
export function typedTime(text: string, near: Micros): Micros | undefined {
  const typed = text.trim();
  return fromIso(
    /^\d{1,2}:\d\d(:\d\d)?$/.test(typed)
      ? `${day(near)}T${typed.padStart(typed.length === 4 || typed.length === 7 ? typed.length + 1 : typed.length, '0')}`
      : typed,
  );
}
