import { describe, expect, it } from 'vitest';
import type { PlanScope, Wave } from '../../../shared/model/plan.ts';
import { checkPlan } from '../../../shared/recovery/check-plan.ts';
import { planRestart } from '../../../shared/recovery/plan-restart.ts';
import type { Verdict } from '../../../shared/recovery/words.ts';
import { healthOf, mapOf, WINDOW } from '../map/map-of.ts';

function diagnosed(target: string, origin: string | undefined): Verdict {
  const origins = origin ? [{ service: origin, score: 0.9 }] : [];
  return { target, window: WINDOW, origins, status: 'no-fault-visible', finding: 'No fault is visible.' };
}

function plan(map: string, health: string, options: { observed?: string; scope?: PlanScope; origin?: string } = {}) {
  return planRestart({
    map: mapOf(map),
    health: healthOf(health, options.observed),
    target: 't',
    window: WINDOW,
    scope: options.scope ?? 'failing',
    diagnosis: diagnosed('t', options.origin),
  });
}
const waves = (made: ReturnType<typeof plan>) =>
  made.waves.map(({ steps }) => steps.map(({ service }) => service).join(' ')).join(' | ');
const reasons = (made: ReturnType<typeof plan>) => made.waves.flatMap(({ steps }) => steps.map(({ reason }) => reason));

const CHAIN = 't>c:9 c>d:23!38 d>g:61 t>k:5 k>h:3';
const CHAIN_HEALTH = 't 14:07-14:20; c 14:06-14:20; d 14:06-14:20; g 14:05-14:20';

describe('restart plan', () => {
  it('restarts the failing services from the origin to the target and leaves the healthy ones alone', () => {
    const made = plan(CHAIN, CHAIN_HEALTH, { observed: 'k h', origin: 'g' });
    expect(waves(made)).toBe('g | d | c | t');
    expect(reasons(made)).toEqual([
      'Origin. Seen to depend on nothing that failed. 1 service waits for it.',
      'After Service G. 1 service waits for it.',
      'After Service D (38 of 61 lookups failed). 1 service waits for it.',
      'Target. After Service C.',
    ]);
  });

  it('restarts everything that the target reaches in the fewest waves', () => {
    expect(waves(plan(CHAIN, CHAIN_HEALTH, { scope: 'all' }))).toBe('g h | d k | c | t');
  });

  it('takes a service without health data along where it stands between failing ones, and says so', () => {
    const made = plan('t>b:1 b>o:1 t>e:1', 't 14:07-14:20; o 14:05-14:20');
    expect(waves(made)).toBe('o | b | t');
    expect(made.waves[1]?.steps[0]).toMatchObject({
      inferred: true,
      check: 'No health data: its clients get answers.',
    });
  });

  it('opens a cycle at its weakest dependency and gives it consecutive waves', () => {
    const made = plan('t>a:5 a>b:900 b>a:12 b>o:4', 't 14:08-14:20; a 14:07-14:20; b 14:07-14:20; o 14:05-14:20');
    expect(waves(made)).toBe('o | b | a | t');
    const weakest = {
      client: 'b',
      server: 'a',
      why: 'the weakest of the cycle: 12 lookups against 900 of the strongest',
      chosen: false,
    };
    expect(made.cycles).toEqual([
      {
        services: ['a', 'b'],
        break: weakest,
        breaks: [weakest],
        bootstrap: [
          { act: 'start', service: 'b', servers: ['a'] },
          { act: 'start', service: 'a', servers: [] },
          { act: 'reconnect', service: 'b', servers: ['a'] },
        ],
        within: [
          { client: 'a', server: 'b' },
          { client: 'b', server: 'a' },
        ],
        inPlan: true,
      },
    ]);
    expect(made.waves[1]?.steps[0]?.after).toEqual(['o']);
  });

  it('breaks a contested dependency before any that is certain, and one seen before the window next', () => {
    const failing = 't 14:08-14:20; a 14:07-14:20; b 14:07-14:20; c 14:07-14:20';
    expect(plan('t>a:5 a>b:1 b>a:?900', failing).cycles[0]?.break).toMatchObject({ client: 'b', server: 'a' });
    expect(plan('t>a:5 a>b:1 b>c:~ c>a:2', failing).cycles[0]?.break).toMatchObject({ client: 'b', server: 'c' });
  });

  it('lets a contested dependency order where no certain one speaks against it', () => {
    expect(waves(plan('t>a:5 t>b:5 a>b:?3', 't 14:08-14:20; a 14:07-14:20; b 14:07-14:20'))).toBe('b | a | t');
  });

  it('names a cycle that the target reaches though it is not restarted', () => {
    const made = plan(`${CHAIN} t>x:3 x>y:3 y>x:1`, CHAIN_HEALTH, { observed: 'k h x y' });
    expect(made.cycles.map(({ services, inPlan }) => [services, inPlan])).toEqual([[['x', 'y'], false]]);
  });

  it('is empty, and says why, where the target did not fail', () => {
    const made = plan(CHAIN, 'g 14:05-14:20', { observed: 't' });
    expect(made.waves).toEqual([]);
    expect(made.finding).toBe('Nothing to restart: No fault is visible.');
  });

  it('tells what to see before the next wave begins', () => {
    const made = plan(CHAIN, CHAIN_HEALTH, { observed: 'k h' });
    const checks = made.waves.flatMap(({ steps }) => steps.map(({ check }) => check));
    expect(checks[0]).toBe('Health ok twice, 60 s apart.');
    expect(checks[1]).toBe('Health ok twice, 60 s apart; failed lookups of it back to 0.');
  });
});

describe('plan checker', () => {
  const good = plan(CHAIN, CHAIN_HEALTH);
  const map = mapOf(CHAIN);

  it('finds nothing wrong with a good plan', () => {
    expect(checkPlan(good, map)).toEqual([]);
  });

  it('finds a client that is restarted before its server', () => {
    const turned = {
      ...good,
      waves: good.waves.map((wave, i): Wave => ({ ...wave, steps: good.waves[3 - i]?.steps ?? [] })),
    };
    expect(checkPlan(turned, map)).toContain('c (wave 2) needs d (wave 3) first.');
  });

  it('finds a break that belongs to no cycle, and a service that is in the plan twice', () => {
    const spot = { client: 't', server: 'c', why: '', chosen: false };
    const cycle = { services: ['c', 't'], break: spot, breaks: [spot], bootstrap: [], within: [], inPlan: false };
    expect(checkPlan({ ...good, cycles: [cycle] }, map)).toEqual(['The break t → c is in no cycle.']);
    const twice = { ...good, waves: [...good.waves, ...good.waves.slice(3).map((wave) => ({ ...wave, wave: 5 }))] };
    expect(checkPlan(twice, map)).toContain('t is in the plan twice.');
  });
});
