import { describe, expect, it } from 'vitest';
import { toIso } from '../../shared/model/time.ts';
import { at, FLEET, micros, REQUESTS, RESPONSES } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const events = (...rows: readonly string[]): Files => ({
  'health.csv': csv('timestamp,service_id,status,kind,severity', ...rows.map((row) => `${DAY}${row}`)),
});
const DAY = '2026-03-04T';
const clock = (time: number) => toIso(time).slice(11, 23).replace('.000', '');

/** The failing intervals as `service kind status from–to`. */
async function intervals(files: Files) {
  return withCase({ ...FLEET, ...files }, async ({ call }) =>
    (await call('health.read', {})).intervals.map(
      ({ service, kind, status, from, to }) => `${service} ${kind} ${status} ${clock(from)}–${clock(to)}`,
    ),
  );
}

describe('a service fails', () => {
  it('from an event that is not ok until the next that is', async () => {
    const files = events(
      '10:00:00Z,shop,ok,,',
      '10:01:00Z,shop,error,,5',
      '10:02:00Z,shop,degraded,,2',
      '10:03:00Z,shop,ok,,',
    );
    expect(await intervals(files)).toEqual(['shop availability error 10:01:00–10:03:00']);
  });

  it('until its events are silent for twice their usual step', async () => {
    const files = events(
      ...['00', '01', '02', '03'].map((m) => `10:${m}:00Z,shop,${m === '03' ? 'error' : 'ok'},,`),
      '10:30:00Z,shop,ok,,',
    );
    expect(await intervals(files)).toEqual(['shop availability error 10:03:00–10:05:00']);
  });

  it('for ten minutes where an event stands alone', async () => {
    expect(await intervals(events('10:00:00Z,shop,error,,'))).toEqual(['shop availability error 10:00:00–10:10:00']);
  });

  it('with a step of ten minutes where every gap is longer than an hour', async () => {
    const files = events('08:00:00Z,shop,error,,', '10:00:00Z,shop,error,,', '12:00:00Z,shop,ok,,');
    expect(await intervals(files)).toEqual([
      'shop availability error 08:00:00–08:20:00',
      'shop availability error 10:00:00–10:20:00',
    ]);
  });

  it('in each kind on its own: an ok of another kind ends nothing', async () => {
    const files = events(
      '10:00:00Z,shop,error,latency,',
      '10:01:00Z,shop,ok,availability,',
      '10:02:00Z,shop,ok,latency,',
      '10:03:00Z,shop,ok,availability,',
    );
    expect(await intervals(files)).toEqual(['shop latency error 10:00:00–10:02:00']);
  });

  it('by its instances, containers and addresses as well, those that were its own at the time', async () => {
    const files: Files = {
      'tree.csv': csv(
        'service_id,service_name,instance_id,subscription_id,valid_from,valid_to',
        'web,Web,,sub-web,,',
        'shop,Shop,shop-1,sub-shop,,',
        'data,Data,,sub-data,,',
      ),
      'health.csv': csv(
        'timestamp,service_id,instance_id,source_container_id,ip,status',
        `${at('10:00:00')},,shop-1,,,error`,
        `${at('10:30:00')},,,c-data,,error`,
        `${at('11:00:00')},,,,::ffff:10.0.0.1,degraded`,
        `${at('11:30:00')},,,c-nobody,,error`,
      ),
    };
    expect(await intervals(files)).toEqual([
      'shop availability error 10:00:00–10:10:00',
      'data availability error 10:30:00–10:40:00',
      'web availability degraded 11:00:00–11:10:00',
    ]);
  });

  it('by the first of an event’s names that means somebody; a host stands for what runs on it, and until when an event holds it may say', async () => {
    const files: Files = {
      'vm.csv': csv(
        'container_id,subscription_id,resource_id,host,valid_from,valid_to',
        'c-web,sub-web,r-web,node-1,,',
        'c-shop,sub-shop,r-shop,node-1,,',
        'c-shop-2,sub-shop,r-shop,node-2,,',
        'c-data,sub-data,r-data,node-3,,',
      ),
      'tree.csv': csv(
        'service_id,service_name,subscription_id,valid_from,valid_to',
        'eu/web,Front,sub-web,,',
        'eu/shop,Shop,sub-shop,,',
        'us/shop,Shop,sub-data,,',
      ),
      'health.csv': csv(
        'timestamp,source_vm_id,service,host,status,kind,until',
        // By id, by the end of an id, by name; a name of two services means neither.
        `${at('08:00:00')},,eu/web,,error,a,${at('08:30:00')}`,
        `${at('08:10:00')},,eu/web,,ok,a,`,
        `${at('09:00:00')},c-nobody,WEB,,error,b,`,
        `${at('09:00:00')},,front,,error,c,`,
        `${at('09:00:00')},,shop,,error,d,`,
        // A host that is a container itself, and one that others run on: shop also runs elsewhere.
        `${at('10:00:00')},,,c-data,error,e,`,
        `${at('11:00:00')},,,Node-1.,error,f,${at('11:01:00')}`,
        `${at('12:00:00')},,,node-9,error,g,`,
        `${at('12:00:00')},,,node-3,ok,h,`,
      ),
    };
    await withCase({ 'ip.csv': csv('ip,subscription_id', '10.0.0.1,sub-web'), ...files }, async ({ call }) => {
      const { intervals, watched } = await call('health.read', {});
      expect(
        intervals.map((i) => `${i.service} ${i.subject} ${i.kind} ${i.status} ${clock(i.from)}–${clock(i.to)}`).sort(),
      ).toEqual([
        'eu/shop node-1 f degraded 11:00:00–11:01:00',
        'eu/web WEB b error 09:00:00–09:10:00',
        'eu/web eu/web a error 08:00:00–08:30:00',
        'eu/web front c error 09:00:00–09:10:00',
        'eu/web node-1 f error 11:00:00–11:01:00',
        'us/shop c-data e error 10:00:00–10:10:00',
      ]);
      // That its host is well makes no service one with health data.
      expect([...new Set(watched.map(({ service }) => service))].sort()).toEqual(['eu/shop', 'eu/web', 'us/shop']);
      expect((await call('case.summary', {})).remarks).toContain(
        '2 health events name nobody who was known at their time: node-9, shop',
      );
    });
  });

  it('counts one event and one address as one', async () => {
    const files = { 'ip.csv': csv('ip,subscription_id', '10.0.0.9,sub-none'), ...events('10:00:00Z,nobody,error,,3') };
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const { remarks } = await call('case.summary', {});
      expect(remarks).toContain('1 health event names nobody who was known at its time: nobody');
      expect(remarks).toContain('1 address or VM has an inventory record but no service-tree record at some time');
    });
  });

  it('is told with the record that began it, its highest severity and its step', async () => {
    const files = events(
      '10:00:00Z,shop,ok,,',
      '10:01:00Z,shop,error,,3',
      '10:02:00Z,shop,error,,7.5',
      '10:03:00Z,shop,ok,,',
    );
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const [interval] = (await call('health.read', {})).intervals;
      expect(interval).toMatchObject({ severity: 7.5, events: 2, step: 60_000_000, citation: { line: 3 } });
      expect((await call('health.read', {})).watched).toEqual([
        { service: 'shop', from: micros('10:00:00'), to: micros('10:05:00') },
      ]);
    });
  });
});

