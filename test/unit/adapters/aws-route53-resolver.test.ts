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
