import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/_synthetic_wrappers/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'ip.csv': csv(
    'ip,subscription_id',
    '10.20.0.11,sub-a',
    '10.20.0.12,sub-b',
    '10.20.0.13,sub-c',
    '10.20.1.5,sub-web',
    '10.20.1.6,sub-web',
    '2001:db8:20::5,sub-web',
    '10.20.2.10,sub-db',
  ),
  'tree.csv': csv('service_id,subscription_id', 'a,sub-a', 'b,sub-b', 'c,sub-c', 'web,sub-web', 'db,sub-db'),
};

describe.skipIf(!there)('collected Azure DNS query logs', () => {
  it('as blobs give each address its lookups', async () => {
    const name = 'azure_dnsresponse_blob_PT1H_ndjson_UNVERIFIED.json';
    await withCase({ ...FLEET, 'PT1H.json': await readFile(`${folder}${name}`) }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'PT1H.json')).toMatchObject({
        format: 'azure-dnsquerylogs',
        records: 30,
        accepted: 30,
        rejected: 0,
        assumed: [],
      });
      const found = await map();
      // Counted off the records by eye.
      expect(found.lookups).toMatchObject({ total: 30, resolved: 18, unresolved: { 'no-answer': 12 } });
      expect(found.dependencies.map(({ client, server, lookups }) => ({ client, server, lookups }))).toEqual([
        { client: 'a', server: 'web', lookups: 6 },
        { client: 'b', server: 'db', lookups: 1 },
        { client: 'b', server: 'web', lookups: 3 },
        { client: 'c', server: 'db', lookups: 1 },
        { client: 'c', server: 'web', lookups: 7 },
      ]);
    });
  });
});
