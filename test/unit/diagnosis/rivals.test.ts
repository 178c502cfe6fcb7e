import { describe, expect, it } from 'vitest';
import { diagnose, type LogEvidence } from '../../../shared/diagnosis/diagnose.ts';
import type { Diagnosis, Origin } from '../../../shared/model/diagnosis.ts';
import type { Health } from '../../../shared/model/health.ts';
import { at, healthOf, mapOf, WINDOW } from '../map/map-of.ts';

const ask = (map: string, health: string, observed = '', logs?: LogEvidence) =>
  diagnose({
    map: mapOf(map),
    health: healthOf(health, observed),
    target: 't',
    window: WINDOW,
    ...(logs ? { logs } : {}),
  });
const ranked = (found: Diagnosis) => found.origins.map(({ service }) => service);
const rival = (found: Diagnosis, id: string): Origin =>
  found.origins.find(({ service }) => service === id) ?? expect.unreachable(`${id} is among the rivals`);
const against = (found: Diagnosis, id: string) => rival(found, id).against.map(({ text }) => text);

describe('a suspect without an alarm', () => {
  it('is a rival below a failure that nothing explains, with a low score, and said to show no alarm', () => {
    const found = ask('t>a:5 a>x:5', 't 14:07-14:20; a 14:06-14:20', 'x');
    expect(ranked(found)).toContain('x');
    expect(rival(found, 'x')).toMatchObject({ standing: 'suspect', witness: 'events', kind: null, severity: null });
    expect(rival(found, 'x').score).toBeLessThan(0.31);
    expect(against(found, 'x')[0]).toMatch(/^Has health data and no alarm/);
    expect(rival(found, 'x').path.map(({ service }) => service)).toEqual(['t', 'a', 'x']);
  });

  it('is none where a failing server explains its client', () => {
    const found = ask('t>a:5 a>g:5 a>x:5', 't 14:07-14:20; a 14:06-14:20; g 14:05-14:20', 'x');
    expect(ranked(found)).not.toContain('x');
  });

  it('counts for more with more services beneath it, and for less with healthy other clients', () => {
    const deep = ask('t>a:5 t>b:5 a>c:5 c>d:5', 't 14:07-14:20', 'a b c d');
    expect(rival(deep, 'a').score).toBeGreaterThan(rival(deep, 'b').score);
    const shared = ask('t>a:5 t>b:5 y>b:5', 't 14:07-14:20', 'a b y');
    expect(rival(shared, 'a').score).toBeGreaterThan(rival(shared, 'b').score);
  });

  it('counts for more where lookups of it failed', () => {
    const found = ask('t>a:5 t>b:5!5', 't 14:07-14:20', 'a b');
    expect(ranked(found).indexOf('b')).toBeLessThan(ranked(found).indexOf('a'));
  });
});

describe('what explains a failure', () => {
  it('must explain every kind of it: a shortage of its own is left', () => {
    const chain = (kind: string) =>
      ask(
        't>a:5 a>g:5',
        `t 14:07-14:20 latency 9; a 14:06-14:20 latency 9; a 14:06-14:20 ${kind} 9; g 14:06-14:20 latency 9`,
      );
    const [plain, short] = [chain('latency'), chain('saturation')];
    expect(rival(short, 'a').score).toBeGreaterThan(rival(plain, 'a').score + 0.1);
  });

  it('may be the client that measures it, where that alone saw it and ran short itself', () => {
    const found = ask(
      't>a:5 a>x:5 a>y:5',
      't 14:07-14:20 latency 9; a 14:06-14:20 latency 9; a 14:06-14:20 saturation 9; x 14:06-14:20 latency 8; y 14:06-14:20 latency 8',
    );
    expect(ranked(found)[0]).toBe('a');
    expect(against(found, 'x')).toContain(
      'Only Service A saw it fail, which ran short itself and may measure its own delay.',
    );
  });

  it('gives the target no credit for the alarm that is the question', () => {
    const found = ask('t>a:5', 't 14:07-14:20 availability 1000; a 14:07-14:20 availability 30');
    expect(ranked(found)[0]).toBe('a');
  });
});

