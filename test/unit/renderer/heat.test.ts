import { expect, test } from 'vitest';
import { heatScale } from '../../../renderer/layout/heat.ts';

test('no lookup is cold, the most lookups are hottest, and one lookup can be seen', () => {
  const heat = heatScale(10_000);
  expect(heat(0)).toBe(0);
  expect(heat(1)).toBe(1);
  expect(heat(10_000)).toBe(5);
});

test('heat never falls as counts rise', () => {
  const heat = heatScale(9_120);
  const steps = [0, 1, 12, 61, 77, 204, 980, 1_210, 3_020, 7_714, 9_120].map(heat);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test('a heatmap of single lookups is readable', () => {
  expect(heatScale(1)(1)).toBe(5);
  expect(heatScale(1)(0)).toBe(0);
  expect(heatScale(0)(0)).toBe(0);
});
