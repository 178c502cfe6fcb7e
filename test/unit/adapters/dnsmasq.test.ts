import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const extra = () => mapped(fixture('dnsmasq/extra.log')).records;
const plain = () => mapped(fixture('dnsmasq/plain.log')).records;

describe('dnsmasq with numbers', () => {
  it('gives question and answers one id, the addresses, and the last name of a chain', () => {
    const lookup = {
      request_id: '7/1 10.0.0.5/40001',
      source_ip: '10.0.0.5',
      source_port: '40001',
      fqdn: 'Shop.example',
      query_type: 'A',
    };
    const answer = { ...lookup, table: 'dns_response', timestamp: '2025-12-31T23:59:59', response_code: 'NOERROR' };
    expect(extra()[1]).toEqual([{ table: 'dns_request', timestamp: '2025-12-31T23:59:58', ...lookup }]);
    expect(extra()[4]).toEqual({ skip: 'a CNAME, whose target is the next answer' });
    expect(extra().slice(5, 7)).toEqual([
      [{ ...answer, answer_ip: '10.0.1.8', cname: 'lb.example' }],
      [{ ...answer, answer_ip: '10.0.1.9', cname: 'lb.example' }],
    ]);
  });

  it('keeps the number over lines of another lookup, and the year over New Year', () => {
    expect(extra()[7]).toMatchObject([
      { request_id: '7/2 10.0.0.5/40002', timestamp: '2026-01-01T00:00:00', response_code: 'NXDOMAIN' },
    ]);
    expect(mapped(fixture('dnsmasq/extra.log')).assumed).toEqual(["year 2025 (nearest to the file's time)"]);
    const declared = mapped(fixture('dnsmasq/extra.log'), { year: 2021 });
    expect(declared.assumed).toEqual([]);
    expect(declared.records[7]).toMatchObject([{ timestamp: '2022-01-01T00:00:00' }]);
  });

  it.each([
    ['logread', 'Wed Mar  4 10:00:00 2026 daemon.info', '2026-03-04T10:00:00'],
    ['journalctl, in UTC', 'Wed 2026-03-04 10:00:00 UTC ns-1', '2026-03-04 10:00:00Z'],
    ['journalctl, in a zone', 'Wed 2026-03-04 10:00:00 CET ns-1', '2026-03-04 10:00:00'],
    ['a console', 'dns  | 2026-03-04T10:00:00Z', '2026-03-04T10:00:00Z'],
    // Not a time that can be read: it stands for itself, and the record is rejected for it.
    ['another logger', 'Wed 04 Mar 2026 10:00:00 AM CET', 'Wed 04 Mar 2026 10:00:00'],
  ])('has the time that %s put before its lines, and never the file’s own', (_, head, timestamp) => {
    const { records, assumed } = mapped(`${head} dnsmasq[7]: 1 10.0.0.5/40001 query[A] shop.example from 10.0.0.5\n`);
    expect(records).toMatchObject([[{ timestamp, fqdn: 'shop.example' }]]);
    expect(assumed).toEqual([]);
  });

  it.each([
    [9, 'a name that Pi-hole blocked has no address', { fqdn: 'ads.example', response_code: 'NOERROR' }],
    [11, 'a refused name is refused', { fqdn: 'far.example', response_code: 'REFUSED' }],
    [13, 'no data is no error', { fqdn: 'shop.example', query_type: 'HTTPS', response_code: 'NOERROR' }],
  ])('in line %i %s', (index, _, said) => {
    expect(extra()[index]).toMatchObject([said]);
    expect(extra()[index]).not.toHaveProperty('0.answer_ip');
    expect(extra()[index]).not.toHaveProperty('0.cname');
  });

  it('reads answers from a hosts file, and skips what dnsmasq asks of others and says of itself', () => {
    expect(extra()[15]).toMatchObject([{ fqdn: 'mail.example', answer_ip: '10.0.1.25' }]);
    expect([extra()[0], extra()[2]]).toEqual([
      { skip: 'other messages than of lookups' },
      { skip: 'infrastructure: asked by dnsmasq itself' },
    ]);
  });
});

describe('Pi-hole', () => {
  it.each([
    ['exactly blacklisted shop.example is 0.0.0.0', undefined],
    ['regex denied shop.example is NODATA', undefined],
    ['/etc/pihole/custom.list shop.example is 10.0.1.8', '10.0.1.8'],
    ['Pi-hole hostname shop.example is 10.0.1.9', '10.0.1.9'],
  ])('answers of itself: %s', (answer, address) => {
    const head = 'Mar  4 10:00:00 dnsmasq[7]: ';
    const { records } = mapped(`${head}query[A] shop.example from 10.0.0.5\n${head}${answer}\n`);
    expect(records[1]).toMatchObject([{ table: 'dns_response', fqdn: 'shop.example', response_code: 'NOERROR' }]);
    expect((records[1] as readonly Record<string, string>[])[0]?.answer_ip).toBe(address);
  });
});

describe('dnsmasq without numbers', () => {
  it('follows each chain to the question of its type', () => {
    const answer = { table: 'dns_response', source_ip: '10.0.0.5', fqdn: 'shop.example', cname: 'lb.example' };
    expect(plain().slice(6, 8)).toMatchObject([
      [{ ...answer, query_type: 'A', answer_ip: '10.0.1.8' }],
      [{ ...answer, query_type: 'A', answer_ip: '10.0.1.9' }],
    ]);
    expect(plain()[9]).toMatchObject([{ ...answer, query_type: 'AAAA', answer_ip: '2001:db8::8' }]);
  });

  it('gives an answer to who asked for its name, a reverse lookup no address', () => {
    expect(plain()[10]).toMatchObject([{ source_ip: '10.0.0.6', fqdn: 'db.example', answer_ip: '10.0.1.20' }]);
    expect(plain()[12]).toMatchObject([{ fqdn: '20.1.0.10.in-addr.arpa', response_code: 'NOERROR' }]);
    expect(plain()[12]).not.toHaveProperty('0.answer_ip');
    expect(plain()[13]).toEqual({ skip: 'an answer whose question is not in the file' });
  });
});
