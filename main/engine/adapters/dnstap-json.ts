import type { RecordAdapter } from './adapter.ts';
import { responseRows } from './answers.ts';
import { firstText, object, text } from './fields.ts';
import { digText } from './parts/dig-text.ts';

/**
 * dnstap as JSON, a message a line (`dnstap -j` of golang-dnstap): who asked and when, with the DNS message as dig prints it. Queries and
 * responses stand apart and are paired by client, port and DNS id. What a server asks of others (RESOLVER_*, FORWARDER_*) and what other
 * resolvers ask of it (AUTH_*) is left out. Lacks: instance. Fields: golang-dnstap, JsonFormat.go; dnstap.proto.
 */
export const dnstapJson: RecordAdapter = {
  reads: 'objects',
  format: 'dnstap',
  kind: 'dns_response',
  fits: ({ shape, outline }) =>
    shape !== 'yaml' &&
    (outline.get('type') ?? []).includes('MESSAGE') &&
    ['message.query_message', 'message.response_message'].some((path) => outline.has(path)),
  open:
    () =>
    ({ fields }) => {
      const message = object(fields.message);
      const type = text(message.type) ?? '';
      if (/^(AUTH|RESOLVER|FORWARDER)_/.test(type)) return { skip: 'infrastructure: between servers' };
      if (!/^CLIENT_(QUERY|RESPONSE)$/.test(type)) return { skip: 'other messages than lookups' };
      const response = type === 'CLIENT_RESPONSE';
      const said = response ? 'response_message' : 'query_message';
      const dns = digText(text(message[said]) ?? '');
      if (!dns) return { reject: `${said} is not a DNS message` };
      const source_ip = text(message.query_address);
      const source_port = text(message.query_port);
      const values = {
        timestamp: response ? firstText(message.response_time, message.query_time) : text(message.query_time),
        request_id: `${source_ip}:${source_port}/${dns.id}`,
        source_ip,
        source_port,
        fqdn: dns.name,
        query_type: dns.type,
      };
      if (!response) return { rows: [{ table: 'dns_request', values }] };
      return responseRows({ ...values, response_code: dns.code }, dns.answers);
    },
};
