import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { openDatabase, type Database } from '../../main/engine/database/connection.ts';
import { query } from '../../main/engine/database/query.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:', mode: 'write', evidence: [] });
});
afterAll(() => database.close());

async function through(macro: 'address' | 'dns_name', texts: readonly string[]): Promise<readonly (string | null)[]> {
  const text = `select ${macro}(text) as given from (select unnest(cast($texts::json as varchar[])) as text)`;
  const rows = await query<{ given: string | null }>(database.connection, text, { texts: JSON.stringify(texts) });
  return rows.map(({ given }) => given);
}

describe('an address', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:0001', '10.0.0.1'],
    ['0:0:0:0:0:ffff:10.0.0.1', '10.0.0.1'],
    ['2001:DB8::5', '2001:db8::5'],
    ['2001:0db8:0000:0000:0000:0000:0000:0005', '2001:db8::5'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1::', '1::'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[2001:db8::5]', '2001:db8::5'],
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
  ])('%s is %s', async (text, expected) => {
    expect(await through('address', [text])).toEqual([expected]);
  });

  it.each([
    '',
    'web.example',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1.2',
    '010.0.0.1',
    '10.0.0.1/24',
    '10.0.0.1:53',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    ':::',
    '12345::',
    'g::1',
    '::10.0.0.256',
    ':1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '1:2:3:4:5:6:7:8::',
    '-',
    'null',
  ])('"%s" is none', async (text) => {
    expect(await through('address', [text])).toEqual([null]);
  });

  it('of any kind is written as an independent reader writes it', async () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8,
      maxLength: 8,
    });
    const long = groups.map((all) => all.map((group) => group.toString(16).padStart(4, '0')).join(':'));
    const short = long.map((text) => ipaddr.parse(text).toString());
    const upper = short.map((text) => text.toUpperCase());
    const mapped = fc.ipV4().map((text) => `::ffff:${text}`);
    const any = fc.oneof(long, short, upper, mapped, fc.ipV4(), fc.ipV6());
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 60 }), async (texts) => {
        expect(await through('address', texts)).toEqual(texts.map((text) => rfc5952(ipaddr.process(text))));
      }),
      { numRuns: 25, seed: 6 },
    );
  });
});

const rfc5952 = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
  address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();

describe('a DNS name', () => {
  it.each([
    ['Shop.Example.', 'shop.example'],
    ['sHoP.eXaMpLe', 'shop.example'],
    [' shop.example ', 'shop.example'],
    ['_amqp._tcp.shop.example.', '_amqp._tcp.shop.example'],
    ['xn--Bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%s is compared as %s', async (text, expected) => {
    expect(await through('dns_name', [text])).toEqual([expected]);
  });
});
