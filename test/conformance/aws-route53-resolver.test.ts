import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../engine-kit/truth.ts';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const formats = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(formats);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const wrapped = (name: string) => readFile(`${formats}_synthetic_wrappers/${name}`);

/** A fleet around the collected lookups: three instances that ask, by id or address alone, and the addresses that they are given. */
const FLEET: Files = {
  'vm.csv': csv(
    'vm_id,subscription_id',
    'i-0a11aa11aa11aa11a,sub-a',
    'i-0b22bb22bb22bb22b,sub-b',
    'i-0c33cc33cc33cc33c,sub-c',
  ),
  'ip.csv': csv(
    'ip,subscription_id,region',
    '10.20.0.11,sub-a,one',
    '10.20.0.12,sub-b,one',
    '10.20.0.13,sub-c,one',
    '10.20.1.5,sub-web,one',
    '10.20.1.6,sub-web,two',
    '2001:db8:20::5,sub-web,one',
    '10.20.2.10,sub-db,one',
  ),
  'tree.csv': csv('service_id,subscription_id', 'a,sub-a', 'b,sub-b', 'c,sub-c', 'web,sub-web', 'db,sub-db'),
};

/** Counted off the 30 records by eye. Those of numbers 1, 10, 19 and 28 name no instance, only its address. */
const BY_HAND = {
  lookups: {
    total: 30,
    resolved: 18,
    self: 0,
    unresolved: { 'unknown-client': 0, 'no-answer': 12, contested: 0, unowned: 0, 'unknown-address': 0 },
    noAnswer: { NOERROR: 8, NXDOMAIN: 4 },
  },
  dependencies: [
    { client: 'a', server: 'web', lookups: 6, regions: { one: 6, two: 4 } },
    { client: 'b', server: 'db', lookups: 1, regions: { one: 1 } },
    { client: 'b', server: 'web', lookups: 3, regions: { one: 3, two: 3 } },
    { client: 'c', server: 'db', lookups: 1, regions: { one: 1 } },
    { client: 'c', server: 'web', lookups: 7, regions: { one: 7, two: 4 } },
  ],
};

describe.skipIf(!there)('collected AWS Route 53 Resolver query logs', () => {
  it('as S3 delivers them, NDJSON in .log.gz, are known and read record by record', async () => {
    await withCase(
      { ...FLEET, 'route53.log.gz': await wrapped('route53_s3_ndjson.log.gz') },
      async ({ sources, map }) => {
        expect(sourceOf(sources, 'route53.log.gz')).toMatchObject({
          format: 'aws-route53-resolver',
          kind: 'dns_lookup',
          wrapper: 'ndjson+gzip',
          lines: 30,
          records: 30,
          accepted: 30,
          rejected: 0,
          assumed: [],
        });
        const found = await map();
        expect(placesOf(found)).toEqual(BY_HAND.lookups);
        // Three ask where a queue is to be found, and no name that an inventory has.
        expect(found.lookups.infrastructure).toEqual({ 'service-discovery': 3 });
        expect(
          found.dependencies.map(({ client, server, lookups, regions }) => ({ client, server, lookups, regions })),
        ).toEqual(BY_HAND.dependencies);
      },
    );
  });

  it('cut off in their last line lose that line alone, by number', async () => {
    await withCase(
      { ...FLEET, 'route53.ndjson': await wrapped('route53_truncated_last_line.ndjson') },
      async ({ sources, map }) => {
        const source = sourceOf(sources, 'route53.ndjson');
        expect(source).toMatchObject({
          format: 'aws-route53-resolver',
          wrapper: 'ndjson',
          lines: 30,
          records: 30,
          accepted: 29,
          rejected: 1,
        });
        expect(source.rejects).toEqual([{ line: 30, reason: expect.stringContaining('not JSON') as string }]);
        expect((await map()).lookups.total).toBe(29);
      },
    );
  });

  it('as the guide prints one, an answer of another type than an address, are a lookup without one', async () => {
    const example = JSON.parse(
      await readFile(`${formats}aws-route53-resolver/doc_example_pretty.json`, 'utf8'),
    ) as object;
    await withCase({ ...FLEET, 'example.log': `${JSON.stringify(example)}\n` }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'example.log')).toMatchObject({
        format: 'aws-route53-resolver',
        records: 1,
        accepted: 1,
      });
      expect((await map()).lookups).toMatchObject({ total: 1, unresolved: { 'unknown-client': 1 } });
    });
  });
});
