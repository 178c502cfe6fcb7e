import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { watchedIn } from '../map/failing.ts';
import { measure, type Candidate } from './candidate.ts';
import { linksBetween } from './links.ts';
import { sceneOf, type Scene } from './scene.ts';
import { scoreOf, suspectScore } from './score.ts';
import { suspectsOf, type Suspect } from './suspect.ts';
import { symptomsSince } from './symptom.ts';
import { waysFrom } from './ways.ts';

/** A rival with its score: a failing service, or one without an alarm. */
export type Rival =
  | { readonly service: ServiceId; readonly score: number; readonly onset: Micros; readonly candidate: Candidate }
  | { readonly service: ServiceId; readonly score: number; readonly onset: Micros; readonly suspect: Suspect };

/** Every rival for a fault that was on at `begin`, best first; a target whose symptom is only lent to it is none. */
export function rank(
  map: DependencyMap,
  health: Health,
  target: ServiceId,
  window: TimeWindow,
  begin: Micros,
  clockSkew: Micros,
  unseenTarget = false,
): { readonly scene: Scene; readonly rivals: readonly Rival[] } {
  const watched = watchedIn(health, window);
  const symptoms = symptomsSince(health, window, begin - clockSkew, target);
  const links = linksBetween(map, symptoms, watched, clockSkew);
  const ways = waysFrom(map, target, symptoms, links, watched);
  const scene = sceneOf(map, target, symptoms, links, ways, watched, unseenTarget);
  const failing = [...scene.ways].flatMap(([service, way]): Rival[] => {
    const symptom = scene.symptoms.get(service);
    if (!symptom) return [];
    const candidate = measure(scene, symptom, way);
    return [{ service, score: scoreOf(candidate), onset: symptom.onset, candidate }];
  });
  const suspects = suspectsOf(scene);
  const most = Math.max(0, ...suspects.map(({ beneath }) => beneath));
  const silent = suspects.map((suspect): Rival => {
    const onset = Math.min(...suspect.clients.map((client) => client.onset));
    return { service: suspect.service, score: suspectScore(suspect, most), onset, suspect };
  });
  const all = [...failing, ...silent].filter(({ service }) => !(unseenTarget && service === target));
  const rivals = all.sort((a, b) => b.score - a.score || a.onset - b.onset || byId(a.service, b.service));
  return { scene, rivals };
}
