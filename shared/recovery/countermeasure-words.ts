import type { Countermeasure, CountermeasureAct, Receiver, ReceiverUse, StandIn } from '../model/countermeasure.ts';
import type { ServiceId } from '../model/map.ts';
import { SECOND } from '../model/time.ts';
import { clock, count, counted, firstFew, span } from '../map/words.ts';
import type { SilentSender } from './sender.ts';

type Names = (service: ServiceId) => string;

/** A countermeasure among the ticks of a plan. */
export function countermeasureKey({ step, service, instance }: Countermeasure): string {
  return `${step}:${service}:${instance}`;
}

/** What is done, in a few words, e.g. `Mute c-1`, `Let c-2 stand in for c-1`. */
export function countermeasureTitle({ step, instance, instances, standIn }: Countermeasure): string {
  if (step === 'stand-in' && standIn) return `Let ${standInName(standIn)} stand in for ${instance}`;
  return `${ACTS[step]} ${alias(instance, instances)}`;
}

/** The act alone, where the instances stand apart from it. */
export const actWords = ({ step }: Countermeasure): string => ACTS[step];

/** The instances of an act, each with the word before it. */
export function actors({ step, instance, instances, standIn }: Countermeasure): readonly Actor[] {
  if (step === 'stand-in' && standIn)
    return [
      { before: '', name: standInName(standIn) },
      { before: 'for', name: instance },
    ];
  return [{ before: '', name: alias(instance, instances) }];
}

type Actor = { readonly before: string; readonly name: string };

/** What is done and when, e.g. `Mute c-1, before wave 1`. */
export function countermeasurePlace(one: Countermeasure): string {
  const when = one.beforeWave === null ? `after wave ${one.afterWave}` : `before wave ${one.beforeWave}`;
  return `${countermeasureTitle(one)}, ${when}`;
}

/** An instance by the name under which it beats, and by that of the inventories where it is another. */
const alias = (runtime: string, [instance = runtime, ...more]: readonly string[]): string =>
  instance === runtime || more.length > 0 ? runtime : `${runtime} (${instance})`;

export const standInName = ({ instance, runtime }: StandIn): string => alias(runtime ?? instance, [instance]);

const ACTS: Readonly<Record<CountermeasureAct, string>> = {
  mute: 'Mute',
  'stand-in': 'Let stand in',
  unmute: 'Unmute',
};

/** A verdict on a sender as it is read. */
export const VERDICTS: Readonly<Record<Countermeasure['verdict'], string>> = {
  active: 'half-dead: silent, and runs on',
  lost: 'lost, confirmed',
  unconfirmed: 'silent, not confirmed',
};

export function receiverName({ service, name }: Receiver, nameOf: Names): string {
  return service === null ? name : nameOf(service);
}

/** How a receiver counted on a sender, e.g. `looked up by it 30 times, 20 in the silence`. */
export function wayWords({ way, count: times, within }: ReceiverUse): string {
  const often = times === 1 ? 'once' : `${count(times)} times`;
  if (way === 'heard') return `heard ${counted(times, 'beat')} of it`;
  return `${WAYS[way]} ${often}, ${within === 0 ? 'never' : count(within)} in the silence`;
}

const WAYS: Readonly<Record<Exclude<ReceiverUse['way'], 'heard'>, string>> = {
  'looked-up': 'looked it up',
  connected: 'connected to it',
  'looked-up-by': 'looked up by it',
  'connected-by': 'connected to by it',
};

/** The last in which a receiver counted on a sender, as evidence of its muting is called. */
export function lastWords(way: ReceiverUse['way'], receiver: string): string {
  return LASTS[way](receiver);
}

const LASTS: Readonly<Record<ReceiverUse['way'], (receiver: string) => string>> = {
  'looked-up': (receiver) => `The last lookup of it by ${receiver}`,
  connected: (receiver) => `The last connection to it by ${receiver}`,
  'looked-up-by': (receiver) => `Its last lookup of ${receiver}`,
  'connected-by': (receiver) => `Its last connection to ${receiver}`,
  heard: (receiver) => `The last beat of it that ${receiver} heard`,
};

/** A receiver with all of its ways, e.g. `Data (looked up by it 30 times, 20 in the silence)`. */
export function receiverWords(receiver: Receiver, nameOf: Names): string {
  return `${receiverName(receiver, nameOf)} (${receiver.uses.map(wayWords).join('; ')})`;
}

const namesOfReceivers = ({ receivers }: SilentSender, nameOf: Names): string =>
  firstFew(receivers.map((receiver) => receiverName(receiver, nameOf)));

/** Why a sender is muted: its silence, what else is known of it, and why that matters. */
export function muteWhy(sender: SilentSender, nameOf: Names): string {
  const { from, to, open, verdict, verdictReason, receivers } = sender;
  const until = open ? 'on' : `to ${clock(to)}`;
  const risk =
    verdict === 'active' ? 'Muted, it corrupts nothing.' : 'Should it come back half-dead, it then corrupts nothing.';
  const counting = `${namesOfReceivers(sender, nameOf)} counted on it`;
  const within = receivers.some(({ uses }) => uses.some((use) => use.within > 0)) ? ', in the silence too' : '';
  return `No heartbeat from ${clock(from)} ${until}. ${verdictReason} ${counting}${within}. ${risk}`;
}

/** What shows that a sender is muted. */
export function muteCheck(sender: SilentSender, nameOf: Names): string {
  return `Nothing of ${sender.emitter} but its heartbeats reaches ${namesOfReceivers(sender, nameOf)} any more.`;
}

/** Why this instance stands in. */
export function standInWhy(standIn: StandIn, signs: string, service: string): string {
  const { region, kind, confirmed } = standIn;
  const where = `${standInName(standIn)} of ${service}, in ${region},`;
  if (!confirmed)
    return `${where} is in the inventory, and nothing says that it fails; nothing shows it at work in the silence either.`;
  return kind === 'sender'
    ? `${where} is a healthy sender: ${signs} in the silence, and nothing says that it fails.`
    : `${where} is a standby: ${signs} in the silence, nothing says that it fails, and it was not seen to send.`;
}

/** What shows that the stand-in serves. */
export function standInCheck(standIn: StandIn, sender: SilentSender, nameOf: Names): string {
  const name = standIn.runtime ?? standIn.instance;
  const first = standIn.confirmed ? '' : `See first that ${name} is healthy. `;
  return `${first}${namesOfReceivers(sender, nameOf)} work with ${name}; it is not restarted while it stands in.`;
}

/** Why a sender is unmuted here; `wave` is null where the plan does not restart it. */
export function unmuteWhy(service: string, wave: number | null): string {
  return wave === null
    ? `The plan does not restart ${service}: only once it was started anew otherwise.`
    : `After the restart of ${service} in wave ${wave} and its check.`;
}

/** What confirms that a sender is healthy again. */
export function unmuteCheck({ emitter, interval, detectors }: SilentSender, standIn: StandIn | null): string {
  const every = interval < SECOND ? `${Math.round(interval / 1000)} ms` : span(interval);
  const back = standIn === null ? '' : ` Then ${standIn.runtime ?? standIn.instance} hands back.`;
  return `Before it sends, ${emitter} beats again every ${every}, heard by ${firstFew(detectors)}, and misses none for a minute.${back}`;
}
