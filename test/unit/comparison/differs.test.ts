import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { differencesOf, ratesDiffer, regionsDiffer } from '../../../shared/comparison/differs.ts';
import type { ComparedUse } from '../../../shared/model/comparison.ts';
import { HOUR } from '../../../shared/model/time.ts';

const use = (more: Partial<ComparedUse> = {}): ComparedUse => ({
  lookups: 100,
  contested: 0,
  failures: 0,
  firstSeen: 0,
  lastSeen: 1,
  regions: { East: 100 },
  instances: ['i-1'],
  covered: HOUR,
  perHour: 100,
  ...more,
});

describe('how often a dependency was looked up', () => {
  it('is compared per hour of covered time, not by the counts', () => {
    expect(ratesDiffer(100, HOUR, 400, 4 * HOUR)).toBe(false);
    expect(ratesDiffer(100, HOUR, 100, 4 * HOUR)).toBe(true);
  });

  it('differs only from half as much again on, however sure that is', () => {
    expect(ratesDiffer(10_000, HOUR, 14_900, HOUR)).toBe(false);
    expect(ratesDiffer(10_000, HOUR, 15_000, HOUR)).toBe(true);
  });

  it('does not differ where chance alone parts so few lookups', () => {
    expect(ratesDiffer(4, HOUR, 0, HOUR)).toBe(false);
    expect(ratesDiffer(9, HOUR, 0, HOUR)).toBe(true);
  });

  it('says nothing where one of the windows is not covered', () => {
    expect(ratesDiffer(100, HOUR, 0, 0)).toBe(false);
  });

  it('is judged the same both ways round', () => {
    const n = fc.integer({ min: 0, max: 5000 });
    const time = fc.integer({ min: 0, max: 24 }).map((hours) => hours * HOUR);
    fc.assert(
      fc.property(n, time, n, time, (a, timeA, b, timeB) => {
        expect(ratesDiffer(a, timeA, b, timeB)).toBe(ratesDiffer(b, timeB, a, timeA));
      }),
    );
  });
});

describe('a dependency in both windows', () => {
  it('is the same where nothing but the counts of unequal windows differs', () => {
    expect(differencesOf(use(), use({ lookups: 204, covered: 2 * HOUR, regions: { East: 204 } }), false)).toEqual([]);
  });

  it('began to fail with three failures that are 2 % of its lookups, not with two', () => {
    expect(differencesOf(use(), use({ failures: 3 }), false)).toEqual(['failures']);
    expect(differencesOf(use(), use({ failures: 2 }), false)).toEqual([]);
    expect(differencesOf(use(), use({ lookups: 200, covered: 2 * HOUR, failures: 3 }), false)).toEqual([]);
  });

  it('differs where it is certain in one window and a candidate in the other', () => {
    const doubtful = use({ lookups: 0, contested: 2, regions: {}, instances: [] });
    expect(differencesOf(use({ lookups: 2 }), doubtful, false)).toEqual(['contested']);
  });

  it('moved where a quarter of its answers is in other regions', () => {
    expect(regionsDiffer({ East: 100 }, { East: 75, West: 25 })).toBe(true);
    expect(regionsDiffer({ East: 100 }, { East: 90, West: 10 })).toBe(false);
    expect(regionsDiffer({ East: 2 }, { East: 1, West: 1 })).toBe(false);
  });

  it('moved where no instance serves in both windows and chance cannot part them so', () => {
    const other = use({ instances: ['i-2'] });
    expect(differencesOf(use(), other, false)).toEqual(['instances']);
    expect(differencesOf(use(), use({ instances: ['i-1', 'i-2'] }), false)).toEqual([]);
  });

  it('did not move where so few lookups may have met other instances by chance, unless the inventories replaced them', () => {
    const few = { lookups: 2, regions: {} };
    expect(differencesOf(use(few), use({ ...few, instances: ['i-2'] }), false)).toEqual([]);
    expect(differencesOf(use(few), use({ ...few, instances: ['i-2'] }), true)).toEqual(['instances']);
  });
});
