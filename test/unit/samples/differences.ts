import { toIso } from '../../../shared/model/time.ts';
import type { TrueMap } from '../../../samples/generator/truth.ts';
import type { PlainPair } from './plain-join.ts';

/** The dependencies in which the stated truth and a plain reading differ, each as one line. */
export function differences(truth: TrueMap, plain: ReadonlyMap<string, PlainPair>): string[] {
  const stated = new Map(
    truth.dependencies.map(({ client, server, lookups, contested, firstSeen, lastSeen, regions }) => {
      return [`${client} ${server}`, told({ lookups, contested, firstSeen, lastSeen, regions })];
    }),
  );
  const read = new Map(
    [...plain].map(([pair, { lookups, contested, first, last, regions }]) => {
      return [pair, told({ lookups, contested, firstSeen: toIso(first), lastSeen: toIso(last), regions })];
    }),
  );
  return [...new Set([...stated.keys(), ...read.keys()])]
    .filter((pair) => stated.get(pair) !== read.get(pair))
    .map((pair) => `${pair}: stated ${stated.get(pair)}, read ${read.get(pair)}`);
}

function told<T extends { readonly regions: Readonly<Record<string, number>> }>({ regions, ...rest }: T): string {
  return JSON.stringify({ ...rest, regions: Object.entries(regions).sort(([a], [b]) => (a < b ? -1 : 1)) });
}
