import { readFileSync } from 'node:fs';
import type { FailingInterval, Health } from '../../shared/model/health.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { HOUR, MINUTE, SECOND, type Micros } from '../../shared/model/time.ts';
import { byId } from '../../shared/graph/graph.ts';
import { groupBy } from '../../shared/graph/group.ts';

/** A public root-cause case as the program would read it. */
export type Case = {
  readonly id: string;
  readonly group: string;
  readonly map: DependencyMap;
  readonly health: Health;
  readonly target: string;
  readonly rootCause: string;
};

type Anomaly = {
  readonly service: string;
  readonly events: readonly { metric: string; onset: number; severity: number }[];
};
type Recorded = {
  readonly id: string;
  readonly scenario?: string;
  readonly fault_type?: string;
  readonly time_range: [number, number];
  readonly symptom: { readonly service: string; readonly metric?: string };
  readonly root_cause: string;
  readonly anomalous: readonly Anomaly[];
};
type Topology = { readonly services: string[]; readonly edges: [string, string, ...unknown[]][] };
type Collection = Partial<Topology> & { readonly scenarios?: Record<string, Topology>; readonly cases: Recorded[] };

/** A failing mark: one subject, one kind, one time. */
type Mark = { readonly service: string; readonly kind: string; readonly at: Micros; readonly severity: number };

/** Step of a subject that has one event only, and how long such an event stands. */
const ALONE = 10 * MINUTE;
const REPEATED = 5 * MINUTE;

/**
 * The cases of a file, projected as the public data's own recipe says: each edge looked up once a minute, each
 * anomalous metric a health event at its onset, earlier cases of the scenario as history.
 * @param late seconds by which the alarm comes late: events before it are moved to it
 */
export function readCases(file: URL, late = 0): Case[] {
  const collection = JSON.parse(readFileSync(file, 'utf8')) as Collection;
  return collection.cases.map((recorded) => {
    const topology = collection.scenarios?.[recorded.scenario ?? ''] ?? (collection as Topology);
    const earlier = collection.cases.filter(
      (other) => other.scenario === recorded.scenario && other.time_range[1] < recorded.time_range[0],
    );
    return {
      id: recorded.id,
      group: recorded.scenario ? `${recorded.scenario} ${recorded.symptom.metric}` : (recorded.fault_type ?? ''),
      map: mapOf(topology, recorded),
      health: healthOf(recorded, earlier, late),
      target: recorded.symptom.service,
      rootCause: recorded.root_cause,
    };
  });
}

function mapOf(topology: Topology, { time_range: [from, to] }: Recorded): DependencyMap {
  const window = { from: from * SECOND - HOUR, to: to * SECOND };
  const minutes = Math.ceil((window.to - window.from) / MINUTE);
  const services = [...new Set([...topology.services, ...topology.edges.flatMap(([a, b]) => [a, b])])].sort(byId);
  return {
    window,
    services: services.map((id) => ({ id, name: id, regions: ['unknown'], instances: 1, parent: null })),
    dependencies: topology.edges
      .filter(([client, server]) => client !== server)
      .map(([client, server]) => ({
        client,
        server,
        lookups: minutes,
        contested: 0,
        failures: 0,
        firstSeen: window.from,
        lastSeen: window.to - MINUTE,
        regions: { unknown: minutes },
        carried: false,
      })),
    lookups: {
      total: 0,
      resolved: 0,
      self: 0,
      unresolved: { 'unknown-client': 0, 'no-answer': 0, contested: 0, unowned: 0, 'unknown-address': 0 },
      noAnswer: {},
    },
  };
}

function healthOf(recorded: Recorded, earlier: readonly Recorded[], late: number): Health {
  const history = earlier.flatMap((past) =>
    marksOf(past).flatMap((mark) => {
      const end = past.time_range[1] * SECOND;
      const repeats = Math.floor(Math.max(0, end - mark.at) / REPEATED) + 1;
      return { ...mark, until: end, repeats };
    }),
  );
  const alarm = recorded.time_range[0] * SECOND + late * SECOND;
  const now = marksOf(recorded).map((mark) => ({
    ...mark,
    at: late > 0 ? Math.max(mark.at, alarm) : mark.at,
    until: mark.at + ALONE,
    repeats: 1,
  }));
  const intervals: FailingInterval[] = [];
  for (const marks of groupBy([...history, ...now], ({ service, kind }) => `${service}\n${kind}`).values()) {
    const step = marks.some(({ repeats }) => repeats > 1) ? REPEATED : ALONE;
    for (const { service, kind, at, until, severity } of marks.sort((a, b) => a.at - b.at)) {
      const last = intervals.at(-1);
      if (last && last.service === service && last.kind === kind && last.to >= at) {
        const worst = Math.max(last.severity ?? 0, severity);
        intervals[intervals.length - 1] = { ...last, to: Math.max(last.to, until), severity: worst };
      } else {
        intervals.push({
          service,
          subject: service,
          kind,
          status: 'error',
          from: at,
          to: Math.max(until, at + MINUTE),
          severity,
          events: 1,
          step,
          message: null,
          citation: { source: 1, path: 'health.csv', line: intervals.length + 2 },
        });
      }
    }
  }
  return { intervals, observed: [...new Set(intervals.map(({ service }) => service))].sort(byId) };
}

function marksOf(recorded: Recorded): Mark[] {
  const marks = recorded.anomalous.flatMap(({ service, events }) =>
    events.map(({ metric, onset, severity }) => ({ service, kind: kindOf(metric), at: onset * SECOND, severity })),
  );
  const { service, metric = 'availability' } = recorded.symptom;
  if (marks.some((mark) => mark.service === service)) return marks;
  return [...marks, { service, kind: kindOf(metric), at: recorded.time_range[0] * SECOND, severity: 1 }];
}

function kindOf(metric: string): string {
  if (/availability|error/i.test(metric)) return 'availability';
  return /latency|span|gap|rtt/i.test(metric) ? 'latency' : 'saturation';
}
