import { describe, expect, it } from 'vitest';
import { toIso } from '../../shared/model/time.ts';
import { days } from '../engine-kit/days.ts';
import { at, FLEET, micros, REQUESTS, RESPONSES } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const clock = (time: number) => toIso(time).slice(11, 19);
const minute = (m: number) => `10:${String(m).padStart(2, '0')}`;

interface Asked {
  readonly source?: string;
  readonly name?: string;
  /** How it ended: an address, a response code, or no response at all. */
  readonly end: string;
}

/** Lookups of shop.example by c-web, the n-th of a minute at second 10 n; each entry is a minute. */
function lookups(minutes: readonly (readonly Asked[])[]): Files {
  const all = minutes.flatMap((asked, m) =>
    asked.map((one, n) => ({ ...one, id: `q${m}-${n}`, time: at(`${minute(m)}:${n}0`) })),
  );
  const row = ({ id, time, source = 'c-web', name = 'shop.example' }: (typeof all)[number]) =>
    `${time},${id},${source},${name},A`;
  return {
    'q.csv': csv(REQUESTS, ...all.map(row)),
    'r.csv': csv(
      RESPONSES,
      ...all
        .filter(({ end }) => end !== 'none')
        .map((one) => `${row(one)},${one.end.includes('.') ? `NOERROR,${one.end}` : `${one.end},`}`),
    ),
  };
}

const times = (count: number, ...asked: Asked[]): Asked[][] => Array.from({ length: count }, () => asked);
const GOOD: Asked = { end: '10.0.0.2' };
const BAD: Asked = { end: 'SERVFAIL' };
const SILENT: Asked = { end: 'none' };

const day = days(FLEET);

/** A test of the failing intervals over the evidence of a day. */
function fails(what: string, files: Files, ...expected: readonly string[]): void {
  const found = day(files);
  it(what, () => {
    const told = found().health.intervals.map(
      ({ service, witness, status, from, to }) => `${service} ${witness} ${status} ${clock(from)}–${clock(to)}`,
    );
    expect(told).toEqual(expected);
  });
}

describe('a service without health events fails by its lookups', () => {
  fails(
    'where at least half of them end in SERVFAIL, REFUSED or no response, from the first failed one on',
    lookups([...times(3, GOOD, GOOD), ...times(6, GOOD, BAD, SILENT), ...times(3, GOOD, GOOD)]),
    'shop lookups error 10:03:10–10:09:00',
  );
  fails('not where fewer than ten failed', lookups([...times(3, GOOD), ...times(9, BAD)]));
  fails(
    'not where they were the retries of one minute',
    lookups([...times(3, GOOD), Array.from({ length: 6 }, () => BAD), ...times(9, GOOD)]),
  );
  fails('not where most of its lookups were well', lookups(times(20, GOOD, GOOD, BAD)));
  fails('not by NXDOMAIN', lookups([...times(3, GOOD), ...times(12, { end: 'NXDOMAIN' })]));
  fails(
    'through a good minute in between',
    lookups([...times(2, GOOD), ...times(5, BAD), ...times(1, GOOD), ...times(5, BAD)]),
    'shop lookups error 10:02:00–10:13:00',
  );
  fails(
    'and ends where it is well for longer than five minutes',
    lookups([...times(2, GOOD), ...times(5, BAD, BAD), ...times(7, GOOD), ...times(5, BAD, BAD)]),
    'shop lookups error 10:02:00–10:07:00',
    'shop lookups error 10:14:00–10:19:00',
  );
  const other: Asked = { source: 'c-data', end: '10.0.0.2' };
  fails(
    'degraded where one client could not find it and another could',
    lookups([...times(2, GOOD), ...times(12, BAD, other, other)]),
    'shop lookups degraded 10:02:00–10:14:00',
  );
  const failed = lookups([...times(2, GOOD), ...times(12, BAD)]);
  const well = (time: string) => csv('timestamp,service_id,status', `${at(time)},shop,ok`);
  fails('not while health events speak of it', { ...failed, 'health.csv': well('10:05:00') });
  fails(
    'once health events speak of it no more',
    { ...failed, 'health.csv': well('09:00:00') },
    'shop lookups error 10:02:00–10:14:00',
  );
});

describe('a case without any health event', () => {
  const files = lookups([...times(3, GOOD), ...times(12, BAD)]);

  it('is diagnosed from its lookups, with the line of the first failed one as the record', async () => {
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const found = await call('diagnosis.read', { service: 'web' });
      expect(found).toMatchObject({ status: 'found', witness: 'lookups', failingByLookups: ['shop', 'web'] });
      expect(found.origins[0]).toMatchObject({ service: 'shop', witness: 'lookups' });
      expect(found.origins[0]?.lookups).toEqual({ all: 15, failed: 12, byCode: { SERVFAIL: 12 } });
      expect(found.window.from).toBe(micros('10:03:00') - 30 * 60_000_000);
      const cited = found.origins[0]?.for.find(({ text }) => text.startsWith('No health event'))?.citation;
      expect(cited).toMatchObject({ line: 5 });
      expect(cited?.path).toMatch(/q\.csv$/);
    });
  });

  it('is diagnosed from what it reaches where nothing tells of the target, at the same incident as its plan', async () => {
    const above = lookups([...times(3, GOOD), ...times(12, BAD)]);
    const asks = (time: string) => `${time},front-${time},c-data,web.example,A`;
    const fronts = Array.from({ length: 15 }, (_, m) => asks(at(`${minute(m)}:05`)));
    const all: Files = {
      ...above,
      'fq.csv': csv(REQUESTS, ...fronts),
      'fr.csv': csv(RESPONSES, ...fronts.map((row) => `${row},NOERROR,10.0.0.1`)),
    };
    await withCase({ ...FLEET, ...all }, async ({ call }) => {
      const found = await call('diagnosis.read', { service: 'data' });
      expect(found).toMatchObject({ status: 'found', witness: 'none', failing: ['shop'], failingByLookups: ['shop'] });
      expect(found.window.from).toBe(micros('10:03:00') - 30 * 60_000_000);
      const plan = await call('plan.read', { service: 'data' });
      expect(plan.window).toEqual(found.window);
      expect(plan.waves.map(({ steps }) => steps.map(({ service, inferred }) => `${service} ${inferred}`))).toEqual([
        ['shop true'],
        ['web true'],
        ['data true'],
      ]);
    });
  });

  it('is planned with the services that only lookups tell of marked as inferred', async () => {
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const { waves } = await call('plan.read', { service: 'web' });
      const steps = waves.map((wave) => wave.steps.map(({ service, inferred }) => `${service} ${inferred}`));
      expect(steps).toEqual([['shop true'], ['web true']]);
    });
  });
});

it('the failed lookups of a window by response code are as many as the map counts, at the edges of minutes too', async () => {
  const files = lookups([...times(3, GOOD), ...times(6, BAD, SILENT, { end: 'REFUSED' })]);
  await withCase({ ...FLEET, ...files }, async ({ call }) => {
    const window = { from: micros('10:04:05'), to: micros('10:06:15') };
    const { dependencies } = await call('map.read', { window });
    const { origins } = await call('diagnosis.read', { service: 'web', window });
    const shop = origins.find(({ service }) => service === 'shop');
    expect(shop?.lookups.failed).toBe(dependencies[0]?.failures);
    expect(shop?.lookups.byCode).toEqual({ SERVFAIL: 2, REFUSED: 2, none: 3 });
  });
});
