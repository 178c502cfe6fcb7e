import type { Coverage, Origin } from '../model/diagnosis.ts';
import type { ServiceId } from '../model/map.ts';
import { isNoTime, type TimeWindow } from '../model/time.ts';
import { failingIntervals, watchedIn } from '../map/failing.ts';
import { namesOf } from '../map/follow.ts';
import { clock, dateTime, firstFew, span } from '../map/words.ts';
import type { DiagnosisInput } from './diagnose.ts';

/** The result in one sentence. `unseen`: the target, where nothing tells of its own health. */
export function findingOf(
  origins: readonly Origin[],
  name: (id: ServiceId) => string,
  unseen: ServiceId | null,
): string {
  const [best, second] = origins;
  const limit = unseen === null ? '' : `Nothing tells of the health of ${name(unseen)} itself in the window. `;
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
  { map, health, target, window, logs }: DiagnosisInput,
  { watched }: Coverage,
  reached: readonly ServiceId[],
): string {
  if (isNoTime(window))
    return 'Not observable: no record of the case has a time. It needs DNS logs, connections, heartbeats or health events.';
  const name = namesOf(map);
  const failing = failingIntervals(health, window);
  const others = reached.filter((id) => id !== target && failing.has(id));
  const below = others.length > 0 ? ` Of what it reaches, ${firstFew(others.map(name))} failed: ask from there.` : '';
  if (watchedIn(health, window).has(target)) {
    const part = watched >= window.to - window.from ? '' : ` It was watched for ${span(watched)} of it.`;
    return `No fault is visible: ${name(target)} did not fail in the window.${part}${below}`;
  }
  const running = logs && [...logs.heard.values(), ...logs.sockets.values()].includes(true);
  const silent = logs && !running ? ' No DNS or socket log covers the window either.' : '';
  const ever = health.watched.filter(({ service }) => service === target);
  if (ever.length > 0)
    return `Not observable: no health event covers ${name(target)} in the window; those of the case cover it from ${extent(ever)}.${silent}${below}`;
  const seen = watchedIn(health, window);
  if (reached.some((id) => seen.has(id)))
    return `Not observable at ${name(target)}, which has no health data.${silent}${below}`;
  return `Not observable: neither ${name(target)} nor what it reaches has health data in the window.${silent}`;
}

function extent(spans: readonly TimeWindow[]): string {
  const from = Math.min(...spans.map((one) => one.from));
  const to = Math.max(...spans.map((one) => one.to));
  return `${dateTime(from)} to ${dateTime(to)} UTC${spans.length > 1 ? ', with gaps' : ''}`;
}
