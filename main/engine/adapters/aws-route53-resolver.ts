import type { RecordAdapter } from './adapter.ts';
import { responseRows } from './answers.ts';
import { object, objects, text } from './fields.ts';

/**
 * AWS Route 53 Resolver query logs: one JSON object a lookup, with its answers. The client is the EC2 instance (`srcids.instance`)
 * where the log names it, else the source address. Answers of type A and AAAA are addresses, CNAME is kept; there is no TTL.
 * Lookups that an inbound or outbound resolver endpoint passes on have the endpoint as source, not a client: they are skipped.
 * Fields: the AWS developer guide, "Values that appear in Resolver query logs".
 */
export const awsRoute53Resolver: RecordAdapter = {
  reads: 'objects',
  format: 'aws-route53-resolver',
  kind: 'dns_lookup',
  fits: ({ outline }) => ['query_name', 'query_timestamp', 'srcids', 'rcode'].every((key) => outline.has(key)),
  open:
    () =>
    ({ fields }) => {
      const sources = object(fields.srcids);
      if (typeof fields.query_name !== 'string' || typeof fields.query_timestamp !== 'string') {
        return { reject: 'query_name or query_timestamp is missing' };
      }
      if (sources.resolver_endpoint !== undefined) return { skip: 'infrastructure: passed on by a resolver endpoint' };
      if (fields.answers !== undefined && !Array.isArray(fields.answers)) return { reject: 'answers is not a list' };
      const lookup = {
        timestamp: fields.query_timestamp,
        source_vm_id: text(sources.instance),
        source_ip: text(fields.srcaddr),
        source_port: text(fields.srcport),
        fqdn: fields.query_name,
        query_type: text(fields.query_type),
        response_code: text(fields.rcode),
        whole: 'true',
      };
      const answers = objects(fields.answers).map(({ Rdata, Type }) => ({
        type: text(Type) ?? 'unknown',
        data: text(Rdata) ?? '',
      }));
      return responseRows(lookup, answers);
    },
};
