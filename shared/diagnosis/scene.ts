import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import { groupBy } from '../graph/group.ts';
import { reach } from '../graph/reach.ts';
import { certainGraph, isCertain } from '../map/follow.ts';
import type { Graph } from '../graph/graph.ts';
import type { Link } from './links.ts';
import type { Symptom } from './symptom.ts';
import { graphOfLinks, type Way } from './ways.ts';

/** All that the rivals of one diagnosis are measured against. */
export type Scene = {
  readonly target: Symptom;
  /** The failing services that the target reaches. */
  readonly symptoms: ReadonlyMap<ServiceId, Symptom>;
  readonly ways: ReadonlyMap<ServiceId, Way>;
  /** Highest severity of each kind among them, and how many intervals give one. */
  readonly severities: ReadonlyMap<string, { readonly top: number; readonly count: number }>;
  /** What each failing service of the case reaches over links, itself left out. */
  readonly below: ReadonlyMap<ServiceId, ReadonlySet<ServiceId>>;
  /** Failing services that the failures join up with, upstream or downstream: what there is to explain. */
  readonly concerned: readonly Symptom[];
  readonly watched: ReadonlySet<ServiceId>;
  readonly failing: ReadonlyMap<ServiceId, Symptom>;
  readonly graph: Graph;
  /** The certain dependencies on each service. */
  readonly calls: ReadonlyMap<ServiceId, readonly Dependency[]>;
};

/** Puts together what the failing services on the ways from the target are measured against. */
export function sceneOf(
  map: DependencyMap,
  target: ServiceId,
  failing: ReadonlyMap<ServiceId, Symptom>,
  links: ReadonlyMap<ServiceId, readonly Link[]>,
  ways: ReadonlyMap<ServiceId, Way>,
  watched: ReadonlySet<ServiceId>,
  unseenTarget: boolean,
): Scene {
  const symptoms = new Map([...failing].filter(([id]) => ways.has(id)));
  const begun = failing.get(target);
  if (!begun) throw new RangeError(`${target} has no symptom.`);
  const graph = graphOfLinks(links);
  const below = new Map(
    [...failing.keys()].map((id) => {
      const reached = new Set(reach(graph, id).keys());
      reached.delete(id);
      return [id, reached];
    }),
  );
  const concerned = [...failing.values()].filter(
    ({ service }) =>
      !(unseenTarget && service === target) &&
      (symptoms.has(service) || [...(below.get(service) ?? [])].some((id) => symptoms.has(id))),
  );
  const severities = new Map<string, { top: number; count: number }>();
  for (const { kind, severity } of [...symptoms.values()].flatMap(({ intervals }) => intervals)) {
    if (severity === null) continue;
    const known = severities.get(kind) ?? { top: 0, count: 0 };
    severities.set(kind, { top: Math.max(known.top, severity), count: known.count + 1 });
  }
  const calls = groupBy(map.dependencies.filter(isCertain), ({ server }) => server);
  return {
    target: begun,
    symptoms,
    ways,
    severities,
    below,
    concerned,
    watched,
    failing,
    graph: certainGraph(map),
    calls,
  };
}
