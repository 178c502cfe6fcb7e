import type { EvidenceFile } from '../adapter.ts';
import { isoText, leadingTime, monthNumber, yearOf } from '../times.ts';

/** A line without the time with which it begins; no time where it begins with none. */
export interface TimedLine {
  readonly time: string | undefined;
  readonly rest: string;
}

const SYSLOG = /^([A-Z][a-z]{2}) +(\d{1,2}) (?:(\d{4}) )?(\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s+(.*)$/;
const NAMED = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s+(.*)$/;
const SLASHED = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s+(.*)$/;
const EPOCH = /^\[(\d{9,10}(?:\.\d+)?)\]\s+(.*)$/;

/**
 * Takes the time off the lines of a server's log, whatever logger wrote it: ISO 8601, `Nov 21 21:54:39` (its year declared or assumed, times.ts),
 * `21-Nov-2026 21:54:39.123`, `2026/11/21 21:54:39`, `[1795298066]`; also behind the priority of a syslog message.
 */
export function lineTimes(file: EvidenceFile): (line: string) => TimedLine {
  const year = yearOf(file);
  return (line) => {
    const bare = line.replace(/^<\d{1,3}>(?:1 )?/, '');
    const iso = leadingTime(bare);
    if (iso) return { time: iso.time.replace(',', '.'), rest: iso.rest };
    const [, epoch, afterEpoch] = EPOCH.exec(bare) ?? [];
    if (epoch !== undefined) return { time: epoch, rest: afterEpoch ?? '' };
    const dated = named(bare) ?? slashed(bare) ?? syslog(bare, year);
    return dated ?? { time: undefined, rest: bare };
  };
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
