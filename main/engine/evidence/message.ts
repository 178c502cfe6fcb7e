import { azureTime } from '../adapters/parts/azure-time.ts';
import { text } from '../adapters/fields.ts';
import { isoText, monthNumber } from '../adapters/times.ts';
import { isFields, parseObject, type Fields } from './json-parse.ts';

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
  const time = said === undefined ? (azureTime(record) ?? undefined) : written(String(said));
  return ofContainer({ text: (record[name] as string).replace(/\r?\n$/, ''), time });
}

/** A message that is itself the record that a collector (Fluent Bit, Container Insights) made of a container's line: that line. */
function ofContainer(message: Message): Message {
  if (!message.text.startsWith('{') || !message.text.includes('"log":')) return message;
  const record = parseObject(message.text);
  if (typeof record === 'string' || !(isFields(record.kubernetes) || 'stream' in record)) return message;
  const inner = messageOf(record);
  return inner ? { text: inner.text, time: inner.time ?? message.time } : message;
}

const KIBANA = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/;

/** A time as ISO 8601 where Kibana wrote it for people, in the zone of who looked. */
function written(time: string): string {
  const [, name = '', day, year, clock = ''] = KIBANA.exec(time) ?? [];
  const month = monthNumber(name);
  return month === undefined ? time : isoText(Number(year), month, Number(day), clock);
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
  return ofContainer({
    text: line.slice(begin),
    time: /^\d{4}-\d{2}-\d{2}T\S+$/.test(prefix) ? prefix : undefined,
  });
}

const EVENT_LINE = /^EVENTS\t\S+\t\d+\t[^\t]*\t(.*)\t(\d{10,13})$/;

/** The message in a line of `aws logs filter-log-events --output text`. */
export function eventLine(line: string): Message | undefined {
  const found = EVENT_LINE.exec(line);
  return found ? ofContainer({ text: found[1] ?? '', time: found[2] }) : undefined;
}

/** Whether most of the messages are JSON objects themselves. */
export function holdObjects(messages: readonly Message[]): boolean {
  const objects = messages.filter(
    ({ text }) => text.trimStart().startsWith('{') && typeof parseObject(text) !== 'string',
  );
  return objects.length > 0 && objects.length >= messages.length / 2;
}
