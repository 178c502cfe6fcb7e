import { beforeAll } from 'vitest';
import type { Health } from '../../shared/model/health.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { at } from './fleet.ts';
import { sharedCase, type Files } from './with-case.ts';

const DAY = 86_400_000_000;
const FIRST = Date.parse(at('00:00:00')) * 1000;
const dateOf = (n: number) => new Date((FIRST + n * DAY) / 1000).toISOString().slice(0, 10);

/** What is known of a day once the tests run. */
export interface Day {
  readonly map: DependencyMap;
  readonly health: Health;
}

/** Takes a little evidence of one day by its file; gives what the case knows of that day. */
export type TakeDay = (files: Files) => () => Day;

/**
 * Reads the evidence of many tests in one case, each on a day of its own: a case costs more to build than a day to read. What is
 * given is written for the day of `at`; dates are moved, names below `.example` and ids that begin with `ID` are made the day's own.
 * Tables of one name and header become one file.
 */
export function days(fleet: Files): TakeDay {
  const written: Record<string, string> = {};
  const read: Day[] = [];
  let count = 0;
  const test = sharedCase(written);
  beforeAll(async () => {
    const health = await test().call('health.read', {});
    for (let n = 0; n < count; n += 1) {
      const window = { from: FIRST + n * DAY, to: FIRST + (n + 1) * DAY };
      const intervals = health.intervals.filter(({ from }) => from >= window.from && from < window.to);
      read.push({ map: await test().call('map.read', { window }), health: { ...health, intervals } });
    }
  });
  Object.assign(written, fleet);
  return (files) => {
    const n = count;
    count += 1;
    for (const [name, text] of Object.entries(files)) {
      const moved = String(text).replaceAll(dateOf(0), dateOf(n)).replaceAll('ID-', `day-${n}-`);
      const [header = '', ...rows] = moved.replaceAll(/\.example/gi, `.day-${n}$&`).split('\n');
      const file = `${header.replaceAll(/\W+/g, '-')}-${name}`;
      written[file] = `${written[file] ?? `${header}\n`}${rows.join('\n')}`;
    }
    return () => {
      const day = read[n];
      if (!day) throw new Error('The days are read before the tests, not while they are named.');
      return day;
    };
  };
}
