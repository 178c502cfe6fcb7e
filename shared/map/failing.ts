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

/**
 * The health as it counts for a target: where it has no health event at all, its own lookups that failed are its symptom,
 * since they are all that it shows.
 */
export function healthFor(health: Health, target: ServiceId): Health {
  if (health.observed.includes(target)) return health;
  const own = health.unmet.filter(({ service }) => service === target);
  return own.length === 0 ? health : { ...health, intervals: [...health.intervals, ...own] };
}

/** What a target that failed reaches over failing services; empty where it did not fail. */
export type FailingReach = {
  /** Services that failed by their health events, with their order along the failing paths, the target (0) included. */
  readonly failing: ReadonlyMap<ServiceId, number>;
  /** Services without any health event that stand on a path to a failing one, or whose lookups failed, by id. */
  readonly bridges: readonly ServiceId[];
  /** Those of the bridges whose lookups failed. */
  readonly byLookups: ReadonlySet<ServiceId>;
};

/** Walks from the target over failing services, and over those without any health event, which cannot be ruled out. */
export function reachOverFailing(
  map: DependencyMap,
  health: Health,
  target: ServiceId,
  window: TimeWindow,
): FailingReach {
  const failing = failingIntervals(healthFor(health, target), window);
  if (!failing.has(target)) return { failing: new Map(), bridges: [], byLookups: new Set() };
  const observed = new Set(health.observed);
  const graph = certainGraph(map);
  const open = graphOf([target, ...graph.nodes.filter((id) => failing.has(id) || !observed.has(id))], edgesOf(graph));
  const reached = [...reach(open, target)];
  const failed = reached.filter(([id]) => failing.has(id));
  const backward = reach(
    reversed(open),
    failed.map(([id]) => id),
  );
  const bridges = reached.map(([id]) => id).filter((id) => !observed.has(id) && backward.has(id));
  return {
    failing: new Map(failed.filter(([id]) => observed.has(id))),
    bridges: bridges.sort(byId),
    byLookups: new Set(bridges.filter((id) => failing.has(id))),
  };
}
