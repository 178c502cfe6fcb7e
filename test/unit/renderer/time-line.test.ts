import { expect, test } from 'vitest';
import { HOUR, MINUTE, fromIso } from '../../../shared/model/time.ts';
import { bars } from '../../../renderer/layout/histogram.ts';
import { timeScale, timeTicks } from '../../../renderer/layout/time-axis.ts';

const from = fromIso('2026-03-04T09:00Z') ?? NaN;
const timeline = {
  from,
  step: MINUTE,
  lookups: Array.from({ length: 360 }, (_, i) => i),
  failures: Array.from({ length: 360 }, (_, i) => (i === 305 ? 7 : 0)),
  failing: Array.from({ length: 360 }, (_, i) => (i >= 300 && i < 310 ? 3 : 1)),
};
const whole = { from, to: from + 6 * HOUR };

test('joined bars lose no lookup and no failure', () => {
  for (const limit of [1, 7, 100, 360, 5000]) {
    const joined = bars(timeline, whole, limit);
    expect(joined.length).toBeLessThanOrEqual(limit);
    expect(joined.reduce((sum, bar) => sum + bar.lookups, 0)).toBe((359 * 360) / 2);
    expect(joined.reduce((sum, bar) => sum + bar.failures, 0)).toBe(7);
  }
});

test('a bar shows the most services that failed at a time, not their sum', () => {
  expect(bars(timeline, whole, 6).map(({ failing }) => failing)).toEqual([1, 1, 1, 1, 1, 3]);
});

test('zooming in keeps only the bars of the domain', () => {
  const zoomed = bars(timeline, { from: from + 5 * HOUR, to: from + 5 * HOUR + 10 * MINUTE }, 100);
  expect(zoomed.map(({ lookups }) => lookups)).toEqual([300, 301, 302, 303, 304, 305, 306, 307, 308, 309]);
});

test('pixels and instants lead back to each other, and pixels beside the line to its ends', () => {
  const scale = timeScale(whole, 720);
  expect(scale.x(from + 3 * HOUR)).toBe(360);
  expect(scale.at(360)).toBe(from + 3 * HOUR);
  expect(scale.at(-50)).toBe(whole.from);
  expect(scale.at(9999)).toBe(whole.to);
});

test('ticks stand at round times in UTC', () => {
  expect(timeTicks(whole, 720).map(({ label }) => label)).toEqual([
    '09:00',
    '10:00',
    '11:00',
    '12:00',
    '13:00',
    '14:00',
    '15:00',
  ]);
  expect(timeTicks({ from: whole.from, to: whole.from + 30 * HOUR }, 400).map(({ label }) => label)).toContain(
    '05 Mar',
  );
});
