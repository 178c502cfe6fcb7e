import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

describe('Unbound', () => {
  it('gives queries and replies with their codes; other messages are skipped', () => {
    const { format, records, assumed } = mapped(fixture('unbound/tagged.log'));
    const lookup = { timestamp: '1772614800', source_ip: '10.0.0.5', fqdn: 'Shop.example.', query_type: 'A' };
    expect({ format, assumed }).toEqual({ format: 'unbound', assumed: [] });
    expect(records.slice(0, 3)).toEqual([
      { skip: 'other messages than of lookups' },
      [{ table: 'dns_request', ...lookup }],
      [{ table: 'dns_response', ...lookup, response_code: 'NOERROR' }],
    ]);
    expect(records[4]).toMatchObject([{ source_ip: '2001:db8::5', response_code: 'NXDOMAIN' }]);
    expect(records[5]).toEqual({ skip: 'other messages than of lookups' });
  });

  it('without tags tells a reply by its code, and keeps the year over New Year', () => {
    const { records } = mapped(fixture('unbound/untagged.log'));
    expect(records).toMatchObject([
      [{ table: 'dns_request', timestamp: '2025-12-31T23:59:59' }],
      [{ table: 'dns_response', timestamp: '2026-01-01T00:00:00', response_code: 'SERVFAIL' }],
    ]);
  });

  it('is read from the syslog', () => {
    expect(mapped(fixture('unbound/syslog.log')).records).toMatchObject([
      [{ table: 'dns_request', timestamp: '2026-03-04T09:00:00+00:00' }],
      [{ table: 'dns_response', response_code: 'NOERROR' }],
    ]);
  });

  it('rejects a reply that is cut off before its code', () => {
    const line = '[1772614800] unbound[12:0] reply: 10.0.0.5 shop.example. A IN';
    expect(mapped(`${line}\n`).records).toEqual([{ reject: 'the reply has no response code' }]);
  });
});
