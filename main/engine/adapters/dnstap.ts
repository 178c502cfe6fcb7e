import ipaddr from 'ipaddr.js';
import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RawRow, RecordAdapter, SourceRecord } from './adapter.ts';
import { responseRows } from './answers.ts';
import { object, text, texts } from './fields.ts';
import { digText } from './parts/dig-text.ts';
import { dnsMessage, typeName, type DnsMessage } from './parts/dns-message.ts';
import { dnstapFrame } from './parts/dnstap-frame.ts';
import { lineTimes } from './parts/line-time.ts';
import { fileTime } from './times.ts';

const TYPES = /^(AUTH|RESOLVER|CLIENT|FORWARDER|STUB|TOOL|UPDATE)_(QUERY|RESPONSE)$/;
const NUMBERED = [
  ...['', 'AUTH_QUERY', 'AUTH_RESPONSE', 'RESOLVER_QUERY', 'RESOLVER_RESPONSE', 'CLIENT_QUERY', 'CLIENT_RESPONSE'],
  ...['FORWARDER_QUERY', 'FORWARDER_RESPONSE', 'STUB_QUERY', 'STUB_RESPONSE', 'TOOL_QUERY', 'TOOL_RESPONSE'],
];
const SHORT: Readonly<Record<string, string>> = { A: 'AUTH', R: 'RESOLVER', C: 'CLIENT', F: 'FORWARDER' };
const ONE_LINE =
  /^([ARCFSTU])([QR]) (\S+?)(?::(\d+))?(?: (?:->|<-) \S+)? (?:UDP|TCP|DOT|DOH|DOQ|DNSCrypt\w+) \d+b (?:"([^"]*)" IN (\S+)|(\S+)\/IN\/(\S+))\s*$/;
const CLOCK = /^(\d{2}:\d{2}:\d{2}(?:\.\d+)?) (.*)$/;

/** What a dnstap message says, however it was written. */
interface Tapped {
  /** Its type, as `CLIENT_QUERY`. */
  readonly type: string;
  readonly time: string | null;
  readonly address: string | null;
  readonly port: string | null;
  readonly message: Omit<DnsMessage, 'id' | 'response'> & { readonly id: string | null };
}

/**
 * dnstap, a DNS server's own record of its messages, as YAML: of `dnstap-read -y` (times in whole seconds), `dnstap-ldns -y` and golang-dnstap. What
 * clients asked (CLIENT_…) counts; what resolvers asked of servers and forwarders is left out. Client, port and DNS id pair query and response.
 * Carries answers with TTL. Lacks: instance. Fields: dnstap.proto; dnstap-read.c, dnstap-ldns.c.
 */
export const dnstapYaml: RecordAdapter = {
  reads: 'objects',
  format: 'dnstap',
  kind: 'dns_response',
  fits: ({ shape, records }) =>
    shape === 'yaml' &&
    records.some(({ type, message }) => type === 'MESSAGE' && TYPES.test(text(object(message).type) ?? '')),
  open: () => (record) => {
    if (text(record.fields.type) !== 'MESSAGE') return { skip: 'other records than messages' };
    const said = object(record.fields.message);
    const type = text(said.type) ?? '';
    const side = type.endsWith('_RESPONSE') ? 'response' : 'query';
    const message =
      digText(text(said[`${side}_message`]) ?? '') ?? digText(asDig(object(said[`${side}_message_data`])));
    if (!message) return { skip: 'no DNS message is given' };
    const time = timeOf(record, `${side}_time`);
    return rowsOf({ type, time, address: text(said.query_address), port: text(said.query_port), message });
  },
};

/**
 * dnstap in one line a message, as `dnstap-read` and `dnstap-ldns -q` print it. Lacks: answers, response code, DNS id; the second tool leaves out
 * port and date too (that of the file is assumed).
 */
