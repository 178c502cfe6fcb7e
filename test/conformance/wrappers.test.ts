import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/_synthetic_wrappers/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

/** The same thirty lookups in each of these; the cut one lacks its last. */
const WRAPPERS = {
  'route53_array.json': { wrapper: 'json-array', lines: 893, header: 2 },
  'route53_cwl_export_task.gz': { wrapper: 'cloudwatch-lines+gzip', lines: 30, header: 0 },
  'route53_cwl_filter-log-events.json': { wrapper: 'json-events', lines: 215, header: 5 },
  'route53_firehose_concatenated_no_newlines.gz': { wrapper: 'json-logevents+gzip', lines: 1, header: 0 },
  'route53_logs_insights_bom_crlf.csv': { wrapper: 'csv', lines: 31, header: 1 },
  'route53_s3_ndjson.log.gz': { wrapper: 'ndjson+gzip', lines: 30, header: 0 },
  'route53_truncated_last_line.ndjson': { wrapper: 'ndjson', lines: 30, header: 0 },
} as const;

/** The records of the array as `aws logs get-query-results` prints them while the query runs, four lines a record between two of the list. */
function queryResults(array: string): string {
  const results = (JSON.parse(array) as readonly unknown[]).map(
    (record) =>
      `[\n{"field":"@timestamp","value":"2026-03-08 06:59:50.000"},\n{"field":"@message","value":${JSON.stringify(JSON.stringify(record))}}\n]`,
  );
  return `{"results":[\n${results.join(',\n')}\n],"status":"Running"}\n`;
}

/** The same as Elasticsearch answers a search that it gave up on before it had looked everywhere, a hit a line. */
function hits(array: string): string {
  const all = (JSON.parse(array) as readonly unknown[]).map((record, n) =>
    JSON.stringify({ _index: 'dns', _id: String(n), _source: record }),
  );
  return `{"took":3,"timed_out":true,"hits":{"hits":[\n${all.join(',\n')}\n]}}\n`;
}

const FLEET: Files = {
  'vm.csv': csv('vm_id,subscription_id', 'i-0a11aa11aa11aa11a,sub-a'),
  'ip.csv': csv(
    'ip,subscription_id',
    '10.20.0.11,sub-a',
    '10.20.1.5,sub-web',
    '10.20.1.6,sub-web',
    '2001:db8:20::5,sub-web',
  ),
  'tree.csv': csv('service_id,subscription_id', 'a,sub-a', 'web,sub-web'),
};

describe.skipIf(!there)('one log of thirty lookups', () => {
  it('is read out of every wrapper that CloudWatch, S3 and Firehose put it in, and counts once', async () => {
    const names = Object.keys(WRAPPERS);
    expect((await readdir(folder)).filter((name) => name.startsWith('route53')).sort()).toEqual([...names].sort());
    const files = await Promise.all(names.map(async (name) => [name, await readFile(`${folder}${name}`)] as const));
    const results = queryResults(await readFile(`${folder}route53_array.json`, 'utf8'));
    const found = hits(await readFile(`${folder}route53_array.json`, 'utf8'));
    const all = { ...FLEET, ...Object.fromEntries(files), 'results.json': results, 'hits.json': found };
    await withCase(all, async ({ sources, call, map }) => {
      const stated = {
        ...WRAPPERS,
        'results.json': {
          wrapper: 'json-results',
          lines: 122,
          header: 2,
          assumed: [expect.stringContaining('its status is Running') as string],
        },
        'hits.json': { wrapper: 'json-hits', lines: 32, header: 2 },
      };
      expect(sourceOf(sources, 'hits.json').assumed.join()).toContain('its status is timed out');
      for (const [name, expected] of Object.entries(stated)) {
        const cut = name.includes('truncated') ? 1 : 0;
        const source = sourceOf(sources, name);
        expect(source).toMatchObject({
          format: 'aws-route53-resolver',
          records: 30,
          rejected: cut,
          skipped: {},
          ...expected,
        });
        expect(source.accepted + source.repeated).toBe(30 - cut);
      }
      const counted = await map();
      expect(counted.lookups.total).toBe(30);
      // Counted off the records by eye.
      expect(counted.dependencies.map(({ client, server, lookups }) => [client, server, lookups])).toEqual([
        ['a', 'web', 6],
      ]);
      const array = sourceOf(sources, 'route53_array.json');
      const cited = await call('evidence.read', { source: array.id, line: 2 });
      expect(JSON.parse(cited.raw ?? '')).toMatchObject({ query_name: 'WeB.CoRp.TeSt.', srcport: '45705' });
    });
  });
});
