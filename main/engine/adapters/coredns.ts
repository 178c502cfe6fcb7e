import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { typeName } from './parts/dns-message.ts';
import { lineTimes, otherTime } from './parts/line-time.ts';

const LOOKUP =
  /\[INFO\] (?:plugin\/log: )?\[?([0-9a-fA-F.:]+)(?:%\w+)?\]?:(\d+) - (\d+) "(\S+) (\S+) (\S+) \w+ \d+ \w+ \d+" (\S+) \S+ \d+ ([\d.]+)s/;
const LOOPBACK = /^(127\.|::1$)/;

/**
 * CoreDNS, plugin `log` in its common format: question and response code in a line, written when the answer was sent. The time is what a logger put
 * before the line, else what the container's log says, else the file's own (assumed). Client, port and DNS id are the lookup's id. Lacks: answers;
 * by itself any time. The question in which the plugin `loop` asks itself is left out. Fields: CoreDNS, plugin/log.
 */
export const coredns: RecordAdapter = {
  reads: 'lines',
  format: 'coredns',
  kind: 'dns_response',
  fits: ({ firstLines }) => firstLines.some((line) => LOOKUP.test(line)),
  open: (file) => {
    const taken = lineTimes(file);
    return (record): Mapped => {
      const found = LOOKUP.exec(record.text);
      if (!found) return { skip: 'other messages than of lookups' };
      const [, source_ip = '', source_port = '', id = '', type = '', , fqdn = '', code = ''] = found;
      if (fqdn === '.') return { skip: 'the root was asked for' };
      if (type === 'HINFO' && LOOPBACK.test(source_ip)) return { skip: 'infrastructure: asked by CoreDNS itself' };
      const values: RawRow['values'] = {
        timestamp: taken(record.text).time ?? otherTime(file, record),
        request_id: `${source_ip}:${source_port}/${id}`,
        source_ip,
        source_port,
        fqdn,
        query_type: typeName(type),
      };
      const request: RawRow = { table: 'dns_request', values };
      if (code === '-') return { rows: [request] };
      return { rows: [request, { table: 'dns_response', values: { ...values, response_code: code } }] };
    };
  },
};