describe('without a window', () => {
  const lookups: Files = {
    'q.csv': csv(
      REQUESTS,
      ...['08', '09', '10'].map((hour) => `${at(`${hour}:00:00`)},id-${hour},c-web,shop.example,A`),
    ),
    'r.csv': csv(
      RESPONSES,
      ...['08', '09', '10'].map((hour) => `${at(`${hour}:00:00`)},id-${hour},c-web,shop.example,A,NOERROR,10.0.0.2`),
    ),
  };
  const windowOf = async (files: Files, method: 'diagnosis.read' | 'plan.read' | 'regions.read') =>
    withCase({ ...FLEET, ...lookups, ...files }, async ({ call }) => {
      const { window } = await call(method, { service: 'web' });
      return `${clock(window.from)}–${clock(window.to)}`;
    });

  it('diagnosis and plan take the last failure, from 30 minutes before, to its end and at least 30 minutes on', async () => {
    const short = events(
      '09:00:00Z,web,error,,',
      '09:01:00Z,web,ok,,',
      '10:00:00Z,web,error,,',
      '10:01:00Z,web,ok,,',
      '10:02:00Z,web,ok,,',
    );
    expect(await windowOf(short, 'diagnosis.read')).toBe('09:30:00–10:30:00');
    expect(await windowOf(short, 'plan.read')).toBe('09:30:00–10:30:00');
    const long = events(
      ...Array.from(
        { length: 46 },
        (_, m) => `10:${String(m).padStart(2, '0')}:00Z,web,${m === 45 ? 'ok' : 'error'},,`,
      ),
    );
    expect(await windowOf(long, 'diagnosis.read')).toBe('09:30:00–10:45:00');
  });

  it('the regions take the whole case', async () => {
    const short = events('10:00:00Z,web,error,,', '10:01:00Z,web,ok,,');
    expect(await windowOf(short, 'regions.read')).toBe('08:00:00–10:01:00');
  });

  it('a target that never failed gives the whole case, nothing failing, and a sentence that says so', async () => {
    await withCase({ ...FLEET, ...lookups, ...events('10:00:00Z,web,ok,,') }, async ({ call }) => {
      const diagnosis = await call('diagnosis.read', { service: 'web' });
      expect(diagnosis).toMatchObject({ failing: [], origins: [] });
      expect(diagnosis.finding).toMatch(/no fault|never failed|not fail/i);
      expect(clock(diagnosis.window.from)).toBe('08:00:00');
      expect((await call('plan.read', { service: 'web' })).waves).toEqual([]);
    });
  });
});

