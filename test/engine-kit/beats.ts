import { at } from './fleet.ts';
import { csv } from './with-case.ts';

/** What a detector hears of an emitter in a test: the seconds of the beats after ten o'clock, and what else their records say. */
export interface Beats {
  readonly emitter: string;
  readonly detector: string;
  readonly seconds: readonly number[];
  readonly sequence?: (second: number) => number;
  /** In milliseconds. */
  readonly interval?: number;
}

const START = Date.parse(at('10:00:00'));

/** The time of a second after ten o'clock, as a record says it. */
export const clock = (second: number): string => new Date(START + second * 1000).toISOString();
/** The same in microseconds. */
export const second = (at: number): number => Math.round((START + at * 1000) * 1000);

/** Seconds from one to another, the last left out. */
export const every = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

/** The seconds without those of a stretch. */
export const without = (seconds: readonly number[], from: number, to: number): number[] =>
  seconds.filter((one) => one < from || one >= to);

/** The records of beats, a line each. */
export const beatLines = ({ emitter, detector, seconds, sequence, interval }: Beats): string[] =>
  seconds.map((one) => [clock(one), emitter, detector, sequence?.(one) ?? '', interval ?? ''].join(','));

/** A file of heartbeats. */
export const beatsCsv = (...lines: readonly string[]): string =>
  csv('timestamp,emitter,detector,sequence,interval_ms', ...lines);
