import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/suricata/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'ip.csv': csv(
    'ip,subscription_id',
    '127.0.0.11,sub-a',
    '127.0.0.12,sub-b',
    '10.20.1.5,sub-web',
    '10.20.1.6,sub-web',
    '2001:db8:20::5,sub-web',
    '10.20.2.10,sub-db',
    '10.20.9.9,sub-wild',
  ),
  'tree.csv': csv('service_id,subscription_id', 'a,sub-a', 'b,sub-b', 'web,sub-web', 'db,sub-db', 'wild,sub-wild'),
};

describe.skipIf(!there)('collected Suricata events', () => {
  it('pair each query with its answer; flows beside them are skipped', async () => {
    await withCase({ ...FLEET, 'eve.json': await readFile(`${folder}eve.json`) }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'eve.json')).toMatchObject({
        format: 'suricata-dns',
        records: 370,
        accepted: 148,
        rejected: 0,
        skipped: { 'other events than DNS': 222 },
        assumed: [],
      });
      const found = await map();
      // 24 lookups each of 127.0.0.11, .12 and .13, two of 127.0.0.1; each of the three asks twice for twelve names and types: three of web,
      // two of db (one IPv4 address in an IPv6 one), one of wild, one of an unknown address, five without any.
      expect(found.lookups).toMatchObject({
        total: 74,
        resolved: 24,
        unresolved: { 'unknown-client': 26, 'no-answer': 20, 'unknown-address': 4 },
      });
      expect(found.dependencies.map(({ client, server, lookups }) => ({ client, server, lookups }))).toEqual([
        { client: 'a', server: 'db', lookups: 4 },
        { client: 'a', server: 'web', lookups: 6 },
        { client: 'a', server: 'wild', lookups: 2 },
        { client: 'b', server: 'db', lookups: 4 },
        { client: 'b', server: 'web', lookups: 6 },
        { client: 'b', server: 'wild', lookups: 2 },
      ]);
    });
  });
});
