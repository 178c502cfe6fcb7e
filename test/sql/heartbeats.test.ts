import { describe, expect, it } from 'vitest';
import { FLEET, REQUESTS, at } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const HEAD = 'timestamp,emitter,detector,sequence,interval_ms';
/** The instant of a second of the test, as text and in microseconds. */
const clock = (second: number) => new Date(Date.parse(at('10:00:00')) + second * 1000).toISOString();
const micros = (second: number) => Date.parse(clock(second)) * 1000;

interface Beats {
  readonly emitter: string;
  readonly detector: string;
  /** Seconds of the beats, and the sequence number of each where there are any. */
  readonly seconds: readonly number[];
  readonly sequence?: (second: number) => number;
  readonly interval?: number;
}
const lines = ({ emitter, detector, seconds, sequence, interval }: Beats) =>
  seconds.map((second) => [clock(second), emitter, detector, sequence?.(second) ?? '', interval ?? ''].join(','));
const every = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
const without = (seconds: readonly number[], from: number, to: number) =>
  seconds.filter((second) => second < from || second >= to);
const beats = (...all: readonly Beats[]): Files => ({ 'beats.csv': csv(HEAD, ...all.flatMap(lines)) });

describe('the beats of a pair', () => {
  it('give their interval: what the records say, else what is usual between them, a gap shared out by the sequence numbers', async () => {
    const files = beats(
      { emitter: 'a', detector: 'd', seconds: every(0, 60), interval: 500 },
      { emitter: 'b', detector: 'd', seconds: every(0, 60, 0.5) },
      { emitter: 'c', detector: 'd', seconds: every(0, 60, 3), sequence: (s) => s },
      { emitter: 'b', detector: 'e', seconds: [0, 0.5] },
      { emitter: 'f', detector: 'e', seconds: [0, 0.5] },
    );
    await withCase(files, async ({ call }) => {
      const { pairs } = await call('heartbeats.read', {});
      expect(
        pairs.map(({ emitter, detector, interval, intervalFrom }) => [emitter, detector, interval, intervalFrom]),
      ).toEqual([
        // Records of whole seconds cannot be finer than a second.
        ['a', 'd', 1_000_000, 'given'],
        ['b', 'd', 500_000, 'learned'],
        ['b', 'e', 500_000, 'emitter'],
        ['c', 'd', 1_000_000, 'learned'],
        ['f', 'e', null, null],
      ]);
    });
  });

  it('count once where they are told twice, and in any order of the records', async () => {
    const seconds = every(0, 120);
    const told = lines({ emitter: 'a', detector: 'd', seconds, sequence: (s) => s });
    const again = lines({
      emitter: 'a',
      detector: 'd',
      seconds: seconds.map((s) => s + 0.2),
      sequence: (s) => Math.floor(s),
    });
    const mixed = [...told, ...again, ...told.slice(40, 60)].sort((a, b) => a.slice(20).localeCompare(b.slice(20)));
    await withCase(
      { 'beats.csv': csv(HEAD, ...mixed), 'more.csv': csv(HEAD, ...told.slice(0, 30)) },
      async ({ call }) => {
        const { pairs, totals, losses } = await call('heartbeats.read', {});
        expect(pairs[0]).toMatchObject({ received: 120, missed: 0, expected: 120, interval: 1_000_000 });
        expect(totals).toMatchObject({ expected: 120, received: 120, missed: 0 });
        expect(losses).toEqual([]);
      },
    );
  });

  it('that were missed are told as lost on the way or never sent by the sequence numbers, in every window exactly', async () => {
    const files = beats(
      { emitter: 'lost', detector: 'd', seconds: without(every(0, 100), 40, 60), sequence: (s) => s },
      {
        emitter: 'paused',
        detector: 'd',
        seconds: without(every(0, 100), 40, 60),
        sequence: (s) => (s < 60 ? s : s - 20),
      },
      { emitter: 'mute', detector: 'd', seconds: without(every(0, 100), 40, 60) },
      { emitter: 'fine', detector: 'd', seconds: every(0, 100), sequence: (s) => s },
    );
    await withCase(files, async ({ call }) => {
      const read = async (from: number, to: number) => {
        const { pairs } = await call('heartbeats.read', { window: { from: micros(from), to: micros(to) } });
        return Object.fromEntries(
          pairs.map(({ emitter, expected, received, missed, lostOnTheWay, unsent }) => [
            emitter,
            [expected, received, missed, lostOnTheWay, unsent],
          ]),
        );
      };
      expect(await read(0, 100)).toEqual({
        fine: [100, 100, 0, 0, 0],
        lost: [100, 80, 20, 20, 0],
        mute: [100, 80, 20, 0, 0],
        paused: [100, 80, 20, 0, 20],
      });
      expect(await read(30, 47.5)).toMatchObject({ lost: [18, 10, 8, 8, 0], paused: [18, 10, 8, 0, 8] });
      expect(await read(47.5, 100)).toMatchObject({ lost: [52, 40, 12, 12, 0], paused: [52, 40, 12, 0, 12] });
    });
  });

  it('lose the runtime by the count of missed beats or by the share of a window, as the thresholds say', async () => {
    const files = beats(
      {
        emitter: 'thin',
        detector: 'd',
        seconds: [...every(0, 60), ...every(60, 180, 6), ...every(180, 240)],
        interval: 1000,
      },
      { emitter: 'fine', detector: 'd', seconds: every(0, 240), interval: 1000 },
    );
    await withCase(files, async ({ call }) => {
      const losses = async (thresholds: { missed?: number; share?: number; over?: number }) =>
        (await call('heartbeats.read', { thresholds })).losses.map(({ emitter, from, to, by }) => [
          emitter,
          (from - micros(0)) / 1e6,
          (to - micros(0)) / 1e6,
          by,
        ]);
      expect(await losses({ missed: 5 })).toEqual([['thin', 61, 180, 'share']]);
      expect((await losses({ missed: 4, share: 1 })).length).toBe(20);
      expect(await losses({ missed: 5, share: 0.9 })).toEqual([]);
    });
  });
});

