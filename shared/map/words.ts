import { MINUTE, SECOND, toIso, type Micros } from '../model/time.ts';

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

/** When something began that was not seen at `after` and was at `by`; `by 14:05:20` where nothing was seen before. */
export function onsetText(after: Micros | null, by: Micros): string {
  return after === null ? `by ${clock(by)}` : `${clock(after)} – ${clock(by)}`;
}

/** A length of time, e.g. `55 s`, `5 min`. */
export function span(length: Micros): string {
  return length < 3 * MINUTE ? `${Math.round(length / SECOND)} s` : `${Math.round(length / MINUTE)} min`;
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
