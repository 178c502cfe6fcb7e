import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { typeName } from './parts/dns-message.ts';
import { lineTimes, otherTime } from './parts/line-time.ts';

const LOOKUP =
  /\bunbound(?:\[\d+\])?:? ?(?:\[\d+:\w+\]:?) (query|reply|info): ([0-9a-fA-F.:]+) (\S+) (\S+) (?:IN|CH|HS|ANY)(?: ([A-Z][A-Z0-9]+) (\d+\.\d+) [01] \d+)?(?:\s|$)/;

/**
 * Unbound with `log-queries` and `log-replies`, tagged or not (a reply is the one that ends in a response code and numbers), its times as epoch,
 * as text without a year, or of the syslog. Source, name, type and time join a query with its reply. Lacks: answers, port, DNS id, time
 * below a second. Fields: unbound.conf manual, `log-queries`, `log-replies`, `log-tag-queryreply`.
 */
export const unbound: RecordAdapter = {
  reads: 'lines',
  format: 'unbound',
  kind: 'dns_response',
  fits: ({ firstLines }) => firstLines.some((line) => LOOKUP.test(line)),
  open: (file) => {
    const taken = lineTimes(file);
    return (record): Mapped => {
      const found = LOOKUP.exec(record.text);
      if (!found) return { skip: 'other messages than of lookups' };
      const [, tag, source_ip = '', fqdn = '', type = '', response_code] = found;
      if (fqdn === '.') return { skip: 'the root was asked for' };
      if (tag === 'reply' && response_code === undefined) return { reject: 'the reply has no response code' };
      const values: RawRow['values'] = {
        timestamp: taken(record.text).time ?? otherTime(file, record),
        source_ip,
        fqdn,
        query_type: typeName(type),
      };
      if (response_code === undefined) return { rows: [{ table: 'dns_request', values }] };
      return { rows: [{ table: 'dns_response', values: { ...values, response_code } }] };
    };
  },
};
