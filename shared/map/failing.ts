import type { FailingInterval, Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { overlaps, type TimeWindow } from '../model/time.ts';
import { byId, graphOf, edgesOf, reversed } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { reach } from '../graph/reach.ts';
import { certainGraph } from './follow.ts';

/** The failing intervals of each service that share an instant with the window, earliest first. */
export function failingIntervals(health: Health, window: TimeWindow): Map<ServiceId, FailingInterval[]> {
  const inWindow = health.intervals.filter((interval) => overlaps(interval, window));
  const earliest = inWindow.sort((a, b) => a.from - b.from || byId(a.kind, b.kind) || byId(a.subject, b.subject));
  return groupBy(earliest, ({ service }) => service);
}

/** What a target that failed reaches over failing services; empty where it did not fail. */
export type FailingReach = {
  /** Failing services with their order along the failing paths, the target (0) included. */
  readonly failing: ReadonlyMap<ServiceId, number>;
  /** Services without any health data that stand on a path to a failing one, by id. */
  readonly bridges: readonly ServiceId[];
};

/** Walks from the target over failing services, and over those without any health data, which cannot be ruled out. */
export function reachOverFailing(
  map: DependencyMap,
  health: Health,
  target: ServiceId,
  window: TimeWindow,
): FailingReach {
  const failing = failingIntervals(health, window);
  if (!failing.has(target)) return { failing: new Map(), bridges: [] };
  const observed = new Set(health.observed);
  const graph = certainGraph(map);
  const open = graphOf([target, ...graph.nodes.filter((id) => failing.has(id) || !observed.has(id))], edgesOf(graph));
  const reached = [...reach(open, target)];
  const failed = reached.filter(([id]) => failing.has(id));
  const backward = reach(
    reversed(open),
    failed.map(([id]) => id),
  );
  const bridges = reached.map(([id]) => id).filter((id) => !failing.has(id) && backward.has(id));
  return { failing: new Map(failed), bridges: bridges.sort(byId) };
}
