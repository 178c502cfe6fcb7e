import type { FailingInterval, Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { overlaps, type TimeWindow } from '../model/time.ts';
import { byId, edgesOf, graphOf, reversed, successors } from '../graph/graph.ts';
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
 * Services whose health could be seen in a window: their health events cover some of it, or their heartbeats were lost. Of
 * all others nothing is known but, perhaps, that lookups of them failed.
 */
export function watchedIn(health: Health, window: TimeWindow): ReadonlySet<ServiceId> {
  const lost = health.intervals.filter((interval) => interval.witness !== 'lookups' && overlaps(interval, window));
  const covered = health.watched.filter((span) => overlaps(span, window));
  return new Set([...covered, ...lost].map(({ service }) => service));
}

/**
 * The health with a target's own failed lookups as its symptom, where nothing else tells of it then: no health event, and no
 * failed lookups of its names. They say that its server could not be found, which is all that it shows.
 */
export function withOwnLookups(health: Health, target: ServiceId): Health {
  const known = [...health.watched, ...health.intervals].filter(({ service }) => service === target);
  const own = health.unmet.filter(
    (unmet) => unmet.service === target && !known.some((interval) => overlaps(interval, unmet)),
  );
  return own.length === 0 ? health : { ...health, intervals: [...health.intervals, ...own] };
}

/** The health as it counts for a target; `lent` where its symptom is not its own. */
export type TargetHealth = { readonly health: Health; readonly lent: boolean };

/**
 * What stands for the symptom of a target: its own health; else its own failed lookups; else, since the analyst names it, the
 * failures that it reaches over services of which nothing is known.
 */
export function healthFor(map: DependencyMap, all: Health, target: ServiceId, window: TimeWindow): TargetHealth {
  const health = withOwnLookups(all, target);
  const failing = failingIntervals(health, window);
  const watched = watchedIn(health, window);
  if (watched.has(target) || failing.has(target)) return { health, lent: false };
  const graph = certainGraph(map);
  const unseen = graph.nodes.filter((id) => !watched.has(id) && !failing.has(id));
  const over = reach(graphOf([target, ...unseen], edgesOf(graph)), target);
  const heads = new Set([...over.keys()].flatMap((id) => successors(graph, id)).filter((id) => failing.has(id)));
  const below = [...heads].flatMap((id) => failing.get(id) ?? []).map((interval) => ({ ...interval, service: target }));
  if (below.length === 0) return { health, lent: false };
  return { health: { ...health, intervals: [...health.intervals, ...below] }, lent: true };
}

/** What a target that failed reaches over failing services; empty where it did not fail. */
export type FailingReach = {
  /** Services that failed by their health events, with their order along the failing paths, the target (0) included. */
  readonly failing: ReadonlyMap<ServiceId, number>;
  /** Services without health data in the window that stand on a path to a failing one, or whose lookups failed, by id. */
  readonly bridges: readonly ServiceId[];
  /** Those of the bridges whose lookups failed. */
  readonly byLookups: ReadonlySet<ServiceId>;
};

/** Walks from the target over failing services, and over those without health data in the window, which cannot be ruled out. */
export function reachOverFailing(map: DependencyMap, all: Health, target: ServiceId, window: TimeWindow): FailingReach {
  const { health, lent } = healthFor(map, all, target, window);
  const failing = failingIntervals(health, window);
  if (!failing.has(target)) return { failing: new Map(), bridges: [], byLookups: new Set() };
  // What is lent to the target tells nothing of its own health.
  const watched = watchedIn(all, window);
  const graph = certainGraph(map);
  const open = graphOf([target, ...graph.nodes.filter((id) => failing.has(id) || !watched.has(id))], edgesOf(graph));
  const reached = [...reach(open, target)];
  const failed = reached.filter(([id]) => failing.has(id));
  const backward = reach(
    reversed(open),
    failed.map(([id]) => id),
  );
  const bridges = reached.map(([id]) => id).filter((id) => !watched.has(id) && backward.has(id));
  return {
    failing: new Map(failed.filter(([id]) => watched.has(id))),
    bridges: bridges.sort(byId),
    byLookups: new Set(bridges.filter((id) => failing.has(id) && !(lent && id === target))),
  };
}
