import { describe, expect, it } from 'vitest';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const query = mapped(fixture('bind/query.log'));

describe('BIND', () => {
  it('joins a query and its response by client, name and type; the case of the name is kept', () => {
    const lookup = {
      request_id: '10.0.0.5#40001 shop.example A',
      source_ip: '10.0.0.5',
      source_port: '40001',
      fqdn: 'Shop.example',
      query_type: 'A',
    };
    expect(query.format).toBe('bind');
    expect(query.records.slice(0, 2)).toEqual([
      [{ table: 'dns_request', timestamp: '2026-03-04T10:00:00.100', ...lookup }],
      [{ table: 'dns_response', timestamp: '2026-03-04T10:00:00.120', ...lookup, response_code: 'NOERROR' }],
    ]);
  });

  it('reads a view and an IPv6 client', () => {
    expect(query.records[3]).toMatchObject([
      { source_ip: '2001:db8::5', query_type: 'AAAA', response_code: 'NXDOMAIN' },
    ]);
  });

  it.each(['#40009/key tsig.example (shop.example): ', '#40009 (shop.example): key tsig.example: '])(
    'reads a query that was signed: client 10.0.0.5%squery',
    (signed) => {
      const { records } = mapped(`04-Mar-2026 10:00:00.100 client 10.0.0.5${signed}query: shop.example IN A +S\n`);
      expect(records).toMatchObject([[{ source_ip: '10.0.0.5', source_port: '40009', fqdn: 'shop.example' }]]);
    },
  );

  it('takes what failed and what was denied as responses', () => {
    expect(query.records[5]).toMatchObject([{ table: 'dns_response', fqdn: 'bad.example', response_code: 'SERVFAIL' }]);
    expect(query.records[6]).toMatchObject([{ table: 'dns_response', fqdn: 'far.example', response_code: 'REFUSED' }]);
  });

  it('skips the root and other messages', () => {
    expect(query.records.slice(7)).toEqual([
      { skip: 'the root was asked for' },
      { skip: 'other messages than of lookups' },
    ]);
  });

  it.each([
    ['iso.log', '2026-03-04T10:00:00.100Z', []],
    ['syslog.log', '2026-03-04T10:00:00', ["year 2026 (nearest to the file's time)"]],
    ['rfc5424.log', '2026-03-04T10:00:00.100+01:00', []],
    ['journal.json', '1772618400100000', []],
    ['journal-full.log', '2026-03-04 10:00:00', []],
    ['no-time.log', '2026-03-05T00:00:00.000Z', ["time 2026-03-05T00:00:00.000Z (the file's own)"]],
  ])('is read from %s', async (name, timestamp, assumed) => {
    const found = await mappedFile(fixturePath(`bind/${name}`));
    expect(found).toMatchObject({ format: 'bind', assumed });
    expect(found.records[0]).toMatchObject([{ timestamp, source_ip: '10.0.0.5', fqdn: 'shop.example' }]);
  });
});
