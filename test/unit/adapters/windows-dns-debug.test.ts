import { describe, expect, it } from 'vitest';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

const us = mapped(fixture('windows-dns-debug/us.log'));
const packet =
  '04/03/2026 10:00:01 0BE4 PACKET  000000149B80B390 UDP Rcv 10.0.0.5        ccfb   Q [0001   D   NOERROR] A      (4)shop(7)example(0)';

describe('the Windows DNS debug log', () => {
  it('gives queries that came in and responses that went out, by address and DNS id', () => {
    const lookup = {
      timestamp: '2026-03-04T10:00:01',
      request_id: '10.0.0.5/5b47 shop.example A',
      source_ip: '10.0.0.5',
      fqdn: 'Shop.example',
      query_type: 'A',
    };
    expect(us.format).toBe('windows-dns-debug');
    expect(us.records.slice(3, 5)).toEqual([
      [{ table: 'dns_request', ...lookup }],
      [{ table: 'dns_response', ...lookup, response_code: 'NOERROR' }],
    ]);
    expect(us.records[8]).toMatchObject([
      { timestamp: '2026-03-13T13:00:03', source_ip: '2001:db8::5', response_code: 'NXDOMAIN' },
    ]);
  });

  it('skips the header, what the server asks of others, and updates', () => {
    expect([0, 5, 6, 9].map((index) => us.records[index])).toEqual([
      { skip: 'other lines than packets' },
      { skip: 'infrastructure: asked by the server itself' },
      { skip: 'infrastructure: asked by the server itself' },
      { skip: 'updates and notifications' },
    ]);
  });

  it('with details gives the answers of a response, each as a row of its lookup', () => {
    const { records, assumed } = mapped(fixture('windows-dns-debug/details.log'));
    const rows = records.filter((record) => !('skip' in record));
    const response = { table: 'dns_response', request_id: '10.0.0.5/5b47 shop.example A', response_code: 'NOERROR' };
    expect(rows).toMatchObject([
      [response],
      [{ ...response, cname: 'lb.example' }],
      [{ ...response, cname: 'lb.example', answer_ip: '10.0.0.8', ttl: '30' }],
    ]);
    expect(rows).toHaveLength(3);
    expect(assumed).toEqual(['dates month first']);
  });

  it('takes the order of day and month from a later date that leaves no doubt', () => {
    expect(us.assumed).toEqual([]);
    const later = mapped(`${packet}\n${packet.replace('04/03', '25/03')}\n`);
    expect(later.records).toMatchObject([
      [{ timestamp: '2026-03-04T10:00:01' }],
      [{ timestamp: '2026-03-25T10:00:01' }],
    ]);
    expect(later.assumed).toEqual([]);
  });

  it.each([
    ['de.log', []],
    ['jp.log', []],
    ['ambiguous.log', ['dates day first']],
  ])('of %s has its dates in the order of its locale', (name, assumed) => {
    const found = mapped(fixture(`windows-dns-debug/${name}`));
    expect(found.records[0]).toMatchObject([{ timestamp: '2026-03-04T10:00:01' }]);
    expect(found.assumed).toEqual(assumed);
  });

  it('with AM and PM and no date that decides is read month first, marked', () => {
    const found = mapped(`${packet.replace('10:00:01', '12:00:01 AM')}\n`);
    expect(found.records[0]).toMatchObject([{ timestamp: '2026-04-03T00:00:01' }]);
    expect(found.assumed).toEqual(['dates month first']);
  });

  it('rejects a name whose lengths are wrong', () => {
    expect(mapped(`${packet.replace('(4)shop', '(9)shop')}\n`).records).toEqual([
      { reject: 'name "(9)shop(7)example(0)" is not a name' },
    ]);
  });
});
