import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/zeek/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'ip.csv': csv(
    'ip,subscription_id,region',
    '10.47.2.100,sub-desk,floor',
    '134.71.3.16,sub-ise,campus',
    '2620:df:8000:1601:0:1:3:16,sub-ise,campus',
  ),
  'tree.csv': csv('service_id,subscription_id', 'desk,sub-desk', 'ise,sub-ise'),
};

describe.skipIf(!there)('collected Zeek DNS logs', () => {
  it('as TSV are read by their own header; what the tap saw twice counts once', async () => {
    await withCase({ ...FLEET, 'dns.log': await readFile(`${folder}dns.log`) }, async ({ sources, map, call }) => {
      const source = sourceOf(sources, 'dns.log');
      // Counted with awk: 4000 rows, 30 of them to port 137; 2008 equal an earlier one within a second but for the moment.
      expect(source).toMatchObject({
        format: 'zeek-dns',
        wrapper: 'zeek-tsv',
        lines: 4009,
        header: 9,
        records: 4000,
        accepted: 1950,
        repeated: 2008,
        rejected: 0,
        skipped: { 'infrastructure: asked on the local link': 30, 'asked again, answered in another record': 12 },
        assumed: [],
      });
      const found = await map();
      expect(found.lookups.total).toBe(1950);
      // 10.47.2.100 asked 127 times for the IPv4 and 124 times for the IPv6 address of ise.wrccdc.org.
      expect(found.dependencies).toMatchObject([
        { client: 'desk', server: 'ise', lookups: 251, regions: { campus: 251 } },
      ]);
      expect((await call('evidence.read', { source: source.id, line: 9 })).raw).toMatch(
        /^1521911720\.865716\tCqKst53mF3det3eDV9\t/,
      );
    });
  });

  it('as JSON of the same capture say the same; rows without a name or type are named', async () => {
    const files = {
      'dns.json.log': await readFile(`${folder}dns.json.log`),
      'lsass05_dns.log': await readFile(`${folder}lsass05_dns.log`),
    };
    await withCase({ ...FLEET, ...files }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'dns.json.log')).toMatchObject({
        format: 'zeek-dns',
        wrapper: 'ndjson',
        records: 2000,
        rejected: 0,
        skipped: { 'infrastructure: asked on the local link': 30 },
      });
      expect(sourceOf(sources, 'lsass05_dns.log')).toMatchObject({
        format: 'zeek-dns',
        records: 2872,
        accepted: 0,
        skipped: { 'no name was asked for': 2856, 'infrastructure: asked on the local link': 15 },
        rejects: [{ line: 740, reason: 'query_type is missing' }],
      });
      expect((await map()).dependencies).toMatchObject([{ client: 'desk', server: 'ise' }]);
    });
  });
});
