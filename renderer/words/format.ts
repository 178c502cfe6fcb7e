import { MINUTE, toIso } from '../../shared/model/time.ts';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';

const numbers = new Intl.NumberFormat('en');

/** A count with thousands separated: `482,113`. */
export const count = (n: number): string => numbers.format(n);

/** `1 lookup`, `2 lookups`, `2 boxes` with a plural of its own. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** `2026-03-04` in UTC. */
export const day = (at: Micros): string => toIso(at).slice(0, 10);

/** `14:07` in UTC. */
export const minute = (at: Micros): string => toIso(at).slice(11, 16);

/** `14:07:10` in UTC. */
export const clock = (at: Micros): string => toIso(at).slice(11, 19);

/** `14:07:10.204` in UTC. */
export const fineClock = (at: Micros): string => toIso(at).slice(11, 23);

/** `2026-03-04 14:07` in UTC: what the window fields show and read. */
export const dayMinute = (at: Micros): string => `${day(at)} ${minute(at)}`;

/** `2026-03-04 14:07:10` in UTC. */
export const stamp = (at: Micros): string => `${day(at)} ${clock(at)}`;

/** `2026-03-04 14:01 – 14:24`; the second day only where it is another, seconds where one of them is not 0. */
export function windowText({ from, to }: TimeWindow): string {
  const time = [from, to].every((at) => at % MINUTE === 0) ? minute : clock;
  return `${day(from)} ${time(from)} – ${day(from) === day(to) ? '' : `${day(to)} `}${time(to)}`;
}

/** The largest two units of a duration: `2 h 5 min`, `45 s`. */
export function duration(micros: Micros): string {
  const seconds = Math.round(micros / 1e6);
  const units = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = units.findIndex(([n]) => n > 0);
  if (first === -1) return '0 s';
  return units
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ');
}

/** The two ends of a digest: `7f3c…a1e9`. */
export const shortHash = (hash: string): string => (hash.length > 9 ? `${hash.slice(0, 4)}…${hash.slice(-4)}` : hash);

/** The last part of a path, of either kind of system. */
export const fileName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1.4 MiB`. */
export function bytes(n: number): string {
  const step = Math.min(sizes.length - 1, n < 1 ? 0 : Math.floor(Math.log2(n) / 10));
  const value = n / 1024 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${sizes[step]}`;
}

const orders = [
  'Target',
  'First order',
  'Second order',
  'Third order',
  'Fourth order',
  'Fifth order',
  'Sixth order',
  'Seventh order',
  'Eighth order',
];

/** The heading of a column of the tree. */
export const orderName = (order: number): string => orders[order] ?? `Order ${order}`;
