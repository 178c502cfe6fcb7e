import { toIso, type Micros } from '../../shared/model/time.ts';
import type { Lookup, Owner, Service } from './world.ts';

/** A dependency of the whole case. `regions` counts the certain lookups, once per region of the server's answers. */
export interface TrueDependency {
  readonly client: string;
  readonly server: string;
  readonly lookups: number;
  readonly contested: number;
  readonly failures: number;
  /** Of the lookups, certain and contested; failures always lie between. ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly regions: Readonly<Record<string, number>>;
}

/** Every lookup of the case in exactly one place. */
export interface TrueTotals {
  readonly total: number;
  readonly resolved: number;
  readonly self: number;
  readonly unresolved: Readonly<Record<Reason, number>>;
  /** The no-answer lookups by response code; `none` is no response at all. */
  readonly noAnswer: Readonly<Record<string, number>>;
}
export type Reason = 'unknown-client' | 'no-answer' | 'contested' | 'unowned' | 'unknown-address';

export interface TrueMap {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly dependencies: readonly TrueDependency[];
  readonly lookups: TrueTotals;
}

interface Tally {
  lookups: number;
  contested: number;
  failures: number;
  first: Micros;
  last: Micros;
  regions: Record<string, number>;
}

/** Adds up what the generator decided. No inventory is read here: the owners are those it had in mind. */
export function trueMap(services: readonly Service[], lookups: readonly Lookup[]): TrueMap {
  const pairs = new Map<string, Tally>();
  const serversOf = new Map<string, Set<string>>();
  for (const lookup of lookups) {
    for (const pair of seenPairs(lookup)) count(pairs, lookup.time, pair);
    for (const { owner } of lookup.answers) {
      if (owner.kind !== 'service') continue;
      serversOf.set(lookup.name, (serversOf.get(lookup.name) ?? new Set()).add(owner.service));
    }
  }
  for (const lookup of lookups) if (failed(lookup)) countFailure(pairs, lookup, serversOf.get(lookup.name));
  return {
    services: [...services].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, name }) => ({ id, name })),
    dependencies: [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => dependency(key, tally)),
    lookups: totals(lookups),
  };
}

interface Pair {
  readonly key: string;
  readonly contested: boolean;
  readonly regions: readonly string[];
}

const key = (client: string, server: string): string => `${client}\t${server}`;
const candidates = (owner: Owner): readonly string[] =>
  owner.kind === 'service' ? [owner.service] : owner.kind === 'contested' ? owner.candidates : [];

function seenPairs(lookup: Lookup): Pair[] {
  const pairs = new Map<string, { contested: boolean; regions: Set<string> }>();
  for (const answer of lookup.answers) {
    const contested = lookup.client.kind === 'contested' || answer.owner.kind === 'contested';
    for (const client of candidates(lookup.client)) {
      for (const server of candidates(answer.owner)) {
        if (client === server && !contested) continue;
        const pair = pairs.get(key(client, server)) ?? { contested, regions: new Set() };
        if (client === server || pair.contested !== contested) throw new Error(`Lookup ${lookup.id} has no single truth.`);
        pairs.set(key(client, server), pair);
        pair.regions.add(answer.region);
      }
    }
  }
  return [...pairs].map(([k, pair]) => ({ key: k, contested: pair.contested, regions: [...pair.regions] }));
}

function count(pairs: Map<string, Tally>, time: Micros, pair: Pair): void {
  const tally = pairs.get(pair.key) ?? { lookups: 0, contested: 0, failures: 0, first: time, last: time, regions: {} };
  pairs.set(pair.key, tally);
  tally[pair.contested ? 'contested' : 'lookups'] += 1;
  tally.first = Math.min(tally.first, time);
  tally.last = Math.max(tally.last, time);
  if (!pair.contested) for (const region of pair.regions) tally.regions[region] = (tally.regions[region] ?? 0) + 1;
}

function failed({ code }: Lookup): boolean {
  return code === null || code === 'SERVFAIL' || code === 'REFUSED';
}

function countFailure(pairs: Map<string, Tally>, lookup: Lookup, servers: ReadonlySet<string> = new Set()): void {
  if (lookup.client.kind !== 'service') {
    if (lookup.client.kind === 'contested') throw new Error(`Lookup ${lookup.id} fails for a contested client.`);
    return;
  }
  for (const server of servers) {
    if (server === lookup.client.service) continue;
    const tally = pairs.get(key(lookup.client.service, server));
    if (!tally || tally.lookups === 0 || lookup.time < tally.first || lookup.time > tally.last) {
      throw new Error(`Lookup ${lookup.id} fails outside of the time in which its dependency was seen.`);
    }
    tally.failures += 1;
  }
}

function totals(lookups: readonly Lookup[]): TrueTotals {
  const unresolved = { 'unknown-client': 0, 'no-answer': 0, contested: 0, unowned: 0, 'unknown-address': 0 };
  const noAnswer: Record<string, number> = {};
  let [resolved, self] = [0, 0];
  for (const lookup of lookups) {
    const place = placeOf(lookup);
    if (place === 'resolved') resolved += 1;
    else if (place === 'self') self += 1;
    else unresolved[place] += 1;
    if (place === 'no-answer') noAnswer[lookup.code ?? 'none'] = (noAnswer[lookup.code ?? 'none'] ?? 0) + 1;
  }
  return { total: lookups.length, resolved, self, unresolved, noAnswer: sorted(noAnswer) };
}

/** The one place in which a lookup is counted. */
export function placeOf({ client, answers }: Lookup): 'resolved' | 'self' | Reason {
  if (client.kind === 'service') {
    const servers = answers.flatMap(({ owner }) => (owner.kind === 'service' ? [owner.service] : []));
    if (servers.some((server) => server !== client.service)) return 'resolved';
    if (servers.length > 0) return 'self';
  }
  const ends = [client, ...answers.map(({ owner }) => owner)];
  if (client.kind === 'unknown') return 'unknown-client';
  if (answers.length === 0) return 'no-answer';
  if (ends.some(({ kind }) => kind === 'contested')) return 'contested';
  if (ends.some(({ kind }) => kind === 'unowned')) return 'unowned';
  return 'unknown-address';
}

function dependency(pair: string, tally: Tally): TrueDependency {
  const [client = '', server = ''] = pair.split('\t');
  const { lookups, contested, failures, first, last, regions } = tally;
  const seen = { firstSeen: toIso(first), lastSeen: toIso(last) };
  return { client, server, lookups, contested, failures, ...seen, regions: sorted(regions) };
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
