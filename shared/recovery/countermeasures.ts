import type { Health } from '../model/health.ts';
import type { Countermeasure } from '../model/countermeasure.ts';
import type { ServiceId } from '../model/map.ts';
import type { WhatIf } from '../model/plan.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { clock } from '../map/words.ts';
import {
  lastWords,
  muteCheck,
  muteWhy,
  receiverName,
  standInCheck,
  standInWhy,
  unmuteCheck,
  unmuteWhy,
} from './countermeasure-words.ts';
import type { SilentSender } from './sender.ts';
import { takeOverOf, type TakeOver } from './stand-in.ts';

/** A sender to be muted, and who takes over from it. */
export type MutedSender = { readonly sender: SilentSender; readonly takeOver: TakeOver };

/** What decides which senders are muted. */
export type MuteQuestion = {
  readonly senders: readonly SilentSender[];
  readonly health: Health;
  readonly window: TimeWindow;
  readonly planned: ReadonlySet<ServiceId>;
  readonly whatIf?: WhatIf | undefined;
};

/**
 * The senders that fell silent while others counted on them, once each, as far as the plan restarts them or one that
 * counted on them. Of several silences of one sender that counts in which it acted, else the one that is confirmed,
 * else the longest.
 */
export function mutedSenders({ senders, health, window, planned, whatIf }: MuteQuestion): readonly MutedSender[] {
  const silent = new Set(senders.flatMap(({ instances }) => instances));
  const regionsLost = new Set(whatIf?.without?.regions);
  return [...groupBy(senders, identity).values()]
    .flatMap((own) => weightiest(own))
    .filter(({ receivers }) => receivers.length > 0)
    .filter(
      ({ service, receivers }) =>
        planned.has(service) ||
        receivers.some((receiver) => receiver.service !== null && planned.has(receiver.service)),
    )
    .sort((a, b) => byId(a.service, b.service) || byId(a.emitter, b.emitter))
    .map((sender) => ({ sender, takeOver: takeOverOf(sender, { health, window, silent, regionsLost }) }));
}

/** One sender may beat under several names; the inventories tell that they are one. */
const identity = ({ service, instances, emitter }: SilentSender) =>
  [service, ...(instances.length > 0 ? instances : [emitter])].join('\n');

const WEIGHT = { active: 0, lost: 1, unconfirmed: 2 } as const;

function weightiest(silences: readonly SilentSender[]): SilentSender[] {
  const [first, ...others] = [...silences].sort(
    (a, b) => WEIGHT[a.verdict] - WEIGHT[b.verdict] || b.to - b.from - (a.to - a.from) || byId(a.emitter, b.emitter),
  );
  if (first === undefined) return [];
  const more = others.flatMap(({ emitter, from, evidence }) =>
    evidence
      .slice(0, 1)
      .map(({ citation }) => ({ text: `It also fell silent at ${clock(from)}, as ${emitter}`, citation })),
  );
  return [{ ...first, evidence: [...first.evidence, ...more] }];
}

/** What the countermeasures are set against: the waves of the plan. */
export type WavePlaces = {
  readonly waveOf: ReadonlyMap<ServiceId, number>;
  readonly lost: ReadonlyMap<ServiceId, unknown>;
  readonly name: (service: ServiceId) => string;
};

/**
 * The countermeasures in their order: before the first wave each sender is muted, and its stand-in takes over; after
 * the wave that restarts it, or after the last one where the plan leaves it alone, it is unmuted. One that the what-if
 * leaves out stays muted.
 */
export function countermeasuresOf(muted: readonly MutedSender[], places: WavePlaces): Countermeasure[] {
  const last = Math.max(1, ...places.waveOf.values());
  const before = muted.flatMap((one) => [muteOf(one, places), ...standInOf(one, places)]);
  const after = muted
    .filter(({ sender }) => !places.lost.has(sender.service))
    .map((one) => unmuteOf(one, places, last))
    .sort((a, b) => (a.afterWave ?? 0) - (b.afterWave ?? 0));
  return [...before, ...after];
}

function common({ service, emitter: instance, instances, verdict, receivers, evidence }: SilentSender) {
  return { service, instance, instances, verdict, receivers, evidence, standIn: null, noStandIn: null };
}

function muteOf({ sender, takeOver }: MutedSender, { name }: WavePlaces): Countermeasure {
  const lastUses = sender.receivers.flatMap((receiver) =>
    receiver.uses.map(({ way, citation }) => ({ text: lastWords(way, receiverName(receiver, name)), citation })),
  );
  return {
    ...common(sender),
    step: 'mute',
    beforeWave: 1,
    afterWave: null,
    why: muteWhy(sender, name),
    noStandIn: takeOver.standIn === null ? takeOver.why : null,
    check: muteCheck(sender, name),
    evidence: [...sender.evidence, ...lastUses.slice(0, MOST_USES)],
  };
}

/** Uses cited with a mute; all of them stand with the receivers. */
const MOST_USES = 3;

function standInOf({ sender, takeOver }: MutedSender, { name }: WavePlaces): Countermeasure[] {
  if (takeOver.standIn === null) return [];
  const { standIn, signs, evidence } = takeOver;
  return [
    {
      ...common(sender),
      step: 'stand-in',
      beforeWave: 1,
      afterWave: null,
      why: standInWhy(standIn, signs, name(sender.service)),
      standIn,
      check: standInCheck(standIn, sender, name),
      evidence,
    },
  ];
}

function unmuteOf({ sender, takeOver }: MutedSender, { waveOf, name }: WavePlaces, last: number): Countermeasure {
  const wave = waveOf.get(sender.service) ?? null;
  return {
    ...common(sender),
    step: 'unmute',
    beforeWave: null,
    afterWave: wave ?? last,
    why: unmuteWhy(name(sender.service), wave),
    check: unmuteCheck(sender, takeOver.standIn),
  };
}
