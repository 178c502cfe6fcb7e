import type { Diagnosis, Origin, PathStep } from '../model/diagnosis.ts';
import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { reachOverFailing } from '../map/failing.ts';
import { isCertain, namesOf } from '../map/follow.ts';
import { ordersFrom } from '../map/reach.ts';
import { argumentsAgainst, argumentsFor } from './arguments.ts';
import { measure, type Candidate } from './candidate.ts';
import { findingOf, nothingFound } from './finding.ts';
import { lastFailure } from './incident.ts';
import { linksBetween, waysFrom } from './links.ts';
import { sceneOf } from './scene.ts';
import { scoreOf } from './score.ts';
import { symptomsSince, type Symptom } from './symptom.ts';
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
 * Where the fault that was noticed at the target may have begun: every failing service that the target reaches over
 * failures that fit in time, ranked, with what speaks for and against each. docs/method.md tells the method.
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

  const symptoms = symptomsSince(health, window, begin - clockSkew);
  const links = linksBetween(map, symptoms, observed, clockSkew);
  const ways = waysFrom(links, target);
  const scene = sceneOf(target, symptoms, links, ways, observed);
  const calls = groupBy(map.dependencies.filter(isCertain), ({ server }) => server);
  const origins = [...ways]
    .flatMap(([id, way]) => {
      const symptom = scene.symptoms.get(id);
      return symptom ? [measure(scene, symptom, way, calls.get(id) ?? [])] : [];
    })
    .map((candidate) => originOf(candidate, scene.symptoms, target, namesOf(map)))
    .sort((a, b) => b.score - a.score || a.onset - b.onset || byId(a.service, b.service));
  return { ...outline, origins, finding: findingOf(origins, namesOf(map)) };
}

function originOf(
  candidate: Candidate,
  symptoms: ReadonlyMap<ServiceId, Symptom>,
  target: ServiceId,
  name: (id: ServiceId) => string,
): Origin {
  const step = (service: ServiceId): PathStep => {
    const symptom = symptoms.get(service);
    return { service, onset: symptom?.onset ?? null, inferred: symptom === undefined };
  };
  return {
    service: candidate.symptom.service,
    score: scoreOf(candidate),
    onset: candidate.symptom.onset,
    onsetStep: candidate.symptom.step,
    path: [target, ...candidate.way.flatMap(({ over, server }) => [...over, server])].map(step),
    for: argumentsFor(candidate),
    against: argumentsAgainst(candidate, name),
  };
}
