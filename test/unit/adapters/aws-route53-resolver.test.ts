import { expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

it('Route 53 logs as a CSV of Athena hold lists as texts; what is none is rejected', () => {
  const text = fixture('aws-route53-resolver/athena.csv');
  const { format, records } = mapped(text);
  expect(format).toBe('aws-route53-resolver');
  expect(records).toMatchObject([
    [{ source_vm_id: 'i-1', answer_ip: '10.0.0.8', cname: 'lb.example.' }],
    [{ source_ip: '10.0.0.1', response_code: 'NXDOMAIN' }],
  ]);
  expect(mapped(text.replace('"[]"', '"many"')).records[1]).toEqual({ reject: 'answers is not a list' });
});

it('Route 53 logs that Insights found say the same as the events, and as the fields that a query named', () => {
  const { format, records } = mapped(fixture('aws-route53-resolver/insights.json'));
  expect(format).toBe('aws-route53-resolver');
  expect(records).toEqual(mapped(fixture('aws-route53-resolver/events.json')).records);
  const fields = { query_timestamp: '2026-03-04T10:00:00Z', query_name: 'a.example.', rcode: 'SERVFAIL', srcids: '{}' };
  const result = Object.entries({ ...fields, srcaddr: '10.0.0.1' }).map(([field, value]) => ({ field, value }));
  expect(mapped(JSON.stringify({ results: [result], status: 'Complete' })).records).toMatchObject([
    [{ source_ip: '10.0.0.1', fqdn: 'a.example.', response_code: 'SERVFAIL' }],
  ]);
});
