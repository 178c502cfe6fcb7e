import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byId } from '../../shared/graph/graph.ts';

/** One public root-cause case, with all that its projection needs. Times are seconds since the epoch. */
export interface Recorded {
  readonly id: string;
  /** Scenario and symptom, or fault type: what accuracies are given for. */
  readonly group: string;
  readonly services: readonly string[];
  readonly edges: readonly (readonly [client: string, server: string])[];
  readonly from: number;
  readonly to: number;
  readonly target: string;
  readonly rootCause: string;
  /** The failing marks of the case, the target's among them. */
  readonly marks: readonly Mark[];
  /** Earlier cases of the same scenario, which an analyst would have as history. */
  readonly history: readonly { readonly to: number; readonly marks: readonly Mark[] }[];
}

/** One anomalous metric of a service, from its onset. */
export interface Mark {
  readonly service: string;
  readonly kind: string;
  readonly metric: string;
  readonly at: number;
  readonly severity: number;
}

interface Entry {
  readonly id: string;
  readonly scenario?: string;
  readonly fault_type?: string;
  readonly time_range: readonly [number, number];
  readonly symptom: { readonly service: string; readonly metric?: string };
  readonly root_cause: string;
  readonly anomalous: readonly {
    readonly service: string;
    readonly events: readonly { readonly metric: string; readonly onset: number; readonly severity: number }[];
  }[];
}
interface Topology {
  readonly services: readonly string[];
  readonly edges: readonly (readonly [string, string, ...unknown[]])[];
}
type Collection = Partial<Topology> & {
  readonly scenarios?: Readonly<Record<string, Topology>>;
  readonly cases: readonly Entry[];
};

/** The systems that have public cases, with the file of each. */
export const SYSTEMS = {
  PetShop: 'petshop_cases.json',
  'Nezha, Online Boutique': 'nezha_onlineboutique_cases.json',
} as const;
export type System = keyof typeof SYSTEMS;

/** The cases of a system in the order of its file. */
export function readCases(folder: string, system: System): Recorded[] {
  const collection = JSON.parse(readFileSync(join(folder, SYSTEMS[system]), 'utf8')) as Collection;
  return collection.cases.map((entry) => recordedOf(collection, entry));
}

function recordedOf(collection: Collection, entry: Entry): Recorded {
  const { services = [], edges = [] } = collection.scenarios?.[entry.scenario ?? ''] ?? collection;
  const pairs = edges.map(([client, server]) => [client, server] as const);
  const earlier = collection.cases.filter(
    (other) => other.scenario === entry.scenario && other.time_range[1] < entry.time_range[0],
  );
  return {
    id: entry.id,
    group: entry.scenario ? `${entry.scenario}, ${entry.symptom.metric}` : (entry.fault_type ?? ''),
    services: [...new Set([...services, ...pairs.flat()])].sort(byId),
    edges: pairs.filter(([client, server]) => client !== server),
    from: entry.time_range[0],
    to: entry.time_range[1],
    target: entry.symptom.service,
    rootCause: entry.root_cause,
    marks: marksOf(entry),
    history: earlier.map((past) => ({ to: past.time_range[1], marks: marksOf(past) })),
  };
}

function marksOf({ anomalous, symptom, time_range: [from] }: Entry): Mark[] {
  const marks = anomalous.flatMap(({ service, events }) =>
    events.map(({ metric, onset, severity }) => ({ service, kind: kindOf(metric), metric, at: onset, severity })),
  );
  const { service, metric = 'availability' } = symptom;
  if (marks.some((mark) => mark.service === service)) return marks;
  return [...marks, { service, kind: kindOf(metric), metric, at: from, severity: 1 }];
}

function kindOf(metric: string): string {
  if (/availability|error/i.test(metric)) return 'availability';
  return /latency|span|gap|rtt/i.test(metric) ? 'latency' : 'saturation';
}
