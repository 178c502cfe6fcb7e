import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { edgesOf, graphOf, successors } from '../graph/graph.ts';
import { reach } from '../graph/reach.ts';
import { failingIntervals } from '../map/failing.ts';
import { certainGraph } from '../map/follow.ts';
import { lastFailure } from './incident.ts';

/**
 * A target that nothing tells of: the analyst's word is its symptom, and the failures that it reaches over services
 * without health data stand in for it. Their last stretch, joined, is when it began. Null where there are none.
 */
export function seenBelow(
  map: DependencyMap,
  health: Health,
  target: ServiceId,
  window: TimeWindow,
): { readonly health: Health; readonly begin: Micros } | null {
  const failing = failingIntervals(health, window);
  const observed = new Set(health.observed);
  const graph = certainGraph(map);
  const unseen = graph.nodes.filter((id) => !observed.has(id) && !failing.has(id));
  const over = reach(graphOf([target, ...unseen], edgesOf(graph)), target);
  const heads = new Set([...over.keys()].flatMap((id) => successors(graph, id)).filter((id) => failing.has(id)));
  const standIns = [...heads]
    .flatMap((id) => failing.get(id) ?? [])
    .map((interval) => ({ ...interval, service: target }));
  const seen = { ...health, intervals: [...health.intervals, ...standIns] };
  const begin = lastFailure(seen, target, window)?.from;
  return begin === undefined ? null : { health: seen, begin };
}
