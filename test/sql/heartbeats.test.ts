import { beforeAll, describe, expect, it } from 'vitest';
import { watchedIn } from '../../shared/map/failing.ts';
import type { Health } from '../../shared/model/health.ts';
import type { Heartbeats, HeartbeatThresholds } from '../../shared/model/heartbeats.ts';
import { beatLines, beatsCsv, clock, every, second, without, type Beats } from '../engine-kit/beats.ts';
import { FLEET, REQUESTS } from '../engine-kit/fleet.ts';
import { csv, withCase } from '../engine-kit/with-case.ts';

/** What is asked of one case: by window in seconds, or by thresholds. */
interface Answers {
  readonly whole: Heartbeats;
  readonly windows: ReadonlyMap<string, Heartbeats>;
  readonly thresholds: ReadonlyMap<string, Heartbeats>;
}

describe('the beats of a pair', () => {
  const THRESHOLDS: Readonly<Record<string, Partial<HeartbeatThresholds>>> = {
    'six missed': { missed: 5 },
    'five missed, no share': { missed: 4, share: 1 },
    'nine of ten': { missed: 5, share: 0.9 },
  };
  const WINDOWS: readonly (readonly [number, number])[] = [
    [0, 100],
    [30, 47.5],
    [47.5, 100],
  ];
  let answers: Answers;
  beforeAll(async () => {
    const hundred = every(0, 100);
    const lines = [
      { emitter: 'half', detector: 'interval', seconds: every(0, 60), interval: 500 },
      { emitter: 'quick', detector: 'interval', seconds: every(0, 60, 0.5) },
      { emitter: 'third', detector: 'interval', seconds: every(0, 60, 3), sequence: (s: number) => s },
      { emitter: 'brief', detector: 'interval', seconds: [0, 0.5] },
      { emitter: 'slow', detector: 'interval', seconds: [0, 7] },
      { emitter: 'quick', detector: 'other', seconds: [0, 5, 10] },
      { emitter: 'fine', detector: 'd', seconds: hundred, sequence: (s: number) => s },
      { emitter: 'lost', detector: 'd', seconds: without(hundred, 40, 60), sequence: (s: number) => s },
      { emitter: 'mute', detector: 'd', seconds: without(hundred, 40, 60) },
      {
        emitter: 'paused',
        detector: 'd',
        seconds: without(hundred, 40, 60),
        sequence: (s: number) => (s < 60 ? s : s - 20),
      },
      {
        emitter: 'thin',
        detector: 'share',
        seconds: [...every(0, 60), ...every(60, 180, 6), ...every(180, 240)],
        interval: 1000,
      },
      { emitter: 'fine', detector: 'share', seconds: every(0, 240), interval: 1000 },
    ].flatMap(beatLines);
    const numbered = (shift: number): Beats => ({
      emitter: 'told',
      detector: 'twice',
      seconds: every(0, 120).map((s) => s + shift),
      sequence: Math.floor,
    });
    const told = beatLines(numbered(0));
    const mixed = [...told, ...beatLines(numbered(0.2)), ...told.slice(40, 60)].sort((a, b) =>
      a.slice(20).localeCompare(b.slice(20)),
    );
    const files = { 'beats.csv': beatsCsv(...lines, ...mixed), 'more.csv': beatsCsv(...told.slice(0, 30)) };
    await withCase(files, async ({ call }) => {
      const windows = new Map<string, Heartbeats>();
      for (const [from, to] of WINDOWS)
        windows.set(`${from}-${to}`, await call('heartbeats.read', { window: { from: second(from), to: second(to) } }));
      const thresholds = new Map<string, Heartbeats>();
      for (const [name, chosen] of Object.entries(THRESHOLDS))
        thresholds.set(name, await call('heartbeats.read', { thresholds: chosen }));
      answers = { whole: await call('heartbeats.read', {}), windows, thresholds };
    });
  });
  const pairOf = (found: Heartbeats | undefined, emitter: string, detector: string) =>
    found?.pairs.find((pair) => pair.emitter === emitter && pair.detector === detector);

  it('give their interval: what the records say, else what is usual, a gap shared out by the sequence numbers', () => {
    const told = (emitter: string, detector: string) => {
      const pair = pairOf(answers.whole, emitter, detector);
      return [pair?.interval, pair?.intervalFrom];
    };
    // Records of whole seconds cannot be finer than a second.
    expect(told('half', 'interval')).toEqual([1_000_000, 'given']);
    expect(told('quick', 'interval')).toEqual([500_000, 'learned']);
    expect(told('third', 'interval')).toEqual([1_000_000, 'learned']);
    // Of two beats, what is usual of the others that the same detector hears; another hears the emitter in steps of its own.
    expect(told('brief', 'interval')).toEqual([1_000_000, 'detector']);
    expect(told('slow', 'interval')).toEqual([7_000_000, 'detector']);
    expect(told('quick', 'other')).toEqual([null, null]);
  });

  it('count once where they are told twice, and in any order of the records', () => {
    expect(pairOf(answers.whole, 'told', 'twice')).toMatchObject({
      received: 120,
      missed: 0,
      expected: 120,
      interval: 1_000_000,
    });
    expect(answers.whole.losses.filter(({ detector }) => detector === 'twice')).toEqual([]);
  });

  it('that were missed are told as lost on the way or never sent by the sequence numbers, in every window exactly', () => {
    const counts = (window: string, emitter: string) => {
      const pair = pairOf(answers.windows.get(window), emitter, 'd');
      return [pair?.expected, pair?.received, pair?.missed, pair?.lostOnTheWay, pair?.unsent];
    };
    expect(counts('0-100', 'fine')).toEqual([100, 100, 0, 0, 0]);
    expect(counts('0-100', 'lost')).toEqual([100, 80, 20, 20, 0]);
    expect(counts('0-100', 'mute')).toEqual([100, 80, 20, 0, 0]);
    expect(counts('0-100', 'paused')).toEqual([100, 80, 20, 0, 20]);
    expect([counts('30-47.5', 'lost'), counts('47.5-100', 'lost')]).toEqual([
      [18, 10, 8, 8, 0],
      [52, 40, 12, 12, 0],
    ]);
    expect([counts('30-47.5', 'paused'), counts('47.5-100', 'paused')]).toEqual([
      [18, 10, 8, 0, 8],
      [52, 40, 12, 0, 12],
    ]);
  });

  it('balance: what was received and what was missed is what was expected, pair by pair and in all', () => {
    for (const { pairs, totals } of [answers.whole, ...answers.windows.values()]) {
      for (const { expected, received, missed, lostOnTheWay, unsent } of pairs) {
        expect(expected).toBe(received + missed);
        expect(lostOnTheWay + unsent).toBeLessThanOrEqual(missed);
      }
      expect(totals.expected).toBe(pairs.reduce((sum, { expected }) => sum + expected, 0));
      expect(totals.received + totals.missed).toBe(totals.expected);
    }
  });

  it('make a loss by the count of missed ones or by the share of a window, as the thresholds say', () => {
    const losses = (name: string) =>
      answers.thresholds
        .get(name)
        ?.losses.filter(({ emitter }) => emitter === 'thin')
        .map(({ from, to, by }) => [(from - second(0)) / 1e6, (to - second(0)) / 1e6, by]);
    expect(losses('six missed')).toEqual([[61, 180, 'share']]);
    expect(losses('five missed, no share')).toHaveLength(20);
    expect(losses('nine of ten')).toEqual([]);
  });
});