describe('a runtime', () => {
  const quiet = (emitter: string, seconds = without(every(0, 600), 200, 500)): Beats[] => [
    { emitter, detector: 'orchestrator', seconds },
    { emitter: 'c-data', detector: 'orchestrator', seconds: every(0, 600) },
  ];

  it('is found under its container, address, service or instance, and else stands under its own name', async () => {
    const tree = csv(
      'service_id,service_name,instance_id,subscription_id,resource_id,valid_from,valid_to',
      'web,Web,web-1,sub-web,r-web,,',
      'shop,Shop,,sub-shop,,,',
      'data,Data,,sub-data,,,',
    );
    const files = beats(
      ...['web-1', 'c-shop', '10.0.0.3:9100', 'shop', 'nobody'].map((emitter) => ({
        emitter,
        detector: 'd',
        seconds: every(0, 10),
      })),
    );
    await withCase({ ...FLEET, 'tree.csv': tree, ...files }, async ({ call }) => {
      const { runtimes, totals } = await call('heartbeats.read', {});
      expect(runtimes.map(({ name, knownAs, services }) => [name, knownAs, services])).toEqual([
        ['10.0.0.3:9100', 'address', ['data']],
        ['c-shop', 'source', ['shop']],
        ['d', null, []],
        ['nobody', null, []],
        ['shop', 'service', ['shop']],
        ['web-1', 'instance', ['web']],
      ]);
      expect(totals.unresolved).toBe(2);
    });
  });

  it('that asks on while its beats are missed is half-dead, whatever name it beats under, and the lookup is cited', async () => {
    const requests = csv(REQUESTS, ...every(0, 600, 10).map((s) => `${clock(s)},q${s},c-web,shop.example,A`));
    for (const emitter of ['c-web', '10.0.0.1', 'web']) {
      await withCase({ ...FLEET, ...beats(...quiet(emitter)), 'requests.csv': requests }, async ({ call }) => {
        const { silences } = await call('heartbeats.read', {});
        expect(silences).toHaveLength(1);
        expect(silences[0]).toMatchObject({
          emitter,
          service: 'web',
          from: micros(200),
          to: micros(500),
          verdict: 'active',
          acted: { from: micros(210) },
        });
        const [last, lookup] = silences[0]?.evidence ?? [];
        expect(last?.citation).toMatchObject({ line: 201 });
        expect(lookup?.citation).toMatchObject({ path: expect.stringContaining('requests.csv') as string, line: 23 });
      });
    }
  });

  it('that connects on is half-dead; what a peer still holds open from before says nothing', async () => {
    const socket = 'timestamp,host,src_ip,src_port,dst_ip,dst_port,role';
    const held = `10.0.0.3,5432,10.0.0.1,41000,`;
    const files = (...rows: readonly string[]) => ({
      ...FLEET,
      ...beats(...quiet('c-web')),
      'sockets.csv': csv(socket, ...rows),
    });
    await withCase(files(`${clock(100)},c-data,${held}`, `${clock(300)},c-data,${held}`), async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({ verdict: 'unconfirmed' });
    });
    await withCase(files(`${clock(300)},c-data,10.0.0.3,5432,10.0.0.1,41001,`), async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({ verdict: 'active' });
    });
    await withCase(files(`${clock(300)},c-web,10.0.0.1,41002,10.0.0.3,5432,`), async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({ verdict: 'active' });
    });
  });

  it('is lost where its usual lookups are missing too while the log goes on, or where health events say so', async () => {
    const asked = (source: string, seconds: readonly number[]) =>
      seconds.map((s) => `${clock(s)},${source}${s},${source},shop.example,A`);
    const requests = csv(
      REQUESTS,
      ...asked('c-web', without(every(0, 600, 10), 200, 500)),
      ...asked('c-data', every(0, 600, 10)),
    );
    await withCase({ ...FLEET, ...beats(...quiet('c-web')), 'requests.csv': requests }, async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({ verdict: 'lost', service: 'web' });
    });
    const health = csv('timestamp,source_container_id,status', `${clock(300)},c-web,error`);
    await withCase({ ...FLEET, ...beats(...quiet('c-web')), 'health.csv': health }, async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({ verdict: 'lost' });
    });
    await withCase({ ...FLEET, ...beats(...quiet('c-web')) }, async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({ verdict: 'unconfirmed' });
    });
  });

  it('whose inventory record ends is removed, not lost', async () => {
    const vm = csv(
      'container_id,subscription_id,resource_id,valid_from,valid_to',
      `c-web,sub-web,r-web,,${clock(201)}`,
      'c-data,sub-data,r-data,,',
    );
    await withCase({ ...FLEET, 'vm.csv': vm, ...beats(...quiet('c-web', every(0, 200))) }, async ({ call }) => {
      expect((await call('heartbeats.read', {})).silences[0]).toMatchObject({
        verdict: 'removed',
        service: 'web',
        open: true,
      });
    });
  });

  it('that was lost is a failing interval of its service, by heartbeats; without heartbeats there is none', async () => {
    const health = csv('timestamp,source_container_id,status', `${clock(300)},c-web,error`);
    await withCase({ ...FLEET, ...beats(...quiet('c-web')), 'health.csv': health }, async ({ call }) => {
      const { intervals } = await call('health.read', {});
      expect(intervals.filter(({ witness }) => witness === 'heartbeats')).toMatchObject([
        {
          service: 'web',
          subject: 'c-web',
          kind: 'availability',
          status: 'error',
          from: micros(200),
          to: micros(500),
          step: 1_000_000,
        },
      ]);
    });
    await withCase({ ...FLEET, 'health.csv': health }, async ({ call }) => {
      expect((await call('health.read', {})).intervals.map(({ witness }) => witness)).toEqual(['events']);
    });
  });
});
