import type { ServiceId } from '../model/map.ts';
import { graphOf, type Edge } from '../graph/graph.ts';
import { reach } from '../graph/reach.ts';
import type { Scene } from './candidate.ts';
import type { Link } from './links.ts';
import type { Symptom } from './symptom.ts';

/** What the candidates of one diagnosis are measured against: the failing services on the ways from the target. */
export function sceneOf(
  target: ServiceId,
  all: ReadonlyMap<ServiceId, Symptom>,
  links: ReadonlyMap<ServiceId, readonly Link[]>,
  ways: ReadonlyMap<ServiceId, readonly Link[]>,
  observed: ReadonlySet<ServiceId>,
): Scene {
  const symptoms = new Map([...all].filter(([id]) => ways.has(id)));
  const begun = all.get(target);
  if (!begun) throw new RangeError(`${target} has no symptom.`);
  const edges = [...links.values()].flat().map(({ client, server }): Edge => [client, server]);
  const graph = graphOf(symptoms.keys(), edges);
  const below = new Map(
    [...symptoms.keys()].map((id) => {
      const reached = new Set(reach(graph, id).keys());
      reached.delete(id);
      return [id, reached];
    }),
  );
  const severities = new Map<string, { top: number; count: number }>();
  for (const { kind, severity } of [...symptoms.values()].flatMap(({ intervals }) => intervals)) {
    if (severity === null) continue;
    const known = severities.get(kind) ?? { top: 0, count: 0 };
    severities.set(kind, { top: Math.max(known.top, severity), count: known.count + 1 });
  }
  return { target: begun, symptoms, severities, below, observed, failing: new Set(all.keys()) };
}
