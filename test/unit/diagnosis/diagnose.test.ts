import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../shared/diagnosis/diagnose.ts';
import { incidentWindow } from '../../../shared/diagnosis/incident.ts';
import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import type { Health } from '../../../shared/model/health.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { at, healthOf, mapOf, WINDOW } from '../map/map-of.ts';

const ask = (map: string, health: string, observed = '') =>
  diagnose({ map: mapOf(map), health: healthOf(health, observed), target: 't', window: WINDOW });
const ranked = (found: Diagnosis) => found.origins.map(({ service }) => service);
const pathTo = (found: Diagnosis, id: string) =>
  found.origins
    .find(({ service }) => service === id)
    ?.path.map(({ service, inferred }) => (inferred ? `(${service})` : service))
    .join(' > ');
const words = (found: Diagnosis, id: string, side: 'for' | 'against') =>
  found.origins.find(({ service }) => service === id)?.[side].map(({ text }) => text) ?? [];

const CHAIN = 't>c:61 c>d:61 d>g:23!38 t>k:700 t>m:400 m>k:80';
const CHAIN_HEALTH = `
  t 14:07:10-14:24:00 error 3
  c 14:06:40-14:23:00 error 4
  d 14:06:15-14:22:00 error 5
  g 14:05:20-14:20:00 error 6`;

