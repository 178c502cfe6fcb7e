import { expect, test } from 'vitest';
import { heatScale } from '../../../renderer/layout/heat.ts';

const counts = [0, 1, 12, 61, 77, 204, 980, 1_210, 3_020, 7_714, 9_120];

test('no lookup is cold, the most lookups are hottest, and the fewest can be seen', () => {
  const heat = heatScale(counts);
  expect(heat(0)).toBe(0);
  expect(heat(1)).toBe(1);
  expect(heat(9_120)).toBe(5);
});

test('heat never falls as counts rise, and counts of different size differ', () => {
  const steps = counts.map(heatScale(counts));
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(new Set(steps).size).toBe(6);
});

test('a heatmap of equal counts, or of none, is readable', () => {
  expect(heatScale([7, 7, 0])(7)).toBe(5);
  expect(heatScale([7, 7, 0])(0)).toBe(0);
  expect(heatScale([])(0)).toBe(0);
});
