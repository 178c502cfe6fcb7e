import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const { format, records, assumed } = mapped(fixture('powerdns/structured.log'));

describe('PowerDNS Recursor', () => {
  it('joins question and answer by client, name and type, at the exact time', () => {
    const lookup = {
      request_id: '10.0.0.5:40001 shop.example A',
      source_ip: '10.0.0.5',
      source_port: '40001',
      fqdn: 'Shop.example',
      query_type: 'A',
    };
    expect({ format, assumed }).toEqual({ format: 'powerdns', assumed: [] });
    expect(records.slice(1, 4)).toEqual([
      { skip: 'other messages than of lookups' },
      [{ table: 'dns_request', timestamp: '1772614801.100', ...lookup }],
      [{ table: 'dns_response', timestamp: '1772614801.150', ...lookup, response_code: '0' }],
    ]);
  });

  it('tells a reused task by the client, of IPv6 too', () => {
    expect(records[5]).toMatchObject([{ source_ip: '2001:db8::5', source_port: '40002', response_code: '2' }]);
  });

  it('answered from the packet cache has a response of unknown code', () => {
    expect(records[6]).toMatchObject([{ table: 'dns_request' }, { table: 'dns_response' }]);
    expect(records[6]).not.toHaveProperty('1.response_code');
  });

  it('is read as JSON too', () => {
    const objects = fixture('powerdns/structured.log')
      .split('\n')
      .filter((line) => line.includes('qname='))
      .map((line) =>
        Object.fromEntries([...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value]) => [key, value] as const)),
      );
    const told = mapped(objects.map((object) => JSON.stringify(object)).join('\n'));
    expect(told.format).toBe('powerdns');
    expect(told.records.slice(0, 2)).toEqual(records.slice(2, 4));
  });

  it('as free text finds who asked by thread and task', () => {
    expect(mapped(fixture('powerdns/text.log')).records).toMatchObject([
      [{ table: 'dns_request', source_ip: '10.0.0.5', fqdn: 'shop.example' }],
      [{ table: 'dns_response', source_ip: '10.0.0.5', fqdn: 'shop.example', response_code: '0' }],
      { skip: 'an answer whose question is not in the file' },
    ]);
  });
});
