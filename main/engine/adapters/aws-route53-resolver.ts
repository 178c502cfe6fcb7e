import type { RecordAdapter } from './adapter.ts';
import { parseJson, type Fields } from '../evidence/json-parse.ts';
import { responseRows } from './answers.ts';
import { firstText, object, objects, text } from './fields.ts';

/**
 * AWS Route 53 Resolver query logs: one JSON object a lookup, with its answers. The client is the EC2 instance (`srcids.instance`)
 * where the log names it, else the source address. Answers of type A and AAAA are addresses, CNAME is kept; there is no TTL.
 * In a CSV of Athena lists and objects are texts (`[{rdata=10.0.0.2, type=A, class=IN}]`).
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
      const sources = object(valueOf(fields.srcids));
      if (typeof fields.query_name !== 'string' || typeof fields.query_timestamp !== 'string') {
        return { reject: 'query_name or query_timestamp is missing' };
      }
      if (sources.resolver_endpoint !== undefined) return { skip: 'infrastructure: passed on by a resolver endpoint' };
      const listed = valueOf(fields.answers) ?? [];
      if (!Array.isArray(listed)) return { reject: 'answers is not a list' };
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
      const answers = objects(listed).map(({ Rdata, Type, rdata, type }) => ({
        type: firstText(Type, type) ?? 'unknown',
        data: firstText(Rdata, rdata) ?? '',
      }));
      return responseRows(lookup, answers);
    },
};

/** A list or object; where it is a text (in the cell of a CSV) what is written there, in JSON or as Athena does: `{name=value, name=null}`. */
function valueOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    if (/^\{.*\}$/s.test(value)) return struct(value.slice(1, -1));
    const inner = /^\[(\{.*\})\]$/s.exec(value)?.[1];
    return inner === undefined ? value : inner.slice(1, -1).split('}, {').map(struct);
  }
}

function struct(inner: string): Fields {
  const pairs = inner.split(', ').map((pair) => pair.split(/=(.*)/s));
  return Object.fromEntries(pairs.filter(([, value]) => value !== 'null').map(([name = '', value]) => [name, value]));
}