export const dnstapLines: RecordAdapter = {
  reads: 'lines',
  format: 'dnstap',
  kind: 'dns_response',
  fits: ({ firstLines }) =>
    firstLines.some((line) => ONE_LINE.test(line.replace(/^.*?\d{2}:\d{2}:\d{2}(\.\d+)?Z? /, ''))),
  open: (file) => {
    const taken = lineTimes(file);
    return ({ text: line }) => {
      const [, clock, afterClock] = CLOCK.exec(line) ?? [];
      const { time, rest } = clock === undefined ? taken(line) : { time: clock, rest: afterClock ?? '' };
      const [, who = '', way, address = '', port = null, quoted, quotedType, plain = '', plainType = ''] =
        ONE_LINE.exec(rest) ?? [];
      if (way === undefined) return { skip: 'other lines than messages' };
      return rowsOf({
        type: `${SHORT[who] ?? 'OTHER'}_${way === 'Q' ? 'QUERY' : 'RESPONSE'}`,
        time: clock === undefined ? (time ?? null) : `${fileTime(file).slice(0, 10)}T${clock}`,
        address,
        port,
        message: { id: null, name: quoted ?? plain, type: typeName(quotedType ?? plainType), code: null, answers: [] },
      });
    };
  },
};

/** dnstap as servers write it: a stream of binary frames, times in nanoseconds, DNS messages as they were sent. */
export const dnstapFrames: RecordAdapter = {
  reads: 'frames',
  format: 'dnstap',
  kind: 'dns_response',
  fits: ({ firstLines }) => firstLines.some((type) => type.includes('dnstap.Dnstap')),
  open:
    () =>
    ({ bytes }) => {
      const frame = dnstapFrame(bytes);
      if (typeof frame === 'string') return { reject: `the frame is not a dnstap message (${frame})` };
      const type = NUMBERED[frame.type] ?? '';
      const response = type.endsWith('_RESPONSE');
      const content = response ? frame.response : frame.query;
      if (!content) return { skip: 'no DNS message is given' };
      const message = dnsMessage(content);
      if (typeof message === 'string') return { reject: `the frame holds no DNS message (${message})` };
      const { address, port } = frame;
      return rowsOf({
        type,
        time: (response ? frame.responseTime : frame.queryTime) ?? null,
        address: address?.length === 4 || address?.length === 16 ? ipaddr.fromByteArray([...address]).toString() : null,
        port: port === undefined ? null : String(port),
        message,
      });
    },
};

function rowsOf({ type, time, address, port, message }: Tapped): Mapped {
  if (/^(AUTH|RESOLVER|FORWARDER)_/.test(type)) return { skip: 'infrastructure: asked by resolvers of servers' };
  if (!type.startsWith('CLIENT_')) return { skip: 'other messages than of clients' };
  if (message.name === null) return { skip: 'no name was asked for' };
  if (message.name === '.' || message.name === '') return { skip: 'the root was asked for' };
  const asked = message.id ?? `${message.name.toLowerCase()} ${message.type}`;
  const values: RawRow['values'] = {
    timestamp: time,
    request_id: port === null ? null : `${address}:${port}/${asked}`,
    source_ip: address,
    source_port: port,
    fqdn: message.name,
    query_type: message.type,
  };
  if (type === 'CLIENT_QUERY') return { rows: [{ table: 'dns_request', values }] };
  return responseRows({ ...values, response_code: message.code }, message.answers);
}

/** A time as it stands in the record: YAML would cut it to milliseconds. Without a zone it is UTC (dnstap counts from the epoch). */
function timeOf({ fields, text: record }: SourceRecord, name: string): string | null {
  const value = object(fields.message)[name];
  const found = new RegExp(
    `\\b${name}:\\s*(?:!!timestamp\\s+)?["']?(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?)`,
  );
  const [, date, time] = found.exec(record) ?? [];
  if (date !== undefined) return `${date}T${time}Z`;
  return value instanceof Date ? value.toISOString() : text(value);
}

/** A DNS message that `dnstap-read` gives in fields, as dig prints it. */
function asDig(data: Fields): string {
  const header = `opcode: QUERY, status: ${text(data.status)}, id: ${text(data.id)}`;
  const sections = [
    ';; QUESTION SECTION:',
    ...texts(data.QUESTION_SECTION),
    ';; ANSWER SECTION:',
    ...texts(data.ANSWER_SECTION),
  ];
  return [header, ...sections].join('\n');
}
