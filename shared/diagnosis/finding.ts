import type { Origin } from '../model/diagnosis.ts';
import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import { failingIntervals } from '../map/failing.ts';
import { namesOf } from '../map/follow.ts';
import { clock, firstFew } from '../map/words.ts';

/** The result in one sentence. `unseen`: the target, where nothing tells of its own health. */
export function findingOf(
  origins: readonly Origin[],
  name: (id: ServiceId) => string,
  unseen: ServiceId | null,
): string {
  const [best, second] = origins;
  const limit = unseen === null ? '' : `Nothing tells of the health of ${name(unseen)} itself. `;
  if (!best) return `${limit}No origin was found.`;
  const rivals = second ? `; next ${name(second.service)} (${second.score.toFixed(2)})` : '; no rival';
  const when =
    best.standing === 'suspect'
      ? ', which shows no fault of its own, but nothing else explains those that do'
      : `, ${clock(best.onset)} UTC${best.witness === 'lookups' ? ' by its failed lookups' : ''}`;
  return `${limit}Most likely begun at ${name(best.service)} (${best.score.toFixed(2)})${when}${rivals}.`;
}

/** Why there is no origin: nothing failed, or nothing could be seen. `reached`: what the target reaches, itself included. */
export function nothingFound(
  map: DependencyMap,
  health: Health,
  target: ServiceId,
  window: TimeWindow,
  reached: readonly ServiceId[],
): string {
  const name = namesOf(map);
  const observed = new Set(health.observed);
  const failing = failingIntervals(health, window);
  const others = reached.filter((id) => id !== target && failing.has(id));
  const below = others.length > 0 ? ` Of what it reaches, ${firstFew(others.map(name))} failed: ask from there.` : '';
  if (observed.has(target)) return `No fault is visible: ${name(target)} did not fail in the window.${below}`;
  if (reached.some((id) => observed.has(id)))
    return `Not observable at ${name(target)}, which has no health data.${below}`;
  return `Not observable: neither ${name(target)} nor what it reaches has health data.`;
}
