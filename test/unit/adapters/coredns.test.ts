import { describe, expect, it } from 'vitest';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const mixed = mapped(fixture('coredns/mixed.log'));

describe('CoreDNS', () => {
  it('gives question and response code of a line, with client, port and DNS id', () => {
    const lookup = {
      timestamp: '2026-03-04T10:00:00.500+01:00',
      request_id: '10.0.0.5:40001/29008',
      source_ip: '10.0.0.5',
      source_port: '40001',
      fqdn: 'shop.example.',
      query_type: 'A',
    };
    expect(mixed.format).toBe('coredns');
    expect(mixed.records[2]).toEqual([
      { table: 'dns_request', ...lookup },
      { table: 'dns_response', ...lookup, response_code: 'NOERROR' },
    ]);
  });

  it('reads several loggers and zones in one file, and an IPv6 client in brackets', () => {
    expect(mixed.records[3]).toMatchObject([
      { timestamp: '2026-03-04T09:00:01.500Z', source_ip: '2001:db8::5' },
      { response_code: 'NXDOMAIN' },
    ]);
    expect(mixed.assumed).toEqual([]);
  });

  it('without a code is unanswered', () => {
    expect(mixed.records[4]).toMatchObject([{ table: 'dns_request', timestamp: '2026-03-04T09:00:02' }]);
    expect(mixed.records[4]).toHaveLength(1);
  });

  it('skips what it asks itself, and other messages', () => {
    expect(mixed.records.slice(5)).toEqual([
      { skip: 'infrastructure: asked by CoreDNS itself' },
      { skip: 'other messages than of lookups' },
    ]);
  });

  it.each([
    ['the portal of Azure', 'portal.csv', '2026-03-04T22:00:00.100Z'],
    ['Container Insights', 'container-insights.json', '1772618400100'],
    ['filter-log-events as text', 'events.txt', '1772618400100'],
    ['Kibana', 'kibana.csv', '2026-03-04T10:00:00.100'],
  ])('takes the time that %s gave its lines', async (_, name, timestamp) => {
    const { format, records, assumed } = await mappedFile(fixturePath(`coredns/${name}`));
    expect({ format, assumed }).toEqual({ format: 'coredns', assumed: [] });
    expect(records).toMatchObject([[{ timestamp }, { response_code: 'NOERROR' }]]);
  });

  it('without any time takes the declared one, else the file’s own, marked', () => {
    const plain = fixture('coredns/plain.log');
    expect(mapped(plain).assumed).toEqual(["time 2026-03-05T00:00:00.000Z (the file's own)"]);
    const declared = mapped(plain, { at: Date.UTC(2026, 0, 2) * 1000 });
    expect(declared.assumed).toEqual([]);
    expect(declared.records[0]).toMatchObject([
      { timestamp: '2026-01-02T00:00:00.000Z' },
      { response_code: 'SERVFAIL' },
    ]);
  });
});
