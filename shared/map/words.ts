import { HOUR, MINUTE, SECOND, toIso, type Micros, type TimeWindow } from '../model/time.ts';

/** A whole number with thousands separated, e.g. `482,113`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `1 service`, `2 services`, `2 dependencies`. */
export function counted(value: number, word: string): string {
  const plural = word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
  return `${count(value)} ${value === 1 ? word : plural}`;
}

/** That short connections can be missing where hosts tell of them by snapshots; nothing where none does. */
export function snapshotsText(hosts = 0): readonly string[] {
  return hosts > 0
    ? [`Connections of ${counted(hosts, 'host')} come from snapshots: short ones between two snapshots can be missing`]
    : [];
}

/** `Both detectors`, `All 3 detectors`: two or more. */
export function allOf(value: number, word: string): string {
  return value === 2 ? `Both ${word}s` : `All ${counted(value, word)}`;
}

/** Time of day in UTC, to the second; a dash where there is none. */
export function clock(at: Micros | null): string {
  return at === null ? '–' : toIso(at).slice(11, 19);
}

/** Date and time of day in UTC, to the second. */
export function dateTime(at: Micros): string {
  return toIso(at).slice(0, 19).replace('T', ' ');
}

/** The end of what begins at `from`: its time of day in UTC, with the date where that is another. */
export function untilText(from: Micros, to: Micros): string {
  return dayOf(from) === dayOf(to) ? clock(to) : dateTime(to);
}

/** How instants of a window are told: by the time of day where they fall on the one day of the window, else with the date. */
export function timesIn({ from, to }: TimeWindow): (at: Micros) => string {
  const isOneDay = dayOf(from) === dayOf(Math.max(from, to - 1));
  return (at) => (isOneDay ? untilText(from, at) : dateTime(at));
}

const dayOf = (at: Micros): string => toIso(at).slice(0, 10);

/** When something began that was not seen at `after` and was at `by`; `by 14:05:20` where nothing was seen before. */
export function onsetText(after: Micros | null, by: Micros): string {
  return after === null ? `by ${clock(by)}` : `${clock(after)} – ${clock(by)}`;
}

/** A length of time, e.g. `55 s`, `5 min`, `27 h`. */
export function span(length: Micros): string {
  if (length < 3 * MINUTE) return `${Math.round(length / SECOND)} s`;
  return length <= 2 * HOUR ? `${Math.round(length / MINUTE)} min` : `${Math.round((length / HOUR) * 10) / 10} h`;
}

/** The first three and how many more, e.g. `A, B, C and 2 more`; equal ones as one, `A ×2`. */
export function firstFew(texts: readonly string[]): string {
  const [shown, rest] = [counts(texts).slice(0, 3), counts(texts).slice(3)];
  const more = rest.reduce((sum, [, times]) => sum + times, 0);
  return `${shown.map(often).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** All of them, equal ones as one: `A, B ×2`. */
export function listed(texts: readonly string[]): string {
  return counts(texts).map(often).join(', ');
}

function counts(texts: readonly string[]): readonly (readonly [text: string, times: number])[] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times];
}

const often = ([text, times]: readonly [string, number]): string => (times > 1 ? `${text} ×${times}` : text);
