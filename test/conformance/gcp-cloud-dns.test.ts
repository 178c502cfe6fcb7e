import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/_synthetic_wrappers/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'vm.csv': csv(
    'vm_id,subscription_id',
    '8340998530665147011,sub-a',
    '8340998530665147012,sub-b',
    '8340998530665147013,sub-c',
  ),
  'ip.csv': csv(
    'ip,subscription_id,region',
    '10.20.1.5,sub-web,one',
    '10.20.1.6,sub-web,two',
    '2001:db8:20::5,sub-web,one',
    '10.20.2.10,sub-db,one',
  ),
  'tree.csv': csv('service_id,subscription_id', 'a,sub-a', 'b,sub-b', 'c,sub-c', 'web,sub-web', 'db,sub-db'),
};

describe.skipIf(!there)('collected Cloud DNS query logs', () => {
  it.each(['gcp_dns_sink_ndjson.json', 'gcp_dns_gcloud_logging_read_array.json'])(
    'as %s give each VM its lookups; four of thirty name no client',
    async (name) => {
      await withCase({ ...FLEET, 'dns.json': await readFile(`${folder}${name}`) }, async ({ sources, map }) => {
        expect(sourceOf(sources, 'dns.json')).toMatchObject({
          format: 'gcp-cloud-dns',
          kind: 'dns_lookup',
          records: 30,
          accepted: 26,
          rejected: 0,
          skipped: { 'neither VM nor address of the client is given': 4 },
          assumed: [],
        });
        const found = await map();
        // Counted off the records by eye: an address of web in 5, 2 and 5 lookups, of db in 0, 1 and 1, in 12 none.
        expect(found.lookups).toMatchObject({ total: 26, resolved: 14, unresolved: { 'no-answer': 12 } });
        expect(found.lookups.noAnswer).toEqual({ NOERROR: 8, NXDOMAIN: 4 });
        expect(found.dependencies.map(({ client, server, lookups }) => ({ client, server, lookups }))).toEqual([
          { client: 'a', server: 'web', lookups: 5 },
          { client: 'b', server: 'db', lookups: 1 },
          { client: 'b', server: 'web', lookups: 2 },
          { client: 'c', server: 'db', lookups: 1 },
          { client: 'c', server: 'web', lookups: 5 },
        ]);
      });
    },
  );
});
