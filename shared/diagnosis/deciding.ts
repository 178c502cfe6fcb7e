import type { Deciding } from '../model/diagnosis.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { MINUTE } from '../model/time.ts';
import { clock, firstFew, span } from '../map/words.ts';
import { namesOf, useOf } from '../map/follow.ts';
import type { DiagnosisInput } from './diagnose.ts';
import type { Rival } from './rank.ts';
import type { Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';

type Found = Omit<Deciding, 'between' | 'window'> & { readonly window?: TimeWindow };
type Asked = { readonly input: DiagnosisInput & { readonly clockSkew: Micros }; readonly scene: Scene };

/**
 * What would decide between the first two rivals: the first thing that is missing, in the order in which it would tell
 * most; or that nothing is, and the records that are there leave it open.
 */
export function decidingFor(input: Asked['input'], scene: Scene, rivals: readonly Rival[]): Deciding | null {
  const [first, second] = rivals;
  if (!first || !second) return null;
  const asked = { input, scene };
  const pair = [first, second] as const;
  const found =
    noHealth(asked, pair) ??
    noBeginning(asked, pair) ??
    behindHealthy(asked, pair) ??
    silentFault(asked, pair) ??
    openOrder(asked, pair) ??
    unheard(asked, pair) ??
    openEnd(asked, pair) ??
    nothing(asked, pair);
  const step = Math.max(MINUTE, ...pair.map((rival) => symptomOf(rival)?.step ?? 0));
  const onsets = pair.map(({ onset }) => onset);
  const window = { from: Math.min(...onsets) - step, to: Math.max(...onsets) + step };
  return { between: [first.service, second.service], window, ...found };
}

type Pair = readonly [Rival, Rival];

/** A rival that no health event of the window speaks of. */
function noHealth({ input, scene }: Asked, pair: Pair): Found | null {
  const blind = pair.filter(({ service }) => !scene.watched.has(service));
  if (blind.length === 0) return null;
  const name = namesOf(input.map);
  const services = blind.map(({ service }) => service);
  const only = blind.some((rival) => symptomOf(rival)) ? '; only its failed lookups tell of it' : '';
  const text = `Health of ${firstFew(services.map(name))} around ${clock(earliest(pair))}: no health event of the window speaks of ${blind.length === 1 ? `it${only}` : 'them'}.`;
  return { needs: 'health', of: services, text, citation: null };
}

/** A rival that was failing already when its health events begin: when it began is not known. */
function noBeginning({ input }: Asked, pair: Pair): Found | null {
  for (const { service, ...rival } of pair) {
    const symptom = symptomOf(rival);
    if (!symptom) continue;
    const { onset, step, opening } = symptom;
    if (!input.health.watched.some((span) => span.service === service && span.from === onset)) continue;
    const text = `Health of ${namesOf(input.map)(service)} before ${clock(onset)}: its events begin then, already failing.`;
    const window = { from: onset - 6 * step, to: onset };
    return { needs: 'earlier-health', of: [service], text, citation: opening.citation, window };
  }
  return null;
}

/** A rival beyond a healthy service: did that service really see nothing of it? */
function behindHealthy({ input }: Asked, pair: Pair): Found | null {
  const name = namesOf(input.map);
  for (const rival of pair) {
    const apart = 'candidate' in rival ? rival.candidate.way.apart : null;
    if (apart?.why !== 'healthy') continue;
    const text = `What ${firstFew(apart.services.map(name))} saw of ${name(rival.service)} from ${clock(rival.onset)} on: its own health shows nothing, though it stands between.`;
    return { needs: 'own-log', of: apart.services, text, citation: null };
  }
  return null;
}

/** A suspect whose health events say that it is well. */
function silentFault({ input }: Asked, pair: Pair): Found | null {
  const suspect = pair.find((rival) => 'suspect' in rival);
  if (!suspect) return null;
  const name = namesOf(input.map)(suspect.service);
  const text = `${name}'s own log from ${clock(suspect.onset)} on: its health events show no alarm, and a fault there would have to be of a kind that they do not measure.`;
  return { needs: 'own-log', of: [suspect.service], text, citation: null };
}

/**
 * Which began first is open: each began after it was last seen well and by when it was first seen failing, and the later one may,
 * clocks allowed for, have begun before the earlier one was seen to fail.
 */
function openOrder({ input }: Asked, pair: Pair): Found | null {
  const [a, b] = [symptomOf(pair[0]), symptomOf(pair[1])];
  if (!a || !b) return null;
  const [first, second] = a.onset <= b.onset ? [a, b] : [b, a];
  if (second.after !== null && second.after - input.clockSkew >= first.onset) return null;
  const name = namesOf(input.map);
  const began = (one: Symptom) =>
    `${name(one.service)} began ${one.after === null ? '' : `after ${clock(one.after)} and `}by ${clock(one.onset)}`;
  const text = `Health of ${name(second.service)} more often than every ${span(second.step)}: ${began(first)}, ${began(second)}, so which was first is open.`;
  const citation = second.opening.citation;
  return { needs: 'finer-health', of: [a.service, b.service], text, citation };
}

/** One depends on the other, but its lookups were not logged, or there were none. */
function unheard({ input }: Asked, pair: Pair): Found | null {
  const name = namesOf(input.map);
  const ids: readonly ServiceId[] = pair.map(({ service }) => service);
  const between = input.map.dependencies.filter(
    ({ client, server }) => client !== server && ids.includes(client) && ids.includes(server),
  );
  for (const dependency of between) {
    const { client, server } = dependency;
    const lookups = `Whether ${name(client)}'s lookups of ${name(server)} failed from ${clock(earliest(pair))} on`;
    if (input.logs && input.logs.heard.get(client) !== true)
      return {
        needs: 'lookups',
        of: [client],
        text: `${lookups}: no DNS log hears ${name(client)} then.`,
        citation: null,
      };
    if (useOf(dependency) === 0)
      return { needs: 'lookups', of: [client], text: `${lookups}: it made none in the window.`, citation: null };
  }
  return null;
}

/** A rival that is still failing where its health events end: which recovers first is not known. */
function openEnd({ input }: Asked, pair: Pair): Found | null {
  const endOf = (rival: Rival) => symptomOf(rival)?.intervals.reduce((latest, { to }) => Math.max(latest, to), 0);
  const open = pair.filter((rival) =>
    input.health.watched.some((span) => span.service === rival.service && span.to === endOf(rival)),
  );
  const [one] = open;
  const at = one && endOf(one);
  if (at === undefined) return null;
  const names = firstFew(open.map(({ service }) => namesOf(input.map)(service)));
  const text = `Health of ${names} after ${clock(at)}: ${open.length === 1 ? 'its' : 'their'} events end while failing, and which recovers first would tell.`;
  const window = { from: at, to: at + 30 * MINUTE };
  return { needs: 'later-health', of: open.map(({ service }) => service), text, citation: null, window };
}

function nothing({ input }: Asked, [first, second]: Pair): Found {
  const name = namesOf(input.map);
  const text = `Nothing that is missing: health and lookups of ${name(first.service)} and ${name(second.service)} are there from before the incident to their recovery, and their order is clear.`;
  return { needs: 'nothing', of: [], text, citation: null };
}

function symptomOf(rival: object): Symptom | undefined {
  return 'candidate' in rival ? (rival as Extract<Rival, { candidate: unknown }>).candidate.symptom : undefined;
}

function earliest(pair: Pair): Micros {
  return Math.min(...pair.map(({ onset }) => onset));
}
