import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const first = {
  table: 'dns_response',
  timestamp: '2026-03-04T10:00:00.1234567Z',
  source_ip: '10.0.0.1',
  source_port: '40001',
  fqdn: 'shop.example.',
  query_type: 'A',
  response_code: '0',
  answer_ip: '10.0.0.8',
  ttl: '60',
  cname: 'lb.example.',
  whole: 'true',
};

describe('Azure DNS security policy logs', () => {
  it.each(['log-analytics.ndjson', 'PT1H.json'])('as %s give whole lookups by the address that asked', (name) => {
    const { format, records } = mapped(fixture(`azure-dnsquerylogs/${name}`));
    expect(format).toBe('azure-dnsquerylogs');
    expect(records[0]).toEqual([first]);
    expect(records.at(-1)).toMatchObject([{ response_code: '3' }]);
    expect(records.at(-1)).not.toHaveProperty('0.answer_ip');
  });

  it('may hold each answer as a text of its own', () => {
    expect(mapped(fixture('azure-dnsquerylogs/log-analytics.ndjson')).records[1]).toMatchObject([
      { source_port: '40002', answer_ip: '10.0.0.8', cname: 'lb.example.' },
    ]);
  });

  it('as a CSV of the portal have the month first, twelve hours, and answers in a cell', () => {
    const { records } = mapped(fixture('azure-dnsquerylogs/portal.csv'));
    expect(records).toMatchObject([
      [{ ...first, timestamp: '2026-03-04T10:00:00.123Z' }],
      [{ timestamp: '2026-03-04T13:00:00.000Z', response_code: '3' }],
      [{ timestamp: '2026-03-04T00:30:00.000Z', answer_ip: '10.0.0.8' }],
    ]);
  });

  it('with answers that cannot be read are rejected, with what stands there', () => {
    const broken = fixture('azure-dnsquerylogs/log-analytics.ndjson').replace(/"Answer":\[.*?\]/, '"Answer":"[{"');
    expect(mapped(broken).records[0]).toEqual({ reject: 'Answer "[{" is not a list of answers' });
  });
});

describe('Azure Firewall DNS proxy logs', () => {
  const log = fixture('azure-firewall-dns/log-analytics.ndjson');

  it('give request and code without answers; times without a zone are UTC', () => {
    const { format, records, assumed } = mapped(log);
    expect(format).toBe('azure-firewall-dns');
    const asked = {
      timestamp: '2026-03-04 10:00:00.1234567Z',
      request_id: '7',
      source_ip: '10.0.0.1',
      source_port: '40001',
      fqdn: 'shop.example.',
      query_type: 'A',
    };
    expect(records[0]).toEqual([
      { table: 'dns_request', ...asked },
      { table: 'dns_response', ...asked, response_code: 'NOERROR' },
    ]);
    expect(assumed).toEqual([]);
  });

  it('that timed out say code 0 and a type with a colon: they are unanswered requests', () => {
    const { records } = mapped(log);
    expect(records[1]).toMatchObject([{ table: 'dns_request', query_type: 'A' }]);
    expect(records[1]).toHaveLength(1);
  });

  it.each([
    [
      'a blob',
      '{"time":"2026-03-04T10:00:00.1Z","category":"AzureFirewallDnsProxy","properties":{"msg":"DNS Request: 10.0.0.1:40001 - 7 A IN shop.example. udp 50 false 512 NOERROR qr,rd,ra 100 0.001s"}}',
    ],
    [
      'a table',
      'TimeGenerated [UTC],Category,msg_s\n"3/4/2026, 10:00:00.1 AM",AzureFirewallDnsProxy,"DNS Request: 10.0.0.1:40001 - 7 A IN shop.example. udp 50 false 512 NOERROR qr,rd,ra 100 0.001s"',
    ],
  ])('of the older category are texts, in %s', (_, text) => {
    const { format, records } = mapped(`${text}\n`);
    const asked = {
      timestamp: '2026-03-04T10:00:00.1Z',
      request_id: '7',
      source_ip: '10.0.0.1',
      fqdn: 'shop.example.',
    };
    expect(format).toBe('azure-firewall-dns');
    expect(records).toMatchObject([[asked, { ...asked, response_code: 'NOERROR' }]]);
  });

  it('are read from blobs as well', () => {
    expect(mapped(fixture('azure-firewall-dns/blob.json')).records[0]).toMatchObject([
      { table: 'dns_request', timestamp: '2026-03-04T10:00:00.1234567Z', source_ip: '10.0.0.1' },
      { table: 'dns_response', response_code: 'NOERROR' },
    ]);
  });
});
