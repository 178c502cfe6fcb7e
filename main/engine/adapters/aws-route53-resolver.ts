import ipaddr from 'ipaddr.js';
import type { Mapped, RawRow, RecordAdapter } from './adapter.ts';

interface Answer {
  readonly Rdata?: unknown;
  readonly Type?: unknown;
}

/**
 * AWS Route 53 Resolver query logs: one JSON object a lookup, with its answers. The client is the EC2 instance (`srcids.instance`)
 * where the log names it, else the source address. Answers of type A and AAAA are addresses, CNAME is kept; there is no TTL.
 * Lookups that an inbound or outbound resolver endpoint passes on have the endpoint as source, not a client: they are skipped.
 * Fields: the AWS developer guide, "Values that appear in Resolver query logs".
 */
export const awsRoute53Resolver: RecordAdapter = {
  reads: 'records',
  format: 'aws-route53-resolver',
  kind: 'dns_lookup',
  fits: ({ records }) =>
    records.length > 0 &&
    records.filter((record) => ['query_name', 'query_timestamp', 'srcids', 'rcode'].every((key) => key in record))
      .length >=
      records.length / 2,
  map(record): Mapped {
    const sources = (record.srcids ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof record.query_name !== 'string' || typeof record.query_timestamp !== 'string') {
      return { reject: 'query_name or query_timestamp is missing' };
    }
    if (sources.resolver_endpoint !== undefined) return { skip: 'passed on by a resolver endpoint' };
    if (record.answers !== undefined && !Array.isArray(record.answers)) return { reject: 'answers is not a list' };
    const lookup = {
      timestamp: record.query_timestamp,
      source_vm_id: text(sources.instance),
      source_ip: text(record.srcaddr),
      source_port: text(record.srcport),
      fqdn: record.query_name,
      query_type: text(record.query_type),
      response_code: text(record.rcode),
      whole: 'true',
    };
    const answers = (record.answers ?? []) as readonly Answer[];
    const aliases = answers.filter(({ Type }) => Type === 'CNAME').map(({ Rdata }) => text(Rdata));
    const addresses = answers
      .filter(({ Type }) => Type === 'A' || Type === 'AAAA')
      .map(({ Rdata }) => text(Rdata) ?? '');
    const wrong = addresses.find((address) => !ipaddr.isValid(address));
    if (wrong !== undefined) return { reject: `answer "${wrong}" is not an IP address` };
    const row = (answer_ip: string | null): RawRow => ({
      table: 'dns_response',
      values: { ...lookup, answer_ip, cname: aliases.at(-1) ?? null },
    });
    return { rows: addresses.length > 0 ? addresses.map(row) : [row(null)] };
  },
};

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
