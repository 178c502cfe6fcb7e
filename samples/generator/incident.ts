import { toIso, type TimeWindow } from '../../shared/model/time.ts';
import type { EvidenceFile } from './files.ts';
import type { TrueConnections } from './socket-tables.ts';
import { sourceCounts, type SourceCounts, type Table } from './tables.ts';
import { trueMap, type TrueDependency, type TrueMap } from './truth.ts';
import type { Lookup, Service } from './world.ts';

/** What a diagnosis and a plan must find, service by id. */
export interface Expected {
  readonly target: string;
  readonly origin: string;
  /** From the target to the origin. */
  readonly path: readonly string[];
  /** Services of the path that have no health data. */
  readonly inferred: readonly string[];
  /** Services that the target reaches and that failed because of the incident, the target included. */
  readonly failing: readonly string[];
  /** Services that the target reaches and that were failing for a reason of their own: never the origin. */
  readonly unrelated: readonly string[];
  /** The restart order; services of `unrelated` are left out. Services of one inner list are one cycle or one wave. */
  readonly waves: readonly (readonly string[])[];
  readonly cycles: readonly (readonly string[])[];
  /** First event that is not ok, per service. ISO 8601. */
  readonly onsets: Readonly<Record<string, string>>;
  /** Reached services of which no health event speaks. */
  readonly blind: readonly string[];
  /** What is done about senders that fell silent, in its order; none as a rule. */
  readonly countermeasures?: readonly TrueCountermeasure[];
}

/** A step about one sender, and before or after which of the stated waves it is done (1 is the first). */
export interface TrueCountermeasure {
  readonly step: 'mute' | 'stand-in' | 'unmute';
  readonly instance: string;
  /** Who takes over, in a stand-in step. */
  readonly standIn: string | null;
  readonly beforeWave: number | null;
  readonly afterWave: number | null;
}

/** The stated truth of an incident: all of what was decided when it was made. */
export interface Truth extends TrueMap {
  readonly name: string;
  readonly seed: string;
  readonly span: { readonly from: string; readonly to: string };
  readonly expected: Expected | null;
  /** Services × regions below the target, whole case. */
  readonly heatmap: readonly RegionRow[];
  readonly sources: readonly SourceCounts[];
  /** Declared and never seen, seen and never declared, as [client, server]. */
  readonly declared?: { readonly missing: readonly Pair[]; readonly unexpected: readonly Pair[] };
  readonly witnesses?: TrueWitnesses;
  /** What the policies deny and was yet seen from one tenant to another. */
  readonly crossings?: readonly Pair[];
  /** Runtimes whose beats stopped while somebody still listened. */
  readonly silences?: readonly TrueSilence[];
}

/** What connections show beside lookups. */
export interface TrueWitnesses {
  readonly connections: readonly {
    readonly client: string;
    readonly server: string;
    readonly connections: number;
    readonly firstSeen: string;
    readonly lastSeen: string;
  }[];
  /** Connected and never looked up; looked up and never connected. */
  readonly connectionOnly: readonly Pair[];
  readonly dnsOnly: readonly Pair[];
}

/** A runtime that was not heard: `from` its first missed beat, `to` its next beat. */
export interface TrueSilence {
  readonly emitter: string;
  readonly service: string;
  readonly from: string;
  readonly to: string;
  /** How many lookups it made all the same: it was half-dead, not dead. */
  readonly lookups: number;
  /** The other runtime of its service, which was heard all the time. */
  readonly standIn: string;
}
export type Pair = readonly [client: string, server: string];

export interface RegionRow {
  readonly service: string;
  readonly order: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** An incident: its evidence, its truth and its story for people. */
export interface Incident {
  readonly files: readonly EvidenceFile[];
  /** Region rules to check, beside the evidence. */
  readonly rules: readonly EvidenceFile[];
  readonly truth: Truth;
  readonly story: string;
}

/** What an incident was made of. */
export interface Made {
  readonly name: string;
  readonly seed: string;
  readonly span: TimeWindow;
  readonly services: readonly Service[];
  readonly lookups: readonly Lookup[];
  readonly tables: readonly Table[];
  readonly expected: Expected | null;
  readonly declared?: readonly Pair[];
  /** What the socket logs show, where there are any. */
  readonly connections?: readonly TrueConnections[];
  readonly crossings?: readonly Pair[];
  readonly silences?: readonly TrueSilence[];
}

/** The truth of an incident, from what it was made of. */
export function truthOf(made: Made): Truth {
  const { name, seed, span, services, lookups, tables, expected, declared, connections, crossings, silences } = made;
  const map = trueMap(services, lookups);
  const asked = map.dependencies.map(({ client, server }): Pair => [client, server]);
  const linked = (connections ?? []).map(({ client, server }): Pair => [client, server]);
  const seen = [...asked, ...without(linked, asked)];
  return {
    name,
    seed,
    span: { from: toIso(span.from), to: toIso(span.to) },
    ...map,
    expected,
    heatmap: expected ? heatmap(map.dependencies, linked, expected.target) : [],
    ...(declared ? { declared: { missing: without(declared, seen), unexpected: without(seen, declared) } } : {}),
    ...(connections
      ? {
          witnesses: {
            connections: connections.map(({ first, last, ...one }) => ({ ...one, firstSeen: toIso(first), lastSeen: toIso(last) })),
            connectionOnly: without(linked, asked),
            dnsOnly: without(asked, linked),
          },
        }
      : {}),
    ...(crossings ? { crossings } : {}),
    ...(silences ? { silences } : {}),
    sources: sourceCounts(tables),
  };
}

function without(pairs: readonly Pair[], others: readonly Pair[]): Pair[] {
  return pairs.filter(([client, server]) => !others.some(([c, s]) => c === client && s === server));
}

/** For every service that the target reaches by lookups or connections: its order, and the lookups of it below the target per region. */
function heatmap(dependencies: readonly TrueDependency[], linked: readonly Pair[], target: string): RegionRow[] {
  const certain = dependencies.filter(({ lookups }) => lookups > 0);
  const followed = [...certain.map(({ client, server }): Pair => [client, server]), ...linked];
  const order = new Map([[target, 0]]);
  for (const [service, depth] of order) {
    for (const [client, server] of followed) if (client === service && !order.has(server)) order.set(server, depth + 1);
  }
  return [...order].slice(1).map(([service, depth]) => {
    const counts: Record<string, number> = {};
    for (const { client, server, regions } of certain) {
      if (server !== service || !order.has(client)) continue;
      for (const [region, n] of Object.entries(regions)) counts[region] = (counts[region] ?? 0) + n;
    }
    return { service, order: depth, counts: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) };
  });
}
