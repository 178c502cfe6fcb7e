import type { Countermeasure } from '../model/countermeasure.ts';
import type { Health } from '../model/health.ts';
import type { ServiceId } from '../model/map.ts';
import type { Plan } from '../model/plan.ts';
import type { SilentSender } from './sender.ts';

/** What the countermeasures of a plan were made from. */
export type CountermeasureFacts = { readonly senders: readonly SilentSender[]; readonly health: Health };

/**
 * Proves the countermeasures of a plan, by nothing of the planner: a sender is muted before it is restarted and unmuted
 * after that; a stand-in comes right after the mute, is of the same service and healthy, and is neither muted nor
 * restarted; every sender that is silent, counted on and restarted is muted. Returns what is wrong, one sentence each.
 */
export function checkCountermeasures(plan: Plan, facts: CountermeasureFacts): readonly string[] {
  const list = plan.countermeasures;
  const waveOf = new Map(plan.waves.flatMap(({ wave, steps }) => steps.map(({ service }) => [service, wave] as const)));
  const mutes = list.filter(({ step }) => step === 'mute');
  return [
    ...mutes.flatMap((mute) => wrongMute(mute, plan, waveOf)),
    ...list.flatMap((one, at) => {
      if (one.step === 'unmute') return wrongUnmute(one, list.slice(0, at), plan, waveOf);
      return one.step === 'stand-in' ? wrongStandIn(one, list[at - 1], plan, facts) : [];
    }),
    ...facts.senders
      .filter(({ service, receivers }) => waveOf.has(service) && receivers.length > 0)
      .filter(
        (sender) =>
          !mutes.some((mute) => mute.service === sender.service && same(mute, sender.emitter, sender.instances)),
      )
      .map(({ emitter }) => `${emitter} fell silent while others counted on it, and is not muted.`),
  ];
}

const same = (mute: Countermeasure, runtime: string, instances: readonly string[]) =>
  mute.instance === runtime || mute.instances.some((one) => instances.includes(one));

function wrongMute(mute: Countermeasure, { countermeasures, whatIf }: Plan, waveOf: ReadonlyMap<ServiceId, number>) {
  const wrong: string[] = [];
  const { service, instance, beforeWave } = mute;
  if (beforeWave === null || beforeWave > (waveOf.get(service) ?? Infinity))
    wrong.push(`${instance} is muted no earlier than ${service} is restarted.`);
  if (mute.receivers.length === 0) wrong.push(`${instance} is muted, and nobody counted on it.`);
  const own = countermeasures.filter((one) => one.service === service && one.instance === instance);
  const times = (step: Countermeasure['step']) => own.filter((one) => one.step === step).length;
  const down = whatIf?.lost.includes(service) ?? false;
  if (times('mute') !== 1) wrong.push(`${instance} is muted ${times('mute')} times.`);
  if (times('unmute') !== (down ? 0 : 1)) wrong.push(`${instance} is unmuted ${times('unmute')} times.`);
  if (times('stand-in') !== (mute.noStandIn === null ? 1 : 0))
    wrong.push(`${instance} has neither a stand-in nor a reason for none, or both.`);
  return wrong;
}

function wrongUnmute(
  { service, instance, afterWave }: Countermeasure,
  before: readonly Countermeasure[],
  { waves }: Plan,
  waveOf: ReadonlyMap<ServiceId, number>,
): string[] {
  const wave = waveOf.get(service);
  const wrong: string[] = [];
  if (afterWave === null || afterWave < (wave ?? waves.length))
    wrong.push(`${instance} is unmuted before ${wave === undefined ? 'the plan is done' : `${service} is restarted`}.`);
  if (!before.some((one) => one.step === 'mute' && one.instance === instance && one.service === service))
    wrong.push(`${instance} is unmuted, and was not muted before.`);
  return wrong;
}

function wrongStandIn(
  { service, instance, standIn }: Countermeasure,
  before: Countermeasure | undefined,
  { waves, window, countermeasures }: Plan,
  { senders, health }: CountermeasureFacts,
): string[] {
  if (standIn === null) return [`Nobody stands in for ${instance}.`];
  const wrong: string[] = [];
  const name = standIn.instance;
  if (before?.step !== 'mute' || before.instance !== instance || before.service !== service)
    wrong.push(`${name} does not stand in right after ${instance} is muted.`);
  for (const mute of countermeasures)
    if (mute.step === 'mute' && same(mute, standIn.runtime ?? name, [name]))
      wrong.push(`${name} stands in and is muted.`);
  for (const { service: own, places, rolling } of waves.flatMap(({ steps }) => steps))
    if (own === service && [...places, ...rolling].some(({ instances }) => instances.includes(name)))
      wrong.push(`${name} stands in and is restarted.`);
  const sender = senders.find((one) => one.service === service && one.emitter === instance);
  const candidate = sender?.candidates.find((one) => one.instance === name);
  if (sender === undefined || candidate === undefined) return [...wrong, `${name} is no instance of ${service}.`];
  if (senders.some((one) => one.instances.includes(name))) wrong.push(`${name} stands in and fell silent itself.`);
  const fails = health.intervals.some(
    ({ witness, subject, from, to, ...of }) =>
      witness === 'events' &&
      of.service === service &&
      subject !== service &&
      candidate.names.includes(subject) &&
      from < window.to &&
      to > sender.from,
  );
  if (fails) wrong.push(`${name} stands in and fails by its health events.`);
  return wrong;
}
