import { scaleUtc } from 'd3-scale';
import { utcFormat } from 'd3-time-format';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';

export interface Tick {
  readonly x: number;
  readonly label: string;
}

const clock = utcFormat('%H:%M');
const seconds = utcFormat('%H:%M:%S');
const date = utcFormat('%d %b');

/** Pixels of an instant within a width, and the way back. */
export function timeScale(domain: TimeWindow, width: number) {
  const scale = scaleUtc([new Date(domain.from / 1000), new Date(domain.to / 1000)], [0, width]);
  return {
    x: (at: Micros): number => scale(new Date(at / 1000)),
    at: (x: number): Micros => Math.round(scale.invert(Math.max(0, Math.min(width, x))).getTime() * 1000),
  };
}

/** Ticks at round times in UTC, one about every `every` pixels; midnight shows its date. */
export function timeTicks(domain: TimeWindow, width: number, every = 110): readonly Tick[] {
  const scale = scaleUtc([new Date(domain.from / 1000), new Date(domain.to / 1000)], [0, width]);
  return scale.ticks(Math.max(2, Math.floor(width / every))).map((tick) => ({
    x: scale(tick),
    label: label(tick),
  }));
}

function label(tick: Date): string {
  if (tick.getUTCHours() === 0 && tick.getUTCMinutes() === 0 && tick.getUTCSeconds() === 0) return date(tick);
  return tick.getUTCSeconds() === 0 ? clock(tick) : seconds(tick);
}
