import { describe, expect, it } from 'vitest';
import { digText } from '../../../main/engine/adapters/parts/dig-text.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const log = fixture('dnstap/messages.json');

describe('dnstap as JSON', () => {
  it('pairs what a client asked with what it was told, read from the message as dig prints it', () => {
    const { format, records } = mapped(log);
    expect(format).toBe('dnstap');
    const asked = {
      request_id: '10.0.0.1:40001/7982',
      source_ip: '10.0.0.1',
      source_port: '40001',
      fqdn: 'shop.example.',
      query_type: 'A',
    };
    expect(records[0]).toEqual([{ table: 'dns_request', timestamp: '2026-03-04T10:00:00.000001234Z', ...asked }]);
    const told = {
      table: 'dns_response',
      timestamp: '2026-03-04T10:00:00.02Z',
      ...asked,
      response_code: 'NOERROR',
      ttl: '60',
      cname: 'lb.example.',
    };
    expect(records[2]).toEqual([
      { ...told, answer_ip: '10.0.0.8' },
      { ...told, answer_ip: '10.0.0.9' },
    ]);
    expect(records[3]).toMatchObject([{ fqdn: 'gone.example.', query_type: 'AAAA', response_code: 'NXDOMAIN' }]);
  });

  it('leaves out messages between servers and of tools, and rejects a message that cannot be read', () => {
    const { records } = mapped(log);
    expect(records[1]).toEqual({ skip: 'infrastructure: between servers' });
    expect(records[4]).toEqual({ skip: 'other messages than lookups' });
    const broken = log.replace(';; opcode: QUERY, status: NOERROR, id: 7982', 'parse failed: overflow');
    expect(mapped(broken).records[0]).toEqual({ reject: 'query_message is not a DNS message' });
  });

  it('is read as ldns prints it, too', () => {
    const ldns = [
      ';; ->>HEADER<<- opcode: QUERY, rcode: NOERROR, id: 7',
      ';; flags: qr rd ra ; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0 ',
      ';; QUESTION SECTION:',
      ';; shop.example.\tIN\tA',
      '',
      ';; ANSWER SECTION:',
      'shop.example.\t60\tIN\tA\t10.0.0.8',
      '',
      ';; AUTHORITY SECTION:',
      'example.\t60\tIN\tNS\tns.example.',
    ].join('\n');
    expect(digText(ldns)).toEqual({
      id: '7',
      response: true,
      name: 'shop.example.',
      type: 'A',
      code: 'NOERROR',
      answers: [{ type: 'A', data: '10.0.0.8', ttl: '60' }],
    });
  });
});