describe('an alarm that is known from before', () => {
  const BEFORE = ['10', '11', '12', '13'];
  it('loses the more, the more often it was on', () => {
    const score = (times: number) => {
      const past = BEFORE.map((hour, i) =>
        i < times ? `a ${hour}:10-${hour}:20 latency 9` : `z ${hour}:10-${hour}:20 latency 9`,
      );
      return rival(ask('t>a:5', ['t 14:07-14:20 latency 9', 'a 14:06-14:20 latency 9', ...past].join('\n')), 'a').score;
    };
    const scores = [0, 1, 2, 3, 4].map(score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('is no discount for the target, which fails in every incident by its nature', () => {
    const past = BEFORE.map((hour) => `t ${hour}:10-${hour}:20 latency 9`).join('\n');
    const now = 't 14:07-14:20 latency 9';
    expect(rival(ask('t>a:5', `${now}\n${past}`, 'a'), 't').score).toBe(rival(ask('t>a:5', now, 'a'), 't').score);
  });
});

describe('health from failed lookups', () => {
  const LOOKUPS = { witness: 'lookups' as const, message: '30 of 40 lookups failed' };
  const unseen = (map: string, lookups: string, unmet = ''): Diagnosis => {
    const byLookups = healthOf(lookups).intervals.map((interval) => ({ ...interval, ...LOOKUPS }));
    const own = healthOf(unmet).intervals.map((interval) => ({ ...interval, ...LOOKUPS, subject: 'a' }));
    const health: Health = { intervals: byLookups, watched: [], unmet: own };
    return diagnose({ map: mapOf(map), health, target: 't', window: WINDOW });
  };

  it('finds the origin where no service has a health event, and says that nothing tells of the target itself', () => {
    const found = unseen('t>a:5 a>g:9!30', 'g 14:05-14:20 availability');
    expect(found).toMatchObject({ status: 'found', witness: 'none', failing: ['g'], failingByLookups: ['g'] });
    expect(ranked(found)).toEqual(['g']);
    expect(rival(found, 'g')).toMatchObject({ witness: 'lookups', standing: 'failing' });
    expect(rival(found, 'g').path.map(({ inferred }) => inferred)).toEqual([true, true, true]);
    expect(found.finding).toMatch(
      /^Nothing tells of the health of Service T itself in the window\. Most likely begun at Service G .* by its failed lookups/,
    );
  });

  it('calls the one client that could not find a server by its name', () => {
    const { intervals } = healthOf('g 14:05-14:20 availability');
    const health: Health = {
      intervals: intervals.map((one) => ({ ...one, ...LOOKUPS, asker: 'a' })),
      watched: [],
      unmet: [],
    };
    const found = diagnose({ map: mapOf('t>a:5 a>g:9!30'), health, target: 't', window: WINDOW });
    expect(rival(found, 'g').for.map(({ text }) => text)).toContain(
      'No health event speaks of it; 30 of 40 lookups failed by one client, Service A.',
    );
  });

  it('does not count a target of which nothing is known among the failing, whatever fails below it', () => {
    const found = ask('t>b:5 b>g:5', 'g 14:05-14:20');
    expect(found).toMatchObject({ status: 'found', witness: 'none', failing: ['g'], failingByLookups: [] });
    expect(found.blind).toEqual(['b', 't']);
    expect(ranked(found)[0]).toBe('g');
  });

  it('takes the target’s own failed lookups as its symptom: they say that the server fails', () => {
    const found = unseen('t>a:9!30', 'a 14:05-14:20 availability', 't 14:05-14:20 availability');
    expect(found).toMatchObject({ witness: 'lookups', failingByLookups: ['a', 't'] });
    expect(ranked(found)[0]).toBe('a');
  });

  it('gives a service one onset, whoever asks: its own lookups are a symptom only where nothing else tells of it', () => {
    const [names, own] = ['a 14:07-14:20 availability; g 14:06-14:20 availability', 'a 14:06-14:20 availability'];
    const health: Health = {
      intervals: healthOf(names).intervals.map((interval) => ({ ...interval, ...LOOKUPS })),
      watched: [],
      unmet: healthOf(own).intervals.map((interval) => ({ ...interval, ...LOOKUPS, subject: 'g' })),
    };
    const onset = (target: string) =>
      rival(diagnose({ map: mapOf('t>a:5 a>g:9!30'), health, target, window: WINDOW }), 'a').onset;
    expect(onset('a')).toBe(at('14:07'));
    expect(onset('t')).toBe(at('14:07'));
  });

  it('calls a target’s own failed lookups its symptom, and names whom it looked up', () => {
    const found = unseen('t>a:9!30', 'a 14:05-14:20 availability', 't 14:05-14:20 availability');
    expect(rival(found, 't').for.map(({ text }) => text)).toContain(
      'Nothing tells of its health but its own lookups of Service A, which are taken as its symptom: 30 of 40 lookups failed.',
    );
  });

  it('is not observable where neither events nor lookups tell of a failure', () => {
    expect(unseen('t>a:5', '')).toMatchObject({ status: 'not-observable', origins: [], deciding: null });
    expect(ask('t>a:5', 'a 14:05-14:20', 't').status).toBe('no-fault-visible');
  });
});

describe('what the logs tell', () => {
  const logs: LogEvidence = {
    heard: new Map([
      ['t', true],
      ['a', false],
    ]),
    sockets: new Map(),
    failures: [
      { server: 'a', code: 'SERVFAIL', failures: 2 },
      { server: 'a', code: 'none', failures: 1 },
    ],
  };
  const found = ask('t>a:5!3 a>g:2', 't 14:07-14:20; a 14:06-14:20; g 14:05-14:20', '', logs);

  it('counts a socket log as it counts one of lookups', () => {
    const sockets = new Map([
      ['a', true],
      ['g', false],
    ]);
    const both = ask('t>a:5 a>g:2', 't 14:07-14:20; a 14:06-14:20; g 14:05-14:20', '', { ...logs, sockets });
    expect(rival(both, 'a').coverage).toMatchObject({ logs: 'covered', clients: { covered: 1, of: 1 } });
    expect(rival(both, 'g').coverage).toMatchObject({ logs: 'gap', clients: { covered: 1, of: 1 } });
  });

  it('splits failed lookups by response code', () => {
    expect(rival(found, 'a').lookups).toEqual({ all: 8, failed: 3, byCode: { SERVFAIL: 2, none: 1 } });
    expect(rival(found, 'a').for.map(({ text }) => text)).toContain(
      '3 of 8 lookups of it in the window failed: SERVFAIL 2, no response 1.',
    );
  });

  it('says whose lookups no log heard', () => {
    expect(rival(found, 'g').coverage).toMatchObject({ logs: 'never', clients: { covered: 0, of: 1 } });
    expect(against(found, 'g')).toContain(
      'No DNS or socket log runs of its instances: what it depends on is not observable.',
    );
    const leaf = 'Depends on nothing that failed before it or with it.';
    expect(rival(found, 'g').for.map(({ text }) => text)).not.toContain(leaf);
    const heard = ask('t>a:5', 't 14:07-14:20; a 14:06-14:20', '', { ...logs, heard: new Map([['a', true]]) });
    expect(rival(heard, 'a').for.map(({ text }) => text)).toContain(leaf);
    expect(against(found, 'a')).toContain(
      'No DNS or socket log runs of its instances in the window: what it then depended on is not observable.',
    );
  });
});

describe('what would decide between the first two', () => {
  const needs = (found: Diagnosis) => found.deciding?.needs;

  it('is nothing where there is one rival', () => {
    expect(ask('t', 't 14:07-14:20').deciding).toBeNull();
  });

  it('is health of a rival that has none', () => {
    const found = ask('t>a:5', 't 14:07-14:20');
    expect(found.origins).toHaveLength(2);
    expect(found.deciding).toMatchObject({ needs: 'health', of: ['a'] });
  });

  it('is what came before the health events of a rival that begin with a failure', () => {
    const health = healthOf('t 14:20-14:50; a 14:10-14:50; b 14:04-14:50');
    const watched = health.watched.map((one) => (one.service === 'b' ? { ...one, from: at('14:04') } : one));
    const found = diagnose({ map: mapOf('t>a:5 t>b:5'), health: { ...health, watched }, target: 't', window: WINDOW });
    expect(found.deciding).toMatchObject({ needs: 'earlier-health', of: ['b'] });
    expect(found.deciding?.text).toContain('before 14:04:00');
    expect(found.deciding?.window.to).toBe(at('14:04'));
  });

  it('is finer health where the later one may have begun before the earlier one was seen to fail', () => {
    const found = ask('t>a:5 t>b:5', 't 14:20-14:50; a 14:10-14:50; b 14:11-14:50');
    expect(found.deciding).toMatchObject({ needs: 'finer-health', citation: { line: 4 } });
    expect(found.deciding?.text).toContain(
      'Service A began after 14:09:00 and by 14:10:00, Service B began after 14:10:00 and by 14:11:00',
    );
  });

  it('takes an onset to lie before the sample that shows it, not after: two steps apart are clear', () => {
    expect(needs(ask('t>a:5 t>b:5', 't 14:20-14:50; a 14:10-14:50; b 14:11:06-14:50'))).toBe('nothing');
  });

  it('is the lookups of one by the other where no log heard them', () => {
    const health = 't 14:40-14:50; a 14:30-14:50; b 14:02-14:50';
    const heard = { heard: new Map([['t', true]]), sockets: new Map(), failures: [] };
    const found = ask('t>a:5 a>b:5', health, '', heard);
    expect([...(found.deciding?.between ?? [])].sort()).toEqual(['a', 'b']);
    expect(found.deciding).toMatchObject({ needs: 'lookups', of: ['a'] });
  });

  it('is said to be nothing where nothing is missing', () => {
    const found = ask('t>a:5 t>b:5', 't 14:40-14:50; a 14:30-14:50; b 14:02-14:50');
    expect(needs(found)).toBe('nothing');
  });
});
