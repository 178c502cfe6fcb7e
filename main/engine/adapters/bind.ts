import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { typeName } from './parts/dns-message.ts';
import { lineTimes, otherTime } from './parts/line-time.ts';

const CLIENT =
  /\bclient (?:@0x[0-9a-f]+ )?([0-9a-fA-F.:]+)(?:%\w+)?#(\d+)(?:\/key \S+)?(?: \([^)]*\))?: (?:key \S+: )?(?:view \S+: )?(.*)$/;
const LOOKUP = /^(query|response): (\S+) (\S+) (\S+)(?: ([A-Z][A-Z0-9]+)\b)?/;
const DENIED = /^query(?: \(cache\))? '(\S+)\/(\S+)\/(\S+)' denied/;
const FAILED = /^query failed \(([^)]+)\) for (\S+)\/(\S+)\/(\S+)/;

/**
 * BIND: the categories queries and responses (`responselog`), what was denied (security) and what failed (query-errors), in every `print-time`
 * of named and behind a syslog header. Client's address, port, name and type join a query with its response. Carries the response code where
 * responses are logged. Lacks: answers, instance, DNS id; the zone of local time. Fields: BIND 9 Administrator Reference Manual, "The querylog".
 */
export const bind: RecordAdapter = {
  reads: 'lines',
  format: 'bind',
  kind: 'dns_request',
  fits: ({ firstLines }) => firstLines.some((line) => saidOf(CLIENT.exec(line)?.[3] ?? '') !== undefined),
  open: (file) => {
    const taken = lineTimes(file);
    return (record): Mapped => {
      const { time, rest } = taken(record.text);
      const [, source_ip = '', source_port = '', message = ''] = CLIENT.exec(rest) ?? [];
      const said = saidOf(message);
      if (!said) return { skip: 'other messages than of lookups' };
      if (said.fqdn === '.') return { skip: 'the root was asked for' };
      const { fqdn, type, response_code } = said;
      const query_type = typeName(type);
      const values: RawRow['values'] = {
        timestamp: time ?? otherTime(file, record),
        request_id: `${source_ip}#${source_port} ${fqdn.toLowerCase()} ${query_type}`,
        source_ip,
        source_port,
        fqdn,
        query_type,
      };
      if (response_code === undefined) return { rows: [{ table: 'dns_request', values }] };
      return { rows: [{ table: 'dns_response', values: { ...values, response_code } }] };
    };
  },
};

/** The lookup in what named says of a client; with the response code where it was answered. */
function saidOf(message: string): { fqdn: string; type: string; response_code?: string } | undefined {
  const [, kind, name = '', , type = '', code = ''] = LOOKUP.exec(message) ?? [];
  if (kind === 'query') return { fqdn: name, type };
  if (kind === 'response') return { fqdn: name, type, response_code: code };
  const denied = DENIED.exec(message);
  if (denied) return { fqdn: denied[1] ?? '', type: denied[2] ?? '', response_code: 'REFUSED' };
  const failed = FAILED.exec(message);
  if (!failed) return undefined;
  const result = failed[1] ?? '';
  return { fqdn: failed[2] ?? '', type: failed[4] ?? '', response_code: /^[A-Z]+$/.test(result) ? result : 'SERVFAIL' };
}
