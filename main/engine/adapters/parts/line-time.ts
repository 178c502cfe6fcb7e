import type { EvidenceFile, SourceRecord } from '../adapter.ts';
import { isoText, leadingTime, monthNumber, timeOf, yearOf } from '../times.ts';

/** A line without the time with which it begins; no time where it begins with none. */
export interface TimedLine {
  readonly time: string | undefined;
  readonly rest: string;
}

const SYSLOG = /^([A-Z][a-z]{2}) +(\d{1,2}) (?:(\d{4}) )?(\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s+(.*)$/;
const NAMED = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s+(.*)$/;
const SLASHED = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s+(.*)$/;
const WEEKDAY = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) /;
/** As `ctime` writes it, behind the day of the week. */
const YEAR_LAST = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})\s+(.*)$/;
/** A zone behind a time: UTC, an offset, or an abbreviation, which may mean several zones. */
const ZONE = /^(?:(UTC|GMT)|([+-]\d{2}):?(\d{2})?|[A-Z]{3,5})\s+(.*)$/;
const ISO_BEHIND = /^(?:\S+\s+){1,4}?(?=\d{4}-\d{2}-\d{2}[T ]\d{2}:)/;
/** What looks like a time of day among the first words of a line, and all before it. */
const CLOCK = /^\W?(?:\S+\s+){0,4}?(?:\S*T)?\d{1,2}:\d{2}:\d{2}(?![:\w])/;
const EPOCH = /^\[(\d{9,10}(?:\.\d+)?)\]\s+(.*)$/;

/**
 * Takes the time off the lines of a server's log, whatever logger wrote it: ISO 8601, `Nov 21 21:54:39` (its year declared or assumed, times.ts),
 * `21-Nov-2026 21:54:39.123`, `2026/11/21 21:54:39`, `[1795298066]`, `Sat Nov 21 21:54:39 2026` (logread), `Sat 2026-11-21 21:54:39 CET` (journalctl);
 * also behind the priority of a syslog message, ISO 8601 behind a name (`pod | …`). An abbreviation of a zone but UTC and GMT says too little to be used.
 */
export function lineTimes(file: EvidenceFile): (line: string) => TimedLine {
  const year = yearOf(file);
  return (line) => {
    const bare = line.replace(/^<\d{1,3}>(?:1 )?/, '');
    const dayed = bare.replace(WEEKDAY, '');
    if (dayed !== bare) return weekly(dayed, year) ?? { time: undefined, rest: bare };
    const iso = leadingTime(bare) ?? leadingTime(bare.replace(ISO_BEHIND, ''));
    if (iso) return { time: iso.time.replace(',', '.'), rest: iso.rest };
    const [, epoch, afterEpoch] = EPOCH.exec(bare) ?? [];
    if (epoch !== undefined) return { time: epoch, rest: afterEpoch ?? '' };
    const dated = named(bare) ?? slashed(bare) ?? syslog(bare, year);
    return dated ?? { time: undefined, rest: bare };
  };
}

/**
 * The time of a line before which lineTimes found none: what its wrapper says, else the file's own (timeOf). A line that begins with
 * something like a time has that, so that its record is rejected for it.
 */
export function otherTime(file: EvidenceFile, record: SourceRecord): string {
  return record.time ?? CLOCK.exec(record.text)?.[0] ?? timeOf(file, record);
}

/** A line that began with the day of the week. */
function weekly(line: string, yearAt: ReturnType<typeof yearOf>): TimedLine | undefined {
  const [, name = '', day, time = '', year, rest = ''] = YEAR_LAST.exec(line) ?? [];
  const month = monthNumber(name);
  if (month !== undefined) return { time: isoText(Number(year), month, Number(day), time), rest };
  const iso = leadingTime(line);
  if (!iso) return syslog(line, yearAt);
  const [, utc, hours, minutes = '00', behind] = ZONE.exec(iso.rest) ?? [];
  const zone = utc === undefined ? (hours === undefined ? '' : `${hours}:${minutes}`) : 'Z';
  return { time: `${iso.time}${zone}`, rest: behind ?? iso.rest };
}

function named(line: string): TimedLine | undefined {
  const [, day, name = '', year, time = '', rest = ''] = NAMED.exec(line) ?? [];
  const month = monthNumber(name);
  return month === undefined ? undefined : { time: isoText(Number(year), month, Number(day), time), rest };
}

function slashed(line: string): TimedLine | undefined {
  const [, year, month, day, time = '', rest = ''] = SLASHED.exec(line) ?? [];
  return year === undefined ? undefined : { time: isoText(Number(year), Number(month), Number(day), time), rest };
}

function syslog(line: string, yearAt: ReturnType<typeof yearOf>): TimedLine | undefined {
  const [, name = '', day, year, time = '', rest = ''] = SYSLOG.exec(line) ?? [];
  const month = monthNumber(name);
  if (month === undefined) return undefined;
  const chosen = year === undefined ? yearAt(month, Number(day)) : Number(year);
  return { time: isoText(chosen, month, Number(day), time), rest };
}
