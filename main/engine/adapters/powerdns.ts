import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { text } from './fields.ts';
import { typeName } from './parts/dns-message.ts';
import { lineTimes, otherTime } from './parts/line-time.ts';
import { createRecent } from './recent.ts';
import { timeOf } from './times.ts';

const PAIR = /(\w+)="((?:[^"\\]|\\.)*)"/g;
const QUESTION = /(\d+) \[(\d+)\/\d+\] (?:TCP )?question for '([^'|]+)\|([^']+)' from (\S+)/;
const ANSWER = /(\d+) \[(\d+)\/\d+\] answer to (?:non-rd )?question '([^'|]+)\|([^']+)': .*\brcode=(\d+)/;
const FROM_CACHE = 'Question answered from packet cache';

/** A question of either kind of log. */
interface Question {
  readonly remote: string;
  readonly fqdn: string;
  readonly query_type: string;
}

/**
 * PowerDNS Recursor with `quiet=no`: structured (`msg="Question"`, `msg="Answer"`, pairs of key and value) or, before 4.6, free text, whose answers
 * name their thread and not the client. The time is `ts` where it is given. What the packet cache answered has no response code.
 * Lacks: answers, DNS id. Fields: PowerDNS Recursor, pdns_recursor.cc and syncres.cc, `structured-logging`.
 */
export const powerdns: RecordAdapter = {
  reads: 'lines',
  format: 'powerdns',
  kind: 'dns_response',
  fits: ({ firstLines }) =>
    firstLines.some(
      (line) =>
        (/\bsubsystem="(syncres|in)"/.test(line) && /\bqname="/.test(line)) || QUESTION.test(line) || ANSWER.test(line),
    ) || firstLines.some((line) => /\bPowerDNS Recursor\b/.test(line) && !line.trimStart().startsWith('{')),
  open: (file) => {
    const taken = lineTimes(file);
    const running = createRecent<Question>();
    return (record): Mapped => {
      const time = () => taken(record.text).time ?? otherTime(file, record);
      const [, thread, task, fqdn = '', query_type = '', remote = ''] = QUESTION.exec(record.text) ?? [];
      if (thread !== undefined) {
        const question = { remote, fqdn, query_type };
        running.set(`${thread}/${task}`, question);
        return rowsOf(question, time(), ['dns_request'], null);
      }
      const answer = ANSWER.exec(record.text);
      if (answer) {
        const asked = running.get(`${answer[1]}/${answer[2]}`);
        if (!asked || asked.fqdn !== answer[3]) return { skip: 'an answer whose question is not in the file' };
        return rowsOf(asked, time(), ['dns_response'], answer[5] ?? null);
      }
      const said = new Map([...record.text.matchAll(PAIR)].map(([, key = '', value = '']) => [key, value]));
      return lookupRows((key) => text(said.get(key)), time);
    };
  },
};

/** The same with `--structured-logging-backend=json`: an object a message. */
export const powerdnsJson: RecordAdapter = {
  ...powerdns,
  reads: 'objects',
  fits: ({ outline }) =>
    ['qname', 'remote', 'msg'].every((key) => outline.has(key)) &&
    (outline.get('subsystem') ?? []).some((name) => name === 'syncres' || name === 'in'),
  open: (file) => (record) =>
    lookupRows(
      (key) => text(record.fields[key]),
      () => timeOf(file, record),
    ),
};

/** What a structured message says of a lookup. */
function lookupRows(value: (key: string) => string | null, time: () => string): Mapped {
  const [message, fqdn, remote] = [value('msg'), value('qname'), value('remote')];
  if (fqdn === null || remote === null) return { skip: 'other messages than of lookups' };
  const question = { remote, fqdn, query_type: value('qtype') ?? '' };
  const at = value('ts') ?? time();
  if (message === 'Question') return rowsOf(question, at, ['dns_request'], null);
  if (message === 'Answer') return rowsOf(question, at, ['dns_response'], value('rcode'));
  if (message === FROM_CACHE) return rowsOf(question, at, ['dns_request', 'dns_response'], null);
  return { skip: 'other messages than of lookups' };
}

function rowsOf(
  { remote, fqdn, query_type: type }: Question,
  timestamp: string,
  tables: readonly ('dns_request' | 'dns_response')[],
  code: string | null,
): Mapped {
  const query_type = typeName(type);
  if (fqdn === '.') return { skip: 'the root was asked for' };
  const [, ip = remote, port = null] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(remote)?.filter((part) => part) ?? [];
  const values: RawRow['values'] = {
    timestamp,
    request_id: port === null ? null : `${remote} ${fqdn.toLowerCase()} ${query_type}`,
    source_ip: ip,
    source_port: port,
    fqdn,
    query_type,
  };
  return {
    rows: tables.map((table) => ({
      table,
      values: table === 'dns_response' ? { ...values, response_code: code } : values,
    })),
  };
}
