import { beforeAll, describe, expect, it } from 'vitest';
import type { Heartbeats } from '../../shared/model/heartbeats.ts';
import { seeded } from '../../samples/generator/random.ts';
import { beatsCsv, clock, second } from '../engine-kit/beats.ts';
import { withCase } from '../engine-kit/with-case.ts';

/** A stretch in which an emitter sends nothing, in seconds. */
interface Outage {
  readonly from: number;
  readonly to: number;
}
interface Emitter {
  readonly name: string;
  /** Seconds between beats, and the most by which one comes early or late: less than half of that. */
  readonly interval: number;
  readonly jitter: number;
  readonly outages: readonly Outage[];
  readonly numbered: boolean;
}

const LENGTH = 1800;
const DETECTORS = ['one', 'two'];

describe('whatever the beats are like', () => {
  const random = seeded('heartbeats');
  const emitters = Array.from({ length: 24 }, (_, i): Emitter => {
    const interval = random.pick([1, 2, 5, 10]);
    const starts = random.sample([200, 600, 1000, 1400], random.int(4));
    const outages = starts.map((from) => ({ from, to: from + random.between(7, 30) * interval }));
    return { name: `e${i}`, interval, jitter: 0.49 * interval * random.next(), outages, numbered: random.chance(0.5) };
  });
  let found: Heartbeats;
  const windows: Heartbeats[] = [];

  beforeAll(async () => {
    const lines = emitters.flatMap(({ name, interval, jitter, outages, numbered }) =>
      DETECTORS.flatMap((detector) => {
        const phase = random.next() * interval;
        return Array.from({ length: Math.floor(LENGTH / interval) }, (_, i) => {
          const sent = phase + i * interval;
          if (outages.some(({ from, to }) => sent >= from && sent < to)) return [];
          const at = Math.round((sent + (random.next() * 2 - 1) * jitter) * 1000) / 1000;
          const line = `${clock(Math.max(0, at))},${name},${detector},${numbered ? i : ''},`;
          return random.chance(0.02) ? [line, line] : [line];
        }).flat();
      }),
    );
    const shuffled = lines.map((line) => ({ line, key: random.next() })).sort((a, b) => a.key - b.key);
    await withCase({ 'beats.csv': beatsCsv(...shuffled.map(({ line }) => line)) }, async ({ call }) => {
      found = await call('heartbeats.read', {});
      const cuts = [second(-10), second(411.3), second(1007), second(LENGTH + 10)];
      for (const [at, from] of cuts.slice(0, -1).entries())
        windows.push(await call('heartbeats.read', { window: { from, to: cuts[at + 1] as number } }));
    });
  });

  it('every outage is found as a loss that begins and ends within an interval of it, and nothing else is', () => {
    for (const { name, interval, outages } of emitters) {
      for (const detector of DETECTORS) {
        const losses = found.losses.filter((loss) => loss.emitter === name && loss.detector === detector);
        const stated = [...outages].sort((a, b) => a.from - b.from);
        expect(losses.length, `${name} ${detector}`).toBe(stated.length);
        losses.forEach((loss, at) => {
          const outage = stated[at] as Outage;
          // The first beat that is missing was due within an interval after the outage began; it was to come half an interval off at most.
          const [late, back] = [(loss.from - second(outage.from)) / 1e6, (loss.to - second(outage.to)) / 1e6];
          expect(late, `${name} ${detector} begins`).toBeGreaterThan(-interval);
          expect(late, `${name} ${detector} begins`).toBeLessThan(1.5 * interval);
          expect(Math.abs(back - interval / 2), `${name} ${detector} ends`).toBeLessThanOrEqual(interval);
        });
      }
    }
  });

  it('every outage is a silence of its emitter to all', () => {
    for (const { name, outages } of emitters) {
      expect(found.silences.filter(({ emitter }) => emitter === name).length, name).toBe(outages.length);
    }
    expect(new Set(found.losses.map(({ kind }) => kind))).toEqual(new Set(['emitter-silent']));
  });

  it('windows add up, pair by pair, and balance', () => {
    for (const [at, pair] of found.pairs.entries()) {
      const parts = windows.map(({ pairs }) => pairs[at]);
      for (const field of ['expected', 'received', 'missed', 'lostOnTheWay', 'unsent'] as const)
        expect(
          parts.reduce((sum, part) => sum + (part?.[field] ?? 0), 0),
          `${pair.emitter} ${field}`,
        ).toBe(pair[field]);
      expect(pair.received + pair.missed).toBe(pair.expected);
    }
  });

  it('what was missed is what the outages swallowed, to one beat an outage and the jitter', () => {
    for (const { name, interval, jitter, outages, numbered } of emitters) {
      const swallowed = outages.reduce((sum, { from, to }) => sum + (to - from) / interval, 0);
      const slack = 2 * outages.length + 1;
      for (const { emitter, missed, received } of found.pairs.filter((pair) => pair.emitter === name)) {
        if (numbered || jitter < interval / 4) expect(Math.abs(missed - swallowed), emitter).toBeLessThanOrEqual(slack);
        expect(received, emitter).toBeLessThanOrEqual(LENGTH / interval);
      }
    }
  });
});
