import type { Diagnosis, Origin, PathStep } from '../model/diagnosis.ts';
import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { reachOverFailing } from '../map/failing.ts';
import { namesOf } from '../map/follow.ts';
import { ordersFrom } from '../map/reach.ts';
import { argumentsAgainst, argumentsFor } from './arguments.ts';
import { findingOf, nothingFound } from './finding.ts';
import { lastFailure } from './incident.ts';
import { rank, type Rival } from './rank.ts';
import type { Scene } from './scene.ts';
import { CLOCK_SKEW } from './weights.ts';

export type DiagnosisInput = {
  /** The map of the window, with the dependencies carried over from before it. */
  readonly map: DependencyMap;
  readonly health: Health;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  /** Largest difference between the clocks of two witnesses; 5 seconds where left out. */
  readonly clockSkew?: Micros;
};

/**
 * Where the fault that was noticed at the target may have begun: the failing services that it reaches and those without
 * an alarm that could explain them, ranked, with what speaks for and against each. docs/diagnosis.md tells the method.
 */
export function diagnose({ map, health, target, window, clockSkew = CLOCK_SKEW }: DiagnosisInput): Diagnosis {
  const observed = new Set(health.observed);
  const reached = [...ordersFrom(map, target).keys()];
  const blind = reached.filter((id) => !observed.has(id)).sort(byId);
  const { failing } = reachOverFailing(map, health, target, window);
  const begin = lastFailure(health, target, window)?.from;
  const outline = { target, window, failing: [...failing.keys()], blind };
  if (begin === undefined)
    return { ...outline, origins: [], finding: nothingFound(map, health, target, window, reached) };
  const { scene, rivals } = rank(map, health, target, window, begin, clockSkew);
  const name = namesOf(map);
  const origins = rivals.map((rival) => originOf(rival, scene, name));
  return { ...outline, origins, finding: findingOf(origins, name) };
}

function originOf(rival: Rival, scene: Scene, name: (id: ServiceId) => string): Origin {
  const { service, score, onset } = rival;
  const { symptom, way } =
    'suspect' in rival ? { symptom: rival.suspect.clients[0], way: rival.suspect.way } : rival.candidate;
  const step = (id: ServiceId): PathStep => {
    const known = scene.failing.get(id);
    return { service: id, onset: known?.onset ?? null, inferred: known === undefined && !scene.observed.has(id) };
  };
  return {
    service,
    score,
    onset,
    onsetStep: symptom?.step ?? 0,
    path: way.path.map(step),
    for: argumentsFor(rival),
    against: argumentsAgainst(rival, name),
  };
}
