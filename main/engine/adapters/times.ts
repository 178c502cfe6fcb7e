import type { EvidenceFile } from './adapter.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;

/** The number of an English month's name or its first three letters, 1 to 12; undefined for other words. */
export function monthNumber(name: string): number | undefined {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index === -1 ? undefined : index + 1;
}

/** An ISO text without zone; the zone is declared or assumed when the row is taken in. */
export function isoText(year: number, month: number, day: number, time: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}`;
}

/**
 * Gives times that lack a year theirs: that which was declared for the file's first record, else the one that brings it nearest before the
 * file's own time, which is assumed and marked. From December to January the year goes up; from January to December (records out of order) down.
 */
export function yearOf(file: EvidenceFile): (month: number, day: number) => number {
  let last: { readonly month: number; readonly year: number } | undefined;
  const nearest = (month: number, day: number): number => {
    const end = file.modified / 1000 + DAY_MS;
    const year = new Date(end).getUTCFullYear();
    const chosen = Date.UTC(year, month - 1, day) <= end ? year : year - 1;
    file.assume(`year ${chosen} (nearest to the file's time)`);
    return chosen;
  };
  return (month, day) => {
    let year: number;
    if (last === undefined) year = file.declared.year ?? nearest(month, day);
    else if (last.month === 12 && month === 1) year = last.year + 1;
    else if (last.month === 1 && month === 12) year = last.year - 1;
    else year = last.year;
    last = { month, year };
    return year;
  };
}

/** The time of records that give none: what the wrapper says, else what was declared for the file, else the file's own time, assumed and marked. */
export function timeOf(file: EvidenceFile, record: { readonly time: string | undefined }): string {
  return record.time ?? fileTime(file);
}

/** The time of records that give none, where the wrapper or the person who imports them says it; null where it would be assumed. */
export function statedTime(file: EvidenceFile, record: { readonly time: string | undefined }): string | null {
  if (record.time !== undefined) return record.time;
  return file.declared.at === undefined ? null : file.time();
}

/** The time at which a file says what it says: as declared, else when it was last changed, which is assumed and marked. */
export function fileTime(file: EvidenceFile): string {
  const text = file.time();
  if (file.declared.at === undefined) file.assume(`time ${text} (the file's own)`);
  return text;
}

/**
 * The time with which a line begins (ISO 8601, as `kubectl logs --timestamps` and many loggers write it; behind `[pod/…]` with `--prefix`), and the
 * rest of the line.
 */
export function leadingTime(line: string): { readonly time: string; readonly rest: string } | undefined {
  const found =
    /^(?:\[[a-z]+\/\S+\] )?(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)\s+(.*)$/.exec(
      line,
    );
  return found ? { time: found[1] ?? '', rest: found[2] ?? '' } : undefined;
}
