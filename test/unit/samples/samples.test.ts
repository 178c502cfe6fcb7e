import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Incident } from '../../../samples/generator/incident.ts';
import { SAMPLES } from '../../../samples/samples.ts';
import { differences } from './differences.ts';
import { plainMap } from './plain-join.ts';

const FIRST_ORDER = [
  'Container Management Service',
  'Database Cluster Service',
  'Diagnostics Service',
  'Directory Service',
  'Key Vault Service',
  'Master Data Management Service',
  'Profiler Service',
  'Protection Service',
  'Real Time Data Analytics Service',
  'Resource Manager',
  'Security Response Service',
  'Service Bus',
];
const ALL_REGIONS = [
  'EuropeNorth',
  'EuropeWest',
  'USCentral',
  'USEast',
  'USSouth',
  'USWest',
  'USWest2',
  'USWestCentral',
];
const SEVERAL_REGIONS: Readonly<Record<string, readonly string[]>> = {
  'Directory Service': ALL_REGIONS,
  'Master Data Management Service': ALL_REGIONS.slice(2),
  'Resource Manager': ['USEast', 'USWest'],
  'Container Management Service': ['USCentral', 'USWest'],
};

const made: Record<string, Incident> = {};
const sample = (name: string): Incident => made[name] as Incident;

beforeAll(async () => {
  for (const [name, make] of Object.entries(SAMPLES)) made[name] = await make();
}, 60_000);

describe.each(Object.keys(SAMPLES))('the sample %s', (name) => {
  it('is in the repository as the generator makes it', async () => {
    const { files, rules, truth, story } = sample(name);
    const folder = new URL(`../../../samples/${name}/`, import.meta.url);
    for (const { path, bytes } of [...files.map((file) => ({ ...file, path: `evidence/${file.path}` })), ...rules]) {
      expect(contents(path, await readFile(new URL(path, folder))).equals(contents(path, bytes)), path).toBe(true);
    }
    expect(JSON.parse(await readFile(new URL('truth.json', folder), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(truth)),
    );
    expect(await readFile(new URL('story.md', folder), 'utf8')).toBe(story);
  });

  it('counts every lookup in one place and every record and line of every file once', () => {
    const { lookups, sources } = sample(name).truth;
    const sum = (counts: object): number => Object.values(counts).reduce((total: number, n) => total + Number(n), 0);
    expect(lookups.resolved + lookups.self + sum(lookups.unresolved)).toBe(lookups.total);
    expect(sum(lookups.noAnswer)).toBe(lookups.unresolved['no-answer']);
    for (const file of sources) {
      expect(file.accepted + file.repeated + file.rejected, file.path).toBe(file.records);
      expect(file.header + file.blank + file.records, file.path).toBe(file.lines);
    }
  });

  it('has as many lines in each file as its truth says', () => {
    const { files, truth } = sample(name);
    const counted = files.map(({ path, bytes }) => [path, linesOf(contents(path, bytes).toString())]);
    expect(Object.fromEntries(counted)).toEqual(
      Object.fromEntries(truth.sources.map(({ path, lines }) => [path, lines])),
    );
  });
});

describe('the stated truth', () => {
  it.each(['moving-addresses', 'cycle-and-blind-spot', 'silent-sender'])(
    'of %s is what a plain reading of its files gives',
    (name) => {
      const { files, truth } = sample(name);
      expect(differences(truth, plainMap(files))).toEqual([]);
    },
    60_000,
  );

  it('of moving-addresses is missed by a reading that leaves out the time', () => {
    const { files, truth } = sample('moving-addresses');
    const timeless = plainMap(files, true);
    const invented = [...timeless.keys()].filter(
      (pair) => !truth.dependencies.some(({ client, server }) => pair === `${client} ${server}`),
    );
    expect(invented.length).toBeGreaterThan(50);
    expect(timeless.get('parcel-desk route-planner')?.lookups).not.toBe(
      truth.dependencies.find(({ client, server }) => client === 'parcel-desk' && server === 'route-planner')?.lookups,
    );
  }, 60_000);

  it('of container-outage has the first-order dependencies and the regions of the worked example', () => {
    const { services, heatmap } = sample('container-outage').truth;
    const named = heatmap.map((row) => ({ ...row, name: services.find(({ id }) => id === row.service)?.name ?? '' }));
    expect(
      named
        .filter(({ order }) => order === 1)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(FIRST_ORDER);
    expect(
      named
        .filter(({ order }) => order > 1)
        .map(({ name }) => name)
        .sort(),
    ).toEqual('ABCDEFGHI'.split('').map((letter) => `Service ${letter}`));
    for (const { name, counts } of named)
      expect(Object.keys(counts), name).toEqual(SEVERAL_REGIONS[name] ?? ['USWest']);
  });

  it.each(Object.keys(SAMPLES))(
    'of %s has a failing path over dependencies that were seen, in the order of onset from its end',
    (name) => {
      const { dependencies, expected } = sample(name).truth;
      const path = expected?.path ?? [];
      for (const [i, server] of path.slice(1).entries()) {
        expect(
          dependencies.some(
            (one) => one.client === path[i] && one.server === server && one.lookups > 0 && one.failures > 0,
          ),
        ).toBe(true);
      }
      const onsets = path
        .filter((service) => !expected?.inferred.includes(service))
        .map((service) => expected?.onsets[service] ?? '');
      expect(onsets).toEqual([...onsets].sort().reverse());
      expect(path.at(-1)).toBe(expected?.origin);
    },
  );
});

describe('the generator', () => {
  it('gives the same bytes when it is run again, and others for another seed', async () => {
    const make = SAMPLES['cycle-and-blind-spot'] as (seed?: string) => Promise<Incident>;
    const [again, other] = [await make(), await make('another seed')];
    const same = (one: Incident): string[] =>
      sample('cycle-and-blind-spot')
        .files.filter(({ bytes }, i) => Buffer.compare(bytes, one.files[i]?.bytes ?? Buffer.of()) === 0)
        .map(({ path }) => path);
    expect(same(again)).toEqual(sample('cycle-and-blind-spot').files.map(({ path }) => path));
    expect(same(other)).toEqual(['health.ndjson']);
  });
});

function contents(path: string, bytes: Uint8Array): Buffer {
  if (path.endsWith('.gz')) return gunzipSync(bytes);
  return Buffer.from(path.endsWith('.zst') ? decompress(bytes) : bytes);
}

function linesOf(text: string): number {
  const ends = text.split('\n');
  return ends.at(-1) === '' ? ends.length - 1 : ends.length;
}