describe('diagnosis', () => {
  it('follows the failing path from the target to the service that failed first and needs nothing that failed', () => {
    const found = ask(CHAIN, CHAIN_HEALTH, 'k m');
    expect(ranked(found)[0]).toBe('g');
    expect(pathTo(found, 'g')).toBe('t > c > d > g');
    expect([...found.failing].sort()).toEqual(['c', 'd', 'g', 't']);
    expect(found.finding).toContain('Most likely begun at Service G');
  });

  it('names rivals too, with what speaks for and against each, and the record it rests on', () => {
    const found = ask(CHAIN, CHAIN_HEALTH, 'k m');
    expect(ranked(found).sort()).toEqual(['c', 'd', 'g', 't']);
    expect(words(found, 'g', 'for')).toEqual([
      'First to fail, 14:05:20, before or with all others on the path.',
      'Depends on nothing that failed before it or with it.',
      'The highest severity of kind error on the path: 6.',
      'Explains 3 of 3 other failing services: they depend on it.',
      '38 of 61 lookups of it in the window failed.',
    ]);
    expect(words(found, 'g', 'against')).toEqual([
      'Health is sampled every 60 s: it began after 14:04:20 and by 14:05:20.',
    ]);
    expect(words(found, 'd', 'against')[0]).toBe('Depends on Service G, which failed 55 s earlier.');
    expect(found.origins[0]?.for[0]?.citation).toEqual({ source: 1, path: 'health.csv', line: 5 });
  });

  it('does not blame a server that began to fail long after its client', () => {
    const found = ask('t>a:5 t>b:5', 't 14:10-14:30; a 14:09-14:30; b 14:20-14:30');
    expect(ranked(found)[0]).toBe('a');
    expect(words(found, 'b', 'against')[0]).toBe('Began 10 min after Service T, more than clocks and sampling allow.');
  });

  it('does not blame a server that had recovered before its client began to fail', () => {
    expect(ranked(ask('t>a:5 t>b:5', 't 14:30-14:40; a 14:29-14:40; b 14:05-14:10'))).not.toContain('b');
  });

  it('allows a server to be seen failing one sampling step of either and the clock skew after its client', () => {
    const late = (clock: string) => words(ask('t>a:5', `t 14:10:00-14:30; a ${clock}-14:30`), 'a', 'against').join();
    expect(late('14:12:05')).not.toContain('more than clocks and sampling allow');
    expect(late('14:12:06')).toContain('more than clocks and sampling allow');
  });

  it('bridges a service without health data and says that it is inferred', () => {
    const found = ask('t>b:5 b>o:5', 't 14:07-14:20; o 14:05-14:20');
    expect(ranked(found)[0]).toBe('o');
    expect(pathTo(found, 'o')).toBe('t > (b) > o');
    expect(found.blind).toEqual(['b']);
    expect(words(found, 'o', 'against')).toContain('Inferred over Service B, without health data.');
  });

  it('goes over failing services rather than over those without health data, however many', () => {
    const found = ask('t>x:5 x>o:5 t>a:5 a>b:5 b>o:5', 't 14:08-14:20; a 14:07-14:20; b 14:06-14:20; o 14:05-14:20');
    expect(pathTo(found, 'o')).toBe('t > a > b > o');
    expect(pathTo(ask('t>x:5 x>y:5 y>o:5 t>z:5 z>o:5', 't 14:08-14:20; o 14:05-14:20'), 'o')).toBe('t > (z) > o');
  });

  it('does not pass through a service that is known to be healthy', () => {
    const found = ask('t>b:5 b>o:5', 't 14:07-14:20; o 14:05-14:20', 'b');
    expect(ranked(found)[0]).toBe('t');
    expect(words(found, 'o', 'against')).toContain('Service B stood between it and the target and did not fail.');
  });

  it('finds its way through a cycle to the origin behind it', () => {
    const found = ask('t>a:9 a>b:9 b>a:2 b>o:9', 't 14:08-14:20; a 14:07-14:20; b 14:06:30-14:20; o 14:05-14:20');
    expect(ranked(found)[0]).toBe('o');
    expect(pathTo(found, 'o')).toBe('t > a > b > o');
  });

  it('discounts an alarm that was on long before', () => {
    const found = ask('t>old:9 t>new:9', 't 14:20-14:50; new 14:19-14:50; old 03:12-14:50');
    expect(ranked(found)).toEqual(['new', 'old', 't']);
    expect(words(found, 'old', 'against')[0]).toBe(
      'Failing since 03:12:00, in 11 of 11 earlier windows with failures: chronic.',
    );
  });

  it('gives no credit for being first to an alarm that was on before the incident', () => {
    const found = ask('t>old:9 t>new:9', 't 14:20-14:50 error 3; new 14:19-14:50 error 4; old 13:50-14:50 error 4');
    expect(ranked(found)).toEqual(['new', 'old', 't']);
    expect(words(found, 'new', 'for')[0]).toBe('First to fail, 14:19:00, before or with all others on the path.');
    expect(words(found, 'old', 'against')[0]).toBe('Failing since 13:50:00, before the incident.');
  });

  it('lists every failing service that it counts, those above the target too', () => {
    const found = ask('t>a:5 up>t:5 far>z:5', 't 14:07-14:20; a 14:06-14:20; up 14:07-14:20; far 14:06-14:20');
    expect(found.failing).toEqual(['t', 'a']);
    expect(found.concerned).toEqual(['a', 't', 'up']);
    expect(found.origins[0]?.explains).toEqual({ count: 2, of: 2, services: ['t', 'up'] });
  });

  it('prefers the server whose severity is like its client’s to a leaf with a slight symptom', () => {
    const found = ask(
      't>a:9 a>noise:9',
      't 14:07-14:20 latency 80; a 14:06-14:20 latency 500; noise 14:06-14:20 latency 4',
    );
    expect(ranked(found)[0]).toBe('a');
  });

  it('holds healthy other clients against an origin', () => {
    const found = ask('t>a:5 x>a:5', 't 14:07-14:20; a 14:06-14:20', 'x');
    expect(words(found, 'a', 'against')).toContain('Service X also depends on it and did not fail.');
  });

  it('gives the same answer in whatever order dependencies and intervals come', () => {
    const map = mapOf(CHAIN);
    const health = healthOf(CHAIN_HEALTH, 'k m');
    const turned = {
      map: { ...map, dependencies: [...map.dependencies].reverse() },
      health: { ...health, intervals: [...health.intervals].reverse() },
    };
    const base = { target: 't', window: WINDOW };
    expect(diagnose({ ...base, ...turned }).origins).toEqual(diagnose({ ...base, map, health }).origins);
  });

  it('tells no visible fault from one that cannot be observed', () => {
    expect(ask('t>a:5', 'a 14:05-14:20', 't')).toMatchObject({
      failing: [],
      origins: [],
      finding:
        'No fault is visible: Service T did not fail in the window. Of what it reaches, Service A failed: ask from there.',
    });
    expect(ask('t>a:5', '', 'a').finding).toBe('Not observable at Service T, which has no health data.');
    expect(ask('t>a:5', '').finding).toBe(
      'Not observable: neither Service T nor what it reaches has health data in the window.',
    );
  });
});

