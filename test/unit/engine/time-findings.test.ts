import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeFindings, type Offset } from '../../../main/engine/queries/time-findings.ts';
import { findingWords } from '../../../shared/report/declaration-words.ts';
import type { Declaration, Source } from '../../../shared/model/evidence.ts';
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
const apart = (
  a: number,
  b: number,
  [low, middle, high]: readonly [number, number, number],
  more: Partial<Offset> = {},
): Offset[] => {
  const found = { told: 'lookups', seen: 100, asked: 110, names: 9, rival: 12, ...more } as const;
  return [
    { ...found, a, b, low, middle, high },
    { ...found, a: b, b: a, low: -high, middle: -middle, high: -low },
  ];
};
const alike = (seconds: number) => [seconds * SECOND, seconds * SECOND, seconds * SECOND] as const;
const requests = source(1, 'dns_request');
const responses = source(2, 'dns_response');

describe('lookups that two sources record', () => {
  it('say nothing where answers follow requests as networks have it', () => {
    expect(timeFindings(apart(1, 2, [0.001 * SECOND, 0.02 * SECOND, 0.9 * SECOND]), [requests, responses])).toEqual([]);
    expect(timeFindings(apart(1, 2, [-0.6 * SECOND, -0.4 * SECOND, 0]), [requests, responses])).toEqual([]);
  });
  it('say nothing where they are few, of few names, a small part, or meet as well at another distance', () => {
    for (const weak of [{ seen: 19, asked: 19, rival: 0 }, { names: 2 }, { asked: 201 }, { rival: 51 }])
      expect(timeFindings(apart(1, 2, alike(30), weak), [requests, responses])).toEqual([]);
    const [there, back] = apart(1, 2, alike(30));
    const [, other] = apart(1, 2, alike(28));
    expect(
      timeFindings(
        [there, other].flatMap((each) => each ?? []),
        [requests, responses],
      ),
    ).toEqual([]);
    expect(
      timeFindings(
        [there, back].flatMap((each) => each ?? []),
        [requests, responses],
      ),
    ).toHaveLength(1);
  });
  it('show answers before their requests, and answers that are late alike: the clock of the answers is declared', () => {
    const early = timeFindings(apart(1, 2, [-3.01 * SECOND, -2.94 * SECOND, -2.2 * SECOND]), [requests, responses]);
    expect(early).toMatchObject([
      { source: 2, other: 1, what: 'skew', told: 'lookups', seen: 100, offset: -3 * SECOND, declaration: { skew: 3 } },
    ]);
    expect(early[0] && findingWords(early[0], [requests, responses])).toBe(
      'The times of 2.csv lie 3 s before those of 1.csv (100 lookups that both record), so that one of the clocks is off.',
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
      { source: 1, what: 'zone', offset: -2 * HOUR, declaration: { zone: 'Etc/GMT+2' } },
    ]);
    expect(timeFindings(apart(1, 2, alike(5.5 * 3600)), [requests, responses])).toMatchObject([
      { source: 2, what: 'zone', declaration: { skew: -19_800 } },
    ]);
    // A quarter of an hour is no zone, and what was declared a zone already is not declared another.
    expect(timeFindings(apart(1, 2, alike(900)), [requests, responses])).toMatchObject([{ what: 'skew' }]);
    const berlin = { ...responses, declared: { zone: 'Europe/Berlin' } };
    expect(timeFindings(apart(1, 2, alike(7200)), [requests, berlin])).toMatchObject([
      { declaration: { zone: 'Europe/Berlin', skew: -7200 } },
    ]);
  });
  it('are compared also where both record whole lookups', () => {
    const whole = [source(1, 'dns_lookup'), source(2, 'dns_lookup')];
    expect(timeFindings(apart(1, 2, [-SECOND, -SECOND, -0.9 * SECOND]), whole)).toMatchObject([
      { source: 2, declaration: { skew: 1 } },
    ]);
    expect(timeFindings(apart(1, 2, [-0.2 * SECOND, 0, 0.2 * SECOND]), whole)).toEqual([]);
  });
  it('doubt the source that others do not bear out, and none that they say different things of', () => {
    const [first, second, answers] = [source(1, 'dns_request'), source(2, 'dns_request'), source(3, 'dns_response')];
    const one = [
      ...apart(1, 3, alike(0)),
      ...apart(2, 3, alike(-30)),
      ...apart(1, 2, alike(30), { seen: 40, asked: 40 }),
    ];
    expect(timeFindings(one, [first, second, answers])).toMatchObject([
      { source: 2, other: 3, offset: 30 * SECOND, declaration: { skew: -30 } },
    ]);
    const two = [...apart(1, 3, alike(40)), ...apart(2, 3, alike(-4000))];
    expect(timeFindings(two, [first, second, answers])).toEqual([]);
  });
  it('are brought together by what is offered', () => {
    const kinds = fc.constantFrom<Source['kind']>('dns_request', 'dns_response', 'dns_lookup');
    const micros = fc.oneof(
      fc.integer({ min: -15 * HOUR, max: 15 * HOUR }),
      fc.integer({ min: -12, max: 14 }).map((hours) => hours * HOUR),
      fc.integer({ min: -5 * SECOND, max: 5 * SECOND }),
    );
    const assumed = fc.constantFrom<readonly string[]>([], ['time zone UTC']);
    const declared = fc.constantFrom<Declaration>({}, { skew: 4.5 }, { zone: 'Europe/Berlin' });
    const one = fc.record({ kind: kinds, assumed, declared });
    fc.assert(
      fc.property(one, one, micros, (first, second, later) => {
        const both = [first, second].map(({ kind, assumed: said, declared: by }, index) =>
          source(index + 1, kind, { assumed: by.zone === undefined ? [...said] : [], declared: by }),
        );
        const [found, ...more] = timeFindings(apart(1, 2, [later, later, later]), both);
        expect(more).toEqual([]);
        if (!found) return;
        const moved = movedBy(found.declaration, both[found.source - 1]?.declared ?? {});
        expect(moved).toBe(-found.offset);
        const left = later + (found.source === 2 ? moved : -moved);
        const mended = both.map((each) => (each.id === found.source ? { ...each, declared: found.declaration } : each));
        expect(timeFindings(apart(1, 2, [left, left, left]), mended)).toEqual([]);
      }),
    );
  });
});

/** By how much a declaration moves times that another moved: zones of whole hours, of whose names one is written. */
function movedBy(next: Declaration, before: Declaration): number {
  const zoneOf = ({ zone = '' }: Declaration) => {
    const hours = /^Etc\/GMT([+-]\d+)$/.exec(zone)?.[1];
    return hours === undefined ? 0 : Number(hours) * HOUR;
  };
  return Math.round(((next.skew ?? 0) - (before.skew ?? 0)) * SECOND) + zoneOf(next) - zoneOf(before);
}

describe('sources that share no lookup with another', () => {
  const there = (a: number, b: number, middle: number): Offset => ({
    told: 'validity',
    a,
    b,
    seen: 12,
    asked: 12,
    names: 9,
    rival: 0,
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
      'The times of 3.csv lie 2 h after those of 1.csv (12 machines asked while the inventory says that they were not there), as local times would that are taken for UTC.',
    );
    // All at one moment is what an export says that knows no better.
    expect(timeFindings([{ ...there(1, 3, 2 * HOUR), names: 1 }], [requests, inventory])).toEqual([]);
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