describe('a runtime that falls silent', () => {
  const TREE = csv(
    'service_id,service_name,instance_id,subscription_id,resource_id,valid_from,valid_to',
    'web,Web,web-1,sub-web,r-web,,',
    'shop,Shop,,sub-shop,,,',
    'pool,Pool,c-p1,sub-pool,,,',
    'pool,Pool,c-p2,sub-pool,,,',
    'pool,Pool,pool-1,sub-pool,,,',
    'data,Data,,sub-data,,,',
    'data,Data,c-left,sub-data,r-left,,',
    'data,Data,data-9,sub-data,r-9,,',
  );
  const VM = csv(
    'container_id,subscription_id,resource_id,location,valid_from,valid_to,ip',
    'c-web,sub-web,r-web,East,,,',
    'c-shop,sub-shop,r-shop,East,,,',
    'c-ill,sub-shop,r-ill,East,,,',
    ...['c-idle', 'c-fell', 'c-back'].map((id) => `${id},sub-shop,r-${id},East,,,`),
    `c-gone,sub-shop,r-gone,East,,${clock(201)},`,
    `c-left,sub-data,r-left,East,,${clock(201)},`,
    `c-9,sub-data,r-9,East,,${clock(201)},10.0.0.9`,
    'c-two,sub-shop,r-two,East,,,10.0.0.8',
    'c-data,sub-data,r-data,West,,,',
    'c-p1,sub-pool,,East,,,',
    'c-p2,sub-pool,,East,,,',
  );
  /** Whose container was taken away as its beats ended: itself, also told by an instance of the tree that has no end, the resource of one, at an address. */
  const GONE = ['c-gone', 'c-left', 'data-9', '10.0.0.9'];
  const NAMES = [
    'c-web',
    '10.0.0.1',
    'web',
    'web-1',
    'c-shop',
    'c-ill',
    'c-idle',
    'c-fell',
    'c-back',
    'c-two',
    'c-two:80',
    '10.9.9.9',
    '10.9.9.8:80',
    '10.9.9.7',
    ...GONE,
    'c-p1',
    'pool-1',
  ];
  let found: Heartbeats;
  let health: Health;
  beforeAll(async () => {
    const quiet = (emitter: string): Beats => ({
      emitter,
      detector: 'orchestrator',
      seconds: GONE.includes(emitter) ? every(0, 200) : without(every(0, 600), 200, 500),
    });
    const asked = (source: string, seconds: readonly number[]) =>
      seconds.map((s) => `${clock(s)},${source}${s},${source},shop.example,A`);
    const files = {
      ...FLEET,
      'tree.csv': TREE,
      'vm.csv': VM,
      'beats.csv': beatsCsv(
        ...NAMES.map(quiet).flatMap(beatLines),
        ...['c-data', '10.0.0.8:9100'].flatMap((emitter) =>
          beatLines({ emitter, detector: 'orchestrator', seconds: every(0, 600) }),
        ),
      ),
      'requests.csv': csv(
        REQUESTS,
        ...asked('c-web', every(0, 600, 10)),
        ...asked('c-shop', without(every(0, 600, 10), 200, 500)),
        ...asked('c-p1', without(every(0, 600, 10), 200, 500)),
        ...asked('c-p2', every(0, 600, 10)),
      ),
      'sockets.csv': csv(
        'timestamp,host,src_ip,src_port,dst_ip,dst_port,role',
        `${clock(100)},c-data,10.0.0.3,5432,10.9.9.8,41000,`,
        `${clock(300)},c-data,10.0.0.3,5432,10.9.9.8,41000,`,
        `${clock(300)},c-data,10.0.0.3,5432,10.9.9.9,41001,`,
        `${clock(300)},c-data,10.0.0.3,41002,10.9.9.7,8080,connect`,
      ),
      'flows.log': [
        'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
        `2 1 eni-1 10.0.0.3 10.9.9.8 41003 8080 6 1 60 ${second(300) / 1e6} ${second(310) / 1e6} ACCEPT OK`,
      ].join('\n'),
      'health.csv': csv(
        'timestamp,source_container_id,status',
        `${clock(300)},c-ill,error`,
        // The last beat was at 199: that it failed after it stands, if nothing says that it was well again.
        `${clock(199)},c-fell,error`,
        `${clock(198)},c-idle,error`,
        `${clock(199)},c-back,error`,
        `${clock(199.5)},c-back,ok`,
      ),
    };
    await withCase(files, async ({ call }) => {
      found = await call('heartbeats.read', {});
      health = await call('health.read', {});
    });
  });
  const silence = (name: string) => found.silences.find(({ emitter }) => emitter === name);

  it('is found under its instance, container, address or service, and else stands under its own name', () => {
    const known = (name: string) => {
      const runtime = found.runtimes.find((one) => one.name === name);
      return [runtime?.knownAs, runtime?.services];
    };
    expect(known('web-1')).toEqual(['instance', ['web']]);
    expect(known('c-shop')).toEqual(['source', ['shop']]);
    expect(known('10.0.0.1')).toEqual(['address', ['web']]);
    expect(known('web')).toEqual(['service', ['web']]);
    expect(known('10.9.9.8:80')).toEqual([null, []]);
    expect(found.totals.unresolved).toBe(6);
  });

  it('and asks on is half-dead, under whatever name it beats, and the lookup is cited', () => {
    for (const name of ['c-web', '10.0.0.1', 'web', 'web-1']) {
      expect(silence(name), name).toMatchObject({
        service: 'web',
        from: second(200),
        to: second(500),
        verdict: 'active',
        acted: { from: second(210) },
      });
      expect(silence(name)?.evidence[1]?.citation, name).toMatchObject({ line: 23 });
    }
    expect(silence('c-web')?.evidence[0]?.citation).toMatchObject({ line: 201 });
  });

  it('and connects anew is half-dead; what a peer holds open from before, or sends without an answer, says nothing', () => {
    for (const name of ['10.9.9.9', '10.9.9.7'])
      expect(silence(name)).toMatchObject({ service: null, verdict: 'active' });
    expect(silence('10.9.9.8:80')).toMatchObject({ service: null, verdict: 'unconfirmed' });
  });

  it('is lost where its usual lookups are missing too while the log goes on, or where health events say so', () => {
    expect(silence('c-shop')).toMatchObject({ verdict: 'lost', service: 'shop' });
    expect(silence('c-ill')).toMatchObject({ verdict: 'lost' });
    expect(silence('c-fell')).toMatchObject({ verdict: 'lost', evidence: [{}, { citation: { line: 3 } }] });
    expect(silence('c-back')).toMatchObject({ verdict: 'unconfirmed' });
    expect(silence('c-idle')).toMatchObject({ verdict: 'unconfirmed' });
  });

  it('is not mistaken for another instance of its subscription; where nothing tells which one it is, none counts', () => {
    expect(silence('c-p1')).toMatchObject({ verdict: 'lost', service: 'pool' });
    expect(silence('pool-1')).toMatchObject({ verdict: 'unconfirmed', service: 'pool', acted: null });
    expect(silence('pool-1')?.verdictReason).toContain('not which of the 2 instances there it is');
  });

  it('and beats on under another name is half-dead; of a program, what else the machine runs says nothing', () => {
    expect(silence('c-two')).toMatchObject({ verdict: 'active', acted: { from: second(205) } });
    expect(silence('c-two:80')).toMatchObject({ verdict: 'unconfirmed' });
  });

  it('because its inventory record ended is removed, not lost', () => {
    for (const name of GONE) {
      expect(silence(name), name).toMatchObject({ verdict: 'removed', open: true });
      expect(silence(name)?.evidence[1]?.citation.path, name).toMatch(/vm\.csv$/);
    }
  });

  it('makes its service fail, by heartbeats: lost as an error, else degraded, removed not at all', () => {
    const failing = health.intervals.filter(({ witness }) => witness === 'heartbeats');
    const status = Object.fromEntries(failing.map(({ subject, status }) => [subject, status]));
    expect(status).toEqual({
      'c-web': 'degraded',
      '10.0.0.1': 'degraded',
      web: 'degraded',
      'web-1': 'degraded',
      'c-shop': 'error',
      'c-ill': 'error',
      'c-fell': 'error',
      'c-idle': 'degraded',
      'c-back': 'degraded',
      'c-two': 'degraded',
      'c-two:80': 'degraded',
      'c-p1': 'error',
      'pool-1': 'degraded',
    });
    expect(failing.find(({ subject }) => subject === 'c-shop')).toMatchObject({
      service: 'shop',
      kind: 'availability',
      from: second(200),
      to: second(500),
      step: 1_000_000,
    });
    expect([...watchedIn(health, { from: second(0), to: second(500) })].sort()).toEqual(['pool', 'shop', 'web']);
  });
});