describe('a window that the evidence does not cover', () => {
  const during = (health: Health, window: TimeWindow, heard = false) =>
    diagnose({
      map: mapOf('t>a:5'),
      health,
      target: 't',
      window,
      logs: { heard: new Map([['t', heard]]), sockets: new Map(), failures: [] },
    });
  const health = healthOf('t 14:07-14:20; a 14:06-14:20');
  const later = { from: at('18:00'), to: at('19:00') };

  it('is not observable, never without a fault', () => {
    const found = during(health, later);
    expect(found).toMatchObject({ status: 'not-observable', origins: [], blind: ['a', 't'] });
    expect(found.coverage).toMatchObject({ health: null, watched: 0, logs: 'gap' });
    expect(found.finding).toBe(
      'Not observable: no health event covers Service T in the window; those of the case cover it from 2026-03-04 13:00:00 to 2026-03-04 15:00:00 UTC. No DNS or socket log covers the window either.',
    );
  });

  it('is not observable between two times that are covered', () => {
    const spans = [13, 16].map((hour) => ({ service: 't', from: at(`${hour}:00`), to: at(`${hour}:30`) }));
    const between = { ...health, watched: spans };
    const found = during(between, { from: at('14:30'), to: at('15:30') }, true);
    expect(found.status).toBe('not-observable');
    expect(found.finding).toContain('from 2026-03-04 13:00:00 to 2026-03-04 16:30:00 UTC, with gaps.');
    expect(found.finding).not.toContain('No DNS log');
  });

  it('says how much of it was watched where that is not all', () => {
    const found = during(healthOf('', 't'), { from: at('14:45'), to: at('15:45') });
    expect(found).toMatchObject({ status: 'no-fault-visible' });
    expect(found.finding).toBe(
      'No fault is visible: Service T did not fail in the window. It was watched for 15 min of it.',
    );
  });

  it('makes a service that was watched at another time a bridge, not a healthy one', () => {
    const known = healthOf('t 14:07-14:20; o 14:05-14:20');
    const watched = [...known.watched, { service: 'b', from: at('09:00'), to: at('10:00') }];
    const found = diagnose({ map: mapOf('t>b:5 b>o:5'), health: { ...known, watched }, target: 't', window: WINDOW });
    expect(pathTo(found, 'o')).toBe('t > (b) > o');
    expect(found.origins[0]).toMatchObject({ service: 'o', standing: 'failing' });
  });
});

describe('incident window', () => {
  it('begins 30 minutes before the last failure of the target and ends with it', () => {
    const health = healthOf('t 10:00-10:20; t 14:00-14:30 error; t 14:20-15:10 latency');
    expect(incidentWindow(health, 't')).toEqual({ from: at('13:30'), to: at('15:10') });
  });

  it('lasts at least until 30 minutes after the failure began', () => {
    expect(incidentWindow(healthOf('t 14:00-14:05'), 't')).toEqual({ from: at('13:30'), to: at('14:30') });
  });

  it('is none for a target that never failed', () => {
    expect(incidentWindow(healthOf('a 14:00-14:05'), 't')).toBeUndefined();
  });
});
