import { parseObject, type Fields } from './json-parse.ts';

/** What a log collector wrapped: the line that a program wrote, and the time that the collector gave it. */
export interface Message {
  readonly text: string;
  readonly time: string | undefined;
}

const MESSAGES = ['message', '@message', 'log', 'textPayload', 'LogEntry', 'LogMessage'];
const TIMES = ['timestamp', '@timestamp', 'time', 'TimeGenerated'];

/** The message in a record of CloudWatch (events, Insights), Docker, Cloud Logging or Log Analytics, where the record is only its wrapper. */
export function messageOf(record: Fields): Message | undefined {
  const name = MESSAGES.find((each) => typeof record[each] === 'string');
  if (name === undefined) return undefined;
  const time = TIMES.map((each) => record[each]).find((each) => typeof each === 'string' || typeof each === 'number');
  return { text: (record[name] as string).replace(/\r?\n$/, ''), time: time === undefined ? undefined : String(time) };
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
