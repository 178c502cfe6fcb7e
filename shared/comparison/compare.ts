import type { ChangeClass, ComparedSide, ComparedUse, DependencyChange, ServiceChange } from '../model/comparison.ts';
import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { reachDownstream } from '../map/reach.ts';
import { causesOf } from './causes.ts';
import { coverageIn, type Log } from './coverage.ts';
import { differencesOf } from './differs.ts';
import { finding, merged, opposite, type Found } from './found.ts';
import { isReplaced } from './ownership.ts';
import { indexUses, type EndChange, type Use } from './uses.ts';
import type { Witness, Witnesses } from './witness.ts';

/** A service's sources and addresses in a window, by what the records of the other window say of them. */
export interface ServiceKeys {
  readonly service: ServiceId;
  readonly change: EndChange;
  /** Whose they are by the records of the other window. */
  readonly other: readonly ServiceId[];
  /** How many they are. */
  readonly keys: number;
  readonly segment: number;
  readonly otherSegment: number | null;
  readonly tree: { readonly source: number; readonly line: number } | null;
}

/** All that is compared of one window. */
export interface Compared {
  readonly window: TimeWindow;
  readonly map: DependencyMap;
  readonly uses: readonly Use[];
  /** Instances of the server by `client` + line feed + `server`. */
  readonly instances: ReadonlyMap<string, readonly string[]>;
  readonly keys: readonly ServiceKeys[];
}

type Both<T> = Readonly<Record<ComparedSide, T>>;
type WithFindings<T> = Omit<T, 'causes'> & { readonly found: readonly Found[] };

/** What differs between two windows, with findings whose records are still to be read. */
export interface Differences {
  readonly services: readonly WithFindings<ServiceChange>[];
  readonly dependencies: readonly WithFindings<DependencyChange>[];
}

/** Holds a window against another: every dependency of either in exactly one class, and why. With a service, what it reaches in either. */
export function compare(sides: Both<Compared>, logs: readonly Log[], service: ServiceId | null): Differences {
  const witnesses: Witnesses = { window: witness(sides, 'window', logs), against: witness(sides, 'against', logs) };
  const all = { window: byPair(sides.window.map), against: byPair(sides.against.map) };
  const reached = {
    window: byPair(within(sides.window.map, service)),
    against: byPair(within(sides.against.map, service)),
  };
  const keys = [...new Set([...reached.window.keys(), ...reached.against.keys()])];
  const dependencies = keys
    .map((key): WithFindings<DependencyChange> => {
      const [client = '', server = ''] = key.split('\n');
      const use = (side: ComparedSide) =>
        useIn(all[side].get(key), sides[side].instances.get(key) ?? [], witnesses[side].coverage(client).covered);
      const pair = { client, server, window: use('window'), against: use('against') };
      const [now, then] = [all.window.has(key), all.against.has(key)];
      const differences = now && then ? differencesOf(pair.window, pair.against, isReplaced(pair, witnesses)) : [];
      const change = now && then ? classOf(differences) : missingAs(pair, then ? 'window' : 'against');
      return { ...pair, change, differences, found: change === 'same' ? [] : causesOf(pair, differences, witnesses) };
    })
    .sort((a, b) => byId(a.client, b.client) || byId(a.server, b.server));
  const kept = new Set(dependencies.flatMap(({ client, server }) => [client, server]));
  const services = serviceChanges(sides).filter(({ id }) => service === null || id === service || kept.has(id));
  return { services, dependencies };
}

/** A dependency that one window shows only: no claim where no DNS log of the other hears the client, and it was not seen by connections alone. */
function missingAs(pair: Pick<DependencyChange, ComparedSide>, missing: ComparedSide): ChangeClass {
  const { lookups, contested, failures } = pair[opposite(missing)];
  if (pair[missing].covered === 0 && lookups + contested + failures > 0) return 'not-observable';
  return missing === 'against' ? 'added' : 'gone';
}

/** A change of place says more than a change of how often, and goes first. */
function classOf(differences: readonly string[]): ChangeClass {
  if (differences.length === 0) return 'same';
  return differences.includes('regions') || differences.includes('instances') ? 'moved' : 'changed';
}