describe('a dependency that caches hide', () => {
  const seenAt = (clocks: readonly string[]): Files => ({
    'q.csv': csv(REQUESTS, ...clocks.map((one, i) => `${at(one)},id-${i},c-web,shop.example,A`)),
    'r.csv': csv(RESPONSES, ...clocks.map((one, i) => `${at(one)},id-${i},c-web,shop.example,A,NOERROR,10.0.0.2`)),
    'health.csv': csv('timestamp,service_id,status', `${at('10:00:00')},web,error`, `${at('10:00:00')},shop,error`),
  });
  const window = { from: micros('10:00:00'), to: micros('10:10:00') };
  const failing = async (clocks: readonly string[]) =>
    withCase(
      { ...FLEET, ...seenAt(clocks) },
      async ({ call }) => (await call('diagnosis.read', { service: 'web', window })).failing,
    );

  it('is carried into the window where its silence is no longer than usual', async () => {
    expect([...(await failing(['09:00:00', '09:20:00', '09:40:00']))].sort()).toEqual(['shop', 'web']);
  });

  it('is not where it has been silent for longer than ever before', async () => {
    expect(await failing(['09:00:00', '09:10:00', '09:20:00'])).toEqual(['web']);
  });

  it('has no counts of the window', async () => {
    await withCase({ ...FLEET, ...seenAt(['09:00:00', '09:20:00', '09:40:00']) }, async ({ call }) => {
      expect((await call('map.read', { window })).dependencies).toEqual([]);
      const plan = await call('plan.read', { service: 'web', window });
      expect(plan.waves.map(({ steps }) => steps.map(({ service }) => service))).toEqual([['shop'], ['web']]);
    });
  });
});

describe('a failure and ok at one time', () => {
  const rows = (...minutes: readonly string[]) =>
    minutes.flatMap((m) => [`10:${m}:00Z,shop,error,,5`, `10:${m}:00Z,shop,ok,,`]);

  it('are told in the order of their records where that is rare: it failed, and then was well', async () => {
    const files = events('10:00:00Z,shop,error,,5', '10:01:00Z,shop,error,,5', ...rows('02'));
    expect(await intervals(files)).toEqual(['shop availability error 10:00:00–10:02:00']);
    const turned = events('10:00:00Z,shop,error,,5', '10:01:00Z,shop,ok,,', '10:01:00Z,shop,error,,5');
    expect(await intervals(turned)).toEqual(['shop availability error 10:00:00–10:03:00']);
  });

  it('are several probes where that is usual: the worse one counts', async () => {
    expect(await intervals(events(...rows('00', '01', '02')))).toEqual(['shop availability error 10:00:00–10:04:00']);
  });
});
