import { describe, expect, it } from 'vitest';
import { FLEET } from '../../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../../engine-kit/with-case.ts';

const HEAD = { requests: 'timestamp,source_container_id,fqdn,query_type', responses: ',response_code,answer_ip' };
const MINUTE = 60_000;
const TEN = Date.parse('2026-03-04T10:00:00Z');
const NAMES = ['shop.example', 'data.example', 'stock.example', 'mail.example', 'users.example'];
const CLIENTS = ['c-web', 'c-shop', 'c-data'];

interface Lookup {
  readonly time: number;
  readonly client: string;
  readonly name: string;
}

/** Lookups of an hour from a moment, at times without a beat that are the same in every run. */
function hourFrom(begin: number, seed: number): readonly Lookup[] {
  let state = seed;
  const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  return Array.from({ length: 240 }, () => ({
    time: begin + next(60 * MINUTE),
    client: CLIENTS[next(3)] ?? '',
    name: NAMES[next(5)] ?? '',
  }));
}

const line = ({ time, client, name }: Lookup) => `${new Date(time).toISOString()},${client},${name},A`;
const requestsOf = (lookups: readonly Lookup[]) => csv(HEAD.requests, ...lookups.map(line));
const responsesOf = (lookups: readonly Lookup[], skew = 0) =>
  csv(
    HEAD.requests + HEAD.responses,
    ...lookups.map((lookup, at) => `${line({ ...lookup, time: lookup.time + skew + 4 + (at % 40) })},NOERROR,10.0.0.2`),
  );

/** Two hours of one resolver, a file of requests and one of answers for each. */
const [morning, noon] = [hourFrom(TEN, 7), hourFrom(TEN + 60 * MINUTE, 11)];
const rotated: Files = {
  ...FLEET,
  'requests-1.csv': requestsOf(morning),
  'requests-2.csv': requestsOf(noon),
  'responses-1.csv': responsesOf(morning),
  'responses-2.csv': responsesOf(noon),
};

describe('the clocks of several files', () => {
  it('are found off exactly by what one of them is, and come together by what is offered', async () => {
    await withCase(rotated, async ({ call, sources }) => {
      const idOf = (name: string) => sources.find(({ path }) => path.endsWith(name))?.id ?? 0;
      const found = async () => (await call('evidence.findings', {})).findings;
      expect(await found()).toEqual([]);
      for (const [name, seconds] of [
        ['responses-2.csv', 30],
        ['responses-1.csv', 3600],
        ['responses-2.csv', -2.5],
      ] as const) {
        const source = idOf(name);
        await call('evidence.declare', { source, declaration: { skew: seconds } });
        const [finding, ...more] = await found();
        expect(more).toEqual([]);
        expect(finding).toMatchObject({ source, told: 'lookups', offset: seconds * 1e6 });
        await call('evidence.declare', { source, declaration: finding?.declaration ?? {} });
        expect(await found()).toEqual([]);
        await call('evidence.declare', { source, declaration: {} });
      }
    });
  });
  it('are found off where one file of requests stands off the answers to all, and local times say UTC', async () => {
    const { 'requests-2.csv': late, 'responses-1.csv': first, 'responses-2.csv': second, ...rest } = rotated;
    expect([late, first, second]).not.toContain(undefined);
    const files = {
      ...rest,
      'requests-2.csv': requestsOf(noon.map((lookup) => ({ ...lookup, time: lookup.time + 60 * MINUTE }))),
      'responses.csv': responsesOf([...morning, ...noon]),
    };
    await withCase(files, async ({ call, sources }) => {
      const source = sources.find(({ path }) => path.endsWith('requests-2.csv'))?.id ?? 0;
      const { findings } = await call('evidence.findings', {});
      expect(findings).toMatchObject([
        { source, what: 'zone', offset: 3.6e9, declaration: { zone: 'Etc/GMT-1', utcIsLocal: true } },
      ]);
      await call('evidence.declare', { source, declaration: findings[0]?.declaration ?? {} });
      expect((await call('evidence.findings', {})).findings).toEqual([]);
    });
  });
  it('say nothing where lookups come at a beat, which any multiple of it brings together, nor of files that share no time', async () => {
    const beat = (begin: number) =>
      NAMES.flatMap((name, at) =>
        CLIENTS.flatMap((client) =>
          Array.from({ length: 60 }, (_, turn) => ({ time: begin + turn * MINUTE + at * 3000, client, name })),
        ),
      );
    const files = {
      ...FLEET,
      'requests-1.csv': requestsOf(beat(TEN)),
      'requests-2.csv': requestsOf(beat(TEN + 60 * MINUTE)),
      'responses-1.csv': responsesOf(beat(TEN), 5 * MINUTE),
    };
    await withCase(files, async ({ call }) => {
      expect((await call('evidence.findings', {})).findings).toEqual([]);
    });
  });
});
