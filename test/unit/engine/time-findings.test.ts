import { describe, expect, it } from 'vitest';
import { timeFindings, type Offset } from '../../../main/engine/queries/time-findings.ts';
import { findingWords } from '../../../shared/report/declaration-words.ts';
import type { Source } from '../../../shared/model/evidence.ts';
import { source as like } from '../report/incident.ts';

const source = (id: number, kind: Source['kind'], more: Partial<Source> = {}): Source => ({
  ...like,
  id,
  kind,
  path: `/evidence/${id}.csv`,
  assumed: [],
  declared: {},
  ...more,
});
const SECOND = 1e6;
const HOUR = 3600 * SECOND;

/** Both rows that the query gives for a pair: how much later the lookups stand in `b`. */
const apart = (a: number, b: number, [low, middle, high]: readonly [number, number, number], seen = 100): Offset[] => [
  { told: 'lookups', a, b, seen, low, middle, high },
  { told: 'lookups', a: b, b: a, seen, low: -high, middle: -middle, high: -low },
];
const requests = source(1, 'dns_request');
const responses = source(2, 'dns_response');

describe('lookups that two sources record', () => {
  it('say nothing where answers follow requests as networks have it', () => {
    expect(timeFindings(apart(1, 2, [0.001 * SECOND, 0.02 * SECOND, 0.9 * SECOND]), [requests, responses])).toEqual([]);
    expect(timeFindings(apart(1, 2, [0, 3 * SECOND, 20 * SECOND]), [requests, responses])).toEqual([]);
  });
  it('show answers before their requests, and answers that are late alike: the clock of the answers is declared', () => {
    const early = timeFindings(apart(1, 2, [-3.01 * SECOND, -2.99 * SECOND, -2.2 * SECOND]), [requests, responses]);
    expect(early).toMatchObject([
      { source: 2, other: 1, what: 'skew', told: 'lookups', seen: 100, declaration: { skew: 3 } },
    ]);
    expect(early[0] && findingWords(early[0], [requests, responses])).toBe(
      'The times of 2.csv lie 2.99 s before those of 1.csv (100 lookups that both record), so that one of the clocks is off.',
    );
    const late = timeFindings(apart(1, 2, [4.9 * SECOND, 5 * SECOND, 5.3 * SECOND]), [
      requests,
      { ...responses, declared: { skew: 1 } },
    ]);
    expect(late).toMatchObject([{ source: 2, declaration: { skew: -3.9 } }]);
  });
  it('show local times that are taken for UTC: labelled so, or assumed to be', () => {
    const ahead = [2 * HOUR, 2 * HOUR + 20_000, 2 * HOUR + SECOND] as const;
    expect(timeFindings(apart(1, 2, ahead), [requests, responses])).toMatchObject([
      { source: 2, what: 'zone', declaration: { zone: 'Etc/GMT-2', utcIsLocal: true } },
    ]);
    const assumed = source(1, 'dns_request', { assumed: ['time zone UTC'] });
    expect(timeFindings(apart(1, 2, ahead), [assumed, responses])).toMatchObject([
      { source: 1, what: 'zone', declaration: { zone: 'Etc/GMT+2' } },
    ]);
    const half = [5.5 * HOUR, 5.5 * HOUR, 5.5 * HOUR] as const;
    expect(timeFindings(apart(1, 2, half), [requests, responses])).toMatchObject([
      { source: 2, declaration: { skew: -19_800 } },
    ]);
  });
  it('are compared also where both record whole lookups', () => {
    const whole = [source(1, 'dns_lookup'), source(2, 'dns_lookup')];
    expect(timeFindings(apart(1, 2, [-SECOND, -SECOND, -0.9 * SECOND]), whole)).toMatchObject([
      { source: 2, declaration: { skew: 1 } },
    ]);
    expect(timeFindings(apart(1, 2, [-0.2 * SECOND, 0, 0.2 * SECOND]), whole)).toEqual([]);
  });
});

describe('sources that share no lookup with another', () => {
  const there = (a: number, b: number, middle: number): Offset => ({
    told: 'validity',
    a,
    b,
    seen: 12,
    middle,
    low: middle,
    high: middle,
  });
  const inventory = source(3, 'vm_inventory');

  it('show their zone by machines that asked before they began or after they ended', () => {
    const [ahead] = timeFindings([there(1, 3, 2 * HOUR - 20 * SECOND)], [requests, inventory]);
    expect(ahead).toMatchObject({
      source: 3,
      other: 1,
      what: 'zone',
      declaration: { zone: 'Etc/GMT-2', utcIsLocal: true },
    });
    expect(ahead && findingWords(ahead, [requests, inventory])).toBe(
      'The times of 3.csv lie 1.99 h after those of 1.csv (12 machines asked while the inventory says that they were not there), as local times would that are taken for UTC.',
    );
    const log = source(1, 'dns_lookup', { assumed: ['time zone UTC'] });
    expect(timeFindings([there(1, 3, -5 * HOUR)], [log, inventory])).toMatchObject([
      { source: 1, other: 3, declaration: { zone: 'Etc/GMT-5' } },
    ]);
    expect(timeFindings([there(1, 3, 40 * SECOND), there(1, 3, 7 * SECOND)], [requests, inventory])).toEqual([]);
  });

  it('show it by lying outside of all logs where one zone alone would bring them in', () => {
    const log = source(1, 'dns_request', { from: 0, to: HOUR });
    const health = (from: number, to: number, assumed = ['time zone UTC']) =>
      source(4, 'health_event', { from, to, assumed, accepted: 40 });
    const found = timeFindings([], [log, health(2.1 * HOUR, 2.9 * HOUR)]);
    expect(found).toMatchObject([
      { source: 4, other: 1, told: 'span', what: 'zone', declaration: { zone: 'Etc/GMT-2' } },
    ]);
    expect(found[0] && findingWords(found[0], [log, health(0, 1)])).toBe(
      'All 40 records of 4.csv lie outside the time of the DNS logs, and would lie within it 2 h earlier, as local times would that are taken for UTC.',
    );
    // It overlaps as it is; two zones would do alike; its zone is stated; it is too far away.
    for (const other of [
      health(0.5 * HOUR, 1.5 * HOUR),
      health(2.4 * HOUR, 3.4 * HOUR),
      health(2.1 * HOUR, 2.9 * HOUR, []),
      health(40 * HOUR, 41 * HOUR),
    ])
      expect(timeFindings([], [log, other])).toEqual([]);
  });
});
