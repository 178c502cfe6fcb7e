import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../../shared/api.ts';
import { createCase } from '../../../main/engine/case/case-file.ts';
import { takeFiles } from '../../../main/engine/case/import-evidence.ts';
import { query } from '../../../main/engine/database/query.ts';
import { toIso } from '../../../shared/model/time.ts';
import { at, FLEET, REQUESTS, RESPONSES } from '../../engine-kit/fleet.ts';
import { csv, withCase, withFolder, writeFiles } from '../../engine-kit/with-case.ts';

const requests = (...times: readonly string[]) =>
  csv('timestamp,source_ip,fqdn,query_type', ...times.map((time) => `"${time}",10.0.0.1,a.example,A`));

/** What became of a file of requests, without a map built of it. */
const timesOf = async (text: string, declared: ImportOptions = {}) =>
  withFolder(async (folder) => {
    const [file = ''] = await writeFiles(folder, { 'requests.csv': text });
    const database = await createCase({ path: join(folder, 'test.aftermap'), mode: 'write', evidence: [file] });
    try {
      await takeFiles(database, [file], {
        declared,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      const [source] = await query<{ assumed: string[]; rejected: number }>(
        database.connection,
        'select assumed, rejected from evidence',
      );
      const found = await query<{ at: number }>(
        database.connection,
        'select epoch_us(time) as at from dns_request order by time',
      );
      return {
        times: found.map(({ at }) => toIso(at)),
        assumed: source?.assumed,
        rejected: source?.rejected,
      };
    } finally {
      await database.close();
    }
  });

describe('dates of numbers alone', () => {
  it('are read in the order that one of them shows', async () => {
    const day = await timesOf(requests('03/04/2026 10:00:00Z', '26/04/2026 9:06 PM Z'));
    expect(day).toMatchObject({
      times: ['2026-04-03T10:00:00.000Z', '2026-04-26T21:06:00.000Z'],
      assumed: [],
      rejected: 0,
    });
    const month = await timesOf(requests('03/04/2026 10:00:00Z', '04/26/2026 12:06:01.5 AM Z'));
    expect(month).toMatchObject({ times: ['2026-03-04T10:00:00.000Z', '2026-04-26T00:06:01.500Z'], assumed: [] });
  });
  it('are assumed, and marked, where every one fits both; and taken as declared', async () => {
    const text = requests('03/04/2026 10:00:00', '2026/04/05 10:00:00');
    expect(await timesOf(text)).toMatchObject({
      times: ['2026-04-03T10:00:00.000Z', '2026-04-05T10:00:00.000Z'],
      assumed: ['dates day first', 'time zone UTC'],
    });
    const halves = await timesOf(requests('03/04/2026, 10:00:00 AM'));
    expect(halves).toMatchObject({
      times: ['2026-03-04T10:00:00.000Z'],
      assumed: ['dates month first', 'time zone UTC'],
    });
    const declared = await timesOf(text, { dateOrder: 'month-day', zone: 'Europe/Berlin' });
    expect(declared).toMatchObject({ times: ['2026-03-04T09:00:00.000Z', '2026-04-05T08:00:00.000Z'], assumed: [] });
  });
  it('reject what cannot be a date, with points day first', async () => {
    const found = await timesOf(requests('26.04.2026 10:00', '31.02.2026 10:00', '03.04.2026 25:00'));
    expect(found).toMatchObject({ rejected: 2, times: ['2026-04-26T10:00:00.000Z'] });
  });
});

describe('what is declared of a source', () => {
  const clocks = Array.from({ length: 24 }, (_, index) => `10:${String(index).padStart(2, '0')}:00`);
  const names = ['shop.example', 'data.example', 'none.example'];
  const files = {
    ...FLEET,
    'requests.csv': csv(REQUESTS, ...clocks.map((clock, id) => `${at(clock)},${id},c-web,${names[id % 3]},A`)),
    'responses.csv': csv(
      RESPONSES,
      ...clocks.map((clock, id) => `${at(`${clock}.01`)},${id},c-web,${names[id % 3]},A,NOERROR,10.0.0.2`),
    ),
  };

  it('moves its times, gives back the same map when it is undone, and goes with the source', async () => {
    await withCase(files, async ({ call, sources }) => {
      const id = sources.find(({ path }) => path.endsWith('requests.csv'))?.id ?? 0;
      const before = { map: await call('map.read', {}), summary: await call('case.summary', {}) };
      const from = before.summary.sources.find((source) => source.id === id)?.from ?? 0;
      const skewed = await call('evidence.declare', { source: id, declaration: { skew: -2.5 } });
      expect(skewed.source).toMatchObject({ id, from: from - 2_500_000, declared: { skew: -2.5 } });
      expect((await call('case.verify', {})).ok).toBe(true);
      const responses = sources.find(({ path }) => path.endsWith('responses.csv'))?.id;
      expect((await call('evidence.findings', {})).findings).toEqual([
        {
          source: responses,
          other: id,
          what: 'skew',
          told: 'lookups',
          seen: 24,
          offset: 2_500_000,
          declaration: { skew: -2.5 },
        },
      ]);
      expect(await call('map.read', {})).not.toEqual(before.map);
      await call('evidence.declare', { source: id, declaration: {} });
      expect(await call('map.read', {})).toEqual(before.map);
      expect(await call('case.summary', {})).toEqual(before.summary);
      for (const { id: each } of sources) await call('evidence.remove', { source: each });
      expect(await call('case.summary', {})).toMatchObject({ sources: [], lookups: { total: 0 } });
    });
  });
  it('reads times that say UTC as local ones, but not those with an offset of their own', async () => {
    const local = { utcIsLocal: true, zone: 'Europe/Berlin' };
    expect(await timesOf(requests('2026-07-01T10:00:00Z'), local)).toMatchObject({
      times: ['2026-07-01T08:00:00.000Z'],
      assumed: [],
    });
    expect(await timesOf(requests('1782900000'), local)).toMatchObject({ times: ['2026-07-01T08:00:00.000Z'] });
    expect(await timesOf(requests('2026-07-01T10:00:00+01:00'), local)).toMatchObject({
      times: ['2026-07-01T09:00:00.000Z'],
    });
  });
  it('marks what it assumed of local times where the clocks of the zone were changed', async () => {
    const zone = 'Europe/Berlin';
    const autumn = ['2026-10-25 01:59:59', '2026-10-25 02:30:00', '2026-10-25 02:45:00', '2026-10-25 03:00:00'];
    expect(await timesOf(requests(...autumn), { zone })).toMatchObject({
      times: [
        '2026-10-24T23:59:59.000Z',
        '2026-10-25T01:30:00.000Z',
        '2026-10-25T01:45:00.000Z',
        '2026-10-25T02:00:00.000Z',
      ],
      assumed: [
        'the second pass of 2 times that the clocks of Europe/Berlin showed twice (the first: 2026-10-25 02:30:00)',
      ],
    });
    const spring = await timesOf(
      requests('2026-03-29T02:30:00Z', '2026-03-29T03:00:00Z', '2026-03-29T02:30:00+01:00'),
      { zone, utcIsLocal: true },
    );
    expect(spring.assumed).toEqual([
      expect.stringMatching(
        /^the time before .* set on, of 1 time that they never showed \(the first: 2026-03-29 02:30:00\)/,
      ),
    ]);
    expect((await timesOf(requests('2026-03-29 02:30:00'), { zone: 'Asia/Tokyo' })).assumed).toEqual([]);
  });
  it('is refused, and changes nothing, where the file was changed or the zone is none', async () => {
    await withCase(files, async ({ call, sources, add }) => {
      const source = sources.find(({ path }) => path.endsWith('requests.csv'))?.id ?? 0;
      const before = await call('map.read', {});
      await expect(call('evidence.declare', { source, declaration: { zone: 'Mars/Base' } })).rejects.toThrow(
        'not a time zone',
      );
      await expect(call('evidence.declare', { source, declaration: { utcIsLocal: true } })).rejects.toThrow(
        'need a zone',
      );
      await add({ 'requests.csv': csv(REQUESTS, `${at('10:00:00')},1,c-web,shop.example,A`) });
      const kept = await call('map.read', {});
      await expect(call('evidence.declare', { source, declaration: { skew: 1 } })).rejects.toThrow('changed since');
      expect(await call('map.read', {})).toEqual(kept);
      // The file that took its place holds one lookup that the first did not.
      expect(kept.lookups.total).toBe(before.lookups.total + 1);
    });
  });
});
