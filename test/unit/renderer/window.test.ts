import { expect, test } from 'vitest';
import { MINUTE, SECOND, fromIso } from '../../../shared/model/time.ts';
import { moved, resized, snapped, typedTime } from '../../../renderer/layout/window.ts';

const at = (clock: string): number => fromIso(`2026-03-04T${clock}Z`) ?? NaN;
const span = { from: at('09:00'), to: at('15:00') };
const window = { from: at('14:01'), to: at('14:24') };

test('a window snaps outwards to whole minutes and is never empty', () => {
  expect(snapped({ from: at('14:01:31'), to: at('14:23:02') })).toEqual(window);
  expect(snapped(window)).toEqual(window);
  expect(snapped({ from: at('14:01'), to: at('14:01') })).toEqual({ from: at('14:01'), to: at('14:02') });
});

test('a window that is moved keeps its width and stays within the case', () => {
  expect(moved(window, 5 * MINUTE, span)).toEqual({ from: at('14:06'), to: at('14:29') });
  expect(moved(window, 600 * MINUTE, span)).toEqual({ from: at('14:37'), to: at('15:00') });
  expect(moved(window, -600 * MINUTE, span)).toEqual({ from: at('09:00'), to: at('09:23') });
});

test('an end of the window can neither pass the other nor leave the case', () => {
  expect(resized(window, 'from', -2 * MINUTE, span).from).toBe(at('13:59'));
  expect(resized(window, 'from', 60 * MINUTE, span).from).toBe(at('14:23'));
  expect(resized(window, 'to', -60 * MINUTE, span).to).toBe(at('14:02'));
  expect(resized(window, 'to', 600 * MINUTE, span).to).toBe(at('15:00'));
});

test('times can be typed in full, as ISO 8601, or as a clock on the day of the window', () => {
  expect(typedTime('2026-03-05 08:30', window.from)).toBe(fromIso('2026-03-05T08:30Z'));
  expect(typedTime('2026-03-04T15:00:30+01:00', window.from)).toBe(at('14:00:30'));
  expect(typedTime('14:07', window.from)).toBe(at('14:07'));
  expect(typedTime('9:05', window.from)).toBe(at('09:05'));
  expect(typedTime(' 14:07:10 ', window.from)).toBe(at('14:07') + 10 * SECOND);
  expect(typedTime('yesterday', window.from)).toBeUndefined();
  expect(typedTime('25:00', window.from)).toBeUndefined();
});
