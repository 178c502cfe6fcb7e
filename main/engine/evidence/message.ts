import { azureTime } from '../adapters/parts/azure-time.ts';
import { text } from '../adapters/fields.ts';
import { parseObject, type Fields } from './json-parse.ts';

/** What a log collector wrapped: the line that a program wrote, and the time that the collector gave it. */
export interface Message {
  readonly text: string;
  readonly time: string | undefined;
}

const MESSAGES = ['message', '@message', 'log', 'textPayload', 'LogEntry', 'LogMessage'];
const TIMES = ['timestamp', '@timestamp', 'time'];

/** The message in a record of CloudWatch (events, Insights), Docker, Cloud Logging, Log Analytics or the journal, where the record is only its wrapper. */
export function messageOf(record: Fields): Message | undefined {
  if (typeof record.MESSAGE === 'string' && '__REALTIME_TIMESTAMP' in record) return ofJournal(record, record.MESSAGE);
  const name = MESSAGES.find((each) => typeof record[each] === 'string');
  if (name === undefined) return undefined;
  const said = TIMES.map((each) => record[each]).find((each) => typeof each === 'string' || typeof each === 'number');
  const time = said === undefined ? (azureTime(record) ?? undefined) : String(said);
  return { text: (record[name] as string).replace(/\r?\n$/, ''), time };
}

/** A message of systemd's journal (`journalctl -o json`), behind host and program as a file of the syslog has them. */
function ofJournal(record: Fields, message: string): Message {
  const { __REALTIME_TIMESTAMP: time, _HOSTNAME: host, SYSLOG_IDENTIFIER: app, _PID: process } = record;
  return { text: headed(text(host), text(app), text(process), message), time: text(time) ?? undefined };
}

const RFC5424 = /^<\d{1,3}>1 (\S+) (\S+) (\S+) (\S+) \S+ (?:-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: \uFEFF?(.*))?$/;

/** The message in a line of the syslog of RFC 5424, behind host and program as RFC 3164 writes them: so programs' own lines look alike in both. */
export function syslogLine(line: string): Message | undefined {
  const [, time, host, app, process, message = ''] = RFC5424.exec(line) ?? [];
  if (time === undefined) return undefined;
  return { text: headed(given(host), given(app), given(process), message), time: given(time) ?? undefined };
}

const given = (value: string | undefined) => (value === undefined || value === '-' ? null : value);

function headed(host: string | null, app: string | null, process: string | null, message: string): string {
  const program = app === null ? '' : `${app}${process === null ? '' : `[${process}]`}: `;
  return `${host === null ? '' : `${host} `}${program}${message}`;
}

const CONTAINER_LINE = /^(\d{4}-\d{2}-\d{2}T\S+) (?:stdout|stderr) [FP] (.*)$/;

/** The message in a line of a container's log file, as Kubernetes nodes keep it: time, stream, F or P, then what was written. */
export function containerLine(line: string): Message | undefined {
  const found = CONTAINER_LINE.exec(line);
  return found ? { text: found[2] ?? '', time: found[1] } : undefined;
}

const LONGEST_PREFIX = 200;

/** A JSON object behind a prefix on its line: a time (CloudWatch export tasks), a syslog header, `@cee:`. */
export function prefixedLine(line: string): Message | undefined {
  const begin = line.indexOf('{');
  if (begin <= 0 || begin > LONGEST_PREFIX) return undefined;
  const prefix = line.slice(0, begin).trim();
  return { text: line.slice(begin), time: /^\d{4}-\d{2}-\d{2}T\S+$/.test(prefix) ? prefix : undefined };
}

/** Whether most of the messages are JSON objects themselves. */
export function holdObjects(messages: readonly Message[]): boolean {
  const objects = messages.filter(
    ({ text }) => text.trimStart().startsWith('{') && typeof parseObject(text) !== 'string',
  );
  return objects.length > 0 && objects.length >= messages.length / 2;
}
