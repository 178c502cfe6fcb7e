import type { Diagnosis } from '../model/diagnosis.ts';
import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { failingIntervals, healthFor, reachOverFailing, watchedIn } from '../map/failing.ts';
import { namesOf } from '../map/follow.ts';
import { ordersFrom } from '../map/reach.ts';
import { coverageOf } from './coverage.ts';
import { decidingFor } from './deciding.ts';
import { findingOf, nothingFound } from './finding.ts';
import { lastFailure } from './incident.ts';
import { originMaker } from './origin.ts';
import { rank } from './rank.ts';
import { CLOCK_SKEW } from './weights.ts';

/** What the logs tell of the window, beside the map. */
export type LogEvidence = {
  /** Services that a DNS log hears ask anywhere in the case, and whether it does in the window. */
  readonly heard: ReadonlyMap<ServiceId, boolean>;
  /** Services of which a socket log runs anywhere in the case, and whether it does in the window. */
  readonly sockets: ReadonlyMap<ServiceId, boolean>;
  /** Failed lookups in the window by response code (`none`: no response). */
  readonly failures: readonly { readonly server: ServiceId; readonly code: string; readonly failures: number }[];
};

export type DiagnosisInput = {
  /** The map of the window, with the dependencies carried over from before it. */
  readonly map: DependencyMap;
  readonly health: Health;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  /** Left out, coverage is unknown and failed lookups have no codes. */
  readonly logs?: LogEvidence;
  /** Largest difference between the clocks of two witnesses; 5 seconds where left out. */
  readonly clockSkew?: Micros;
};

/**
 * Where the fault that was noticed at the target may have begun: the failing services that it reaches and those without
 * an alarm that could explain them, ranked, with what speaks for and against each. docs/diagnosis.md tells the method.
 */
export function diagnose(input: DiagnosisInput): Diagnosis {
  const { map, target, window, clockSkew = CLOCK_SKEW } = input;
  const watched = watchedIn(input.health, window);
  const name = namesOf(map);
  const reached = [...ordersFrom(map, target).keys()];
  const { failing, byLookups } = reachOverFailing(map, input.health, target, window);
  const { health, lent } = healthFor(map, input.health, target, window);
  const begin = lastFailure(health, target, window)?.from;
  const own = failingIntervals(health, window).get(target)?.[0];
  const outline: Omit<Diagnosis, 'status' | 'origins' | 'concerned' | 'deciding' | 'finding'> = {
    target,
    window,
    failing: [...failing.keys(), ...(watched.has(target) ? [] : byLookups)],
    failingByLookups: [...byLookups],
    coverage: coverageOf(input, target),
    blind: reached.filter((id) => !watched.has(id)).sort(byId),
    witness: lent ? 'none' : (own?.witness ?? (watched.has(target) ? 'events' : 'none')),
  };
  if (begin === undefined) {
    const status = watched.has(target) ? 'no-fault-visible' : 'not-observable';
    const finding = nothingFound(input, outline.coverage, reached);
    return { ...outline, status, origins: [], concerned: [], deciding: null, finding };
  }
  const { scene, rivals } = rank(map, health, target, window, begin, clockSkew, lent);
  const origins = rivals.map(originMaker(input, scene, lent));
  return {
    ...outline,
    status: 'found',
    origins,
    concerned: scene.concerned.map(({ service }) => service).sort(byId),
    deciding: decidingFor({ ...input, clockSkew }, scene, rivals),
    finding: findingOf(origins, name, lent ? target : null),
  };
}