function witness(sides: Both<Compared>, side: ComparedSide, logs: readonly Log[]): Witness {
  const coverage = coverageIn(logs, side, sides[side].window);
  return {
    window: sides[side].window,
    uses: indexUses(sides[side].uses),
    coverage: coverage.of,
    lostLogs: (client) => coverage.lost(client, sides[opposite(side)].window),
    present: new Set(sides[side].keys.map(({ service }) => service)),
  };
}

const within = (map: DependencyMap, service: ServiceId | null): DependencyMap =>
  service === null ? map : reachDownstream(map, service);

function byPair({ dependencies }: DependencyMap): ReadonlyMap<string, Dependency> {
  return new Map(dependencies.map((dependency) => [`${dependency.client}\n${dependency.server}`, dependency]));
}

function useIn(seen: Dependency | undefined, instances: readonly string[], covered: number): ComparedUse {
  return {
    lookups: seen?.lookups ?? 0,
    contested: seen?.contested ?? 0,
    failures: seen?.failures ?? 0,
    firstSeen: seen?.firstSeen ?? null,
    lastSeen: seen?.lastSeen ?? null,
    regions: seen?.regions ?? {},
    instances,
    covered,
    perHour: covered > 0 ? ((seen?.lookups ?? 0) * 3_600_000_000) / covered : null,
  };
}

/** A service is in a window where the inventories hold an instance or address of it, or a dependency of it was seen. */
function serviceChanges(sides: Both<Compared>): readonly WithFindings<ServiceChange>[] {
  const there = (side: ComparedSide) =>
    new Set([
      ...sides[side].keys.map(({ service }) => service),
      ...sides[side].map.dependencies.flatMap(({ client, server }) => [client, server]),
    ]);
  const present = { window: there('window'), against: there('against') };
  const names = {
    window: new Map(sides.window.map.services.map(({ id, name }) => [id, name])),
    against: new Map(sides.against.map.services.map(({ id, name }) => [id, name])),
  };
  return [...new Set([...present.window, ...present.against])].sort(byId).map((id) => {
    const [name, former] = [names.window.get(id) ?? names.against.get(id) ?? id, names.against.get(id) ?? null];
    const formerName = former === null || former === name ? null : former;
    const change = !present.against.has(id)
      ? ('added' as const)
      : !present.window.has(id)
        ? ('gone' as const)
        : formerName === null
          ? ('same' as const)
          : ('renamed' as const);
    return { id, name, formerName, change, found: serviceFindings(id, change, sides) };
  });
}

function serviceFindings(id: ServiceId, change: ServiceChange['change'], sides: Both<Compared>): readonly Found[] {
  if (change === 'same') return [];
  const rich = change === 'gone' ? 'against' : 'window';
  const poor = opposite(rich);
  const keys = sides[rich].keys.filter(({ service }) => service === id);
  if (change === 'renamed')
    return [finding('service-tree', 'renamed', poor, { service: id, ...example(keys[0], rich) })];
  const found = keys
    .filter((key) => key.change !== 'same' && key.change !== 'region')
    .map((key) => {
      const byTree = key.change === 'tree' || key.change === 'unassigned';
      const how = key.change === 'tree' ? 'handed-over' : key.change === 'inventory' ? 'other-owner' : 'no-record';
      const told = { service: id, holders: [id], elsewhere: key.other, weight: key.keys };
      return finding(byTree ? 'service-tree' : 'inventory', how, poor, { ...told, ...example(key, rich) });
    });
  return found.length > 0 ? merged(found) : [finding('undetermined', 'nothing', poor, { service: id })];
}

function example(key: ServiceKeys | undefined, side: ComparedSide): Pick<Found, 'segments' | 'trees'> {
  if (!key) return { segments: [], trees: [] };
  const there = opposite(side);
  return {
    segments: [
      { side, segment: key.segment },
      ...(key.otherSegment === null ? [] : [{ side: there, segment: key.otherSegment }]),
    ],
    trees: key.tree === null ? [] : [{ side: there, ...key.tree }],
  };
}
