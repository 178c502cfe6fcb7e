import type { ServiceId } from '../../model/map.ts';
import type { Countermeasure } from '../../model/countermeasure.ts';
import type { Cycle, Plan, PlanStep, Wave, WhatIfAnswer } from '../../model/plan.ts';
import { counted } from '../../map/words.ts';
import { assumedValid, type MaybeAssumed } from '../assumed-valid.ts';
import { countermeasureTitle, receiverWords, VERDICTS } from '../../recovery/countermeasure-words.ts';
import { runbookOf } from '../../recovery/runbook.ts';
import { bootstrapWords, costWords, loopWords, minutesText, obstacleWords, timeWords } from '../../recovery/words.ts';
import { changesInWords, idleSentences } from '../../recovery/what-if-words.ts';
import { windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { wrapped } from './table.ts';

type Names = (id: ServiceId) => string;

/** The restart plan for people, wave by wave. */
export function planText(plan: Plan, services: readonly MaybeAssumed[]): string {
  const name = namesFrom(services);
  const parts = runbookOf(plan).flatMap((part) => [
    ...(part.wave === null
      ? [part.when, ...part.beside.flatMap((one) => countermeasureLines(one, name))]
      : waveLines(part.wave, name)),
    '',
  ]);
  const cycles = plan.cycles.flatMap((cycle, at) => [...cycleLines(cycle, at + 1, name), '']);
  const refused = plan.refused.map(({ client, server, why }) =>
    wrapped(`Break not taken: ${name(client)} → ${name(server)}, ${why}.`, '  '),
  );
  return [
    `Restart plan: ${name(plan.target)}, ${windowText(plan.window)}`,
    wrapped(plan.finding, '  '),
    ...(plan.time === null ? [] : [wrapped(timeWords(plan), '  ')]),
    ...assumedValid(services, plan).map((line) => wrapped(line, '  ')),
    '',
    ...parts,
    ...cycles,
    ...refused,
    ...(plan.whatIf === null ? [] : [...whatIfLines(plan.whatIf, name), '']),
  ].join('\n');
}

const under = (text: string) => `      ${wrapped(text, '      ')}`;

function waveLines({ wave, steps, minutes, missing }: Wave, name: Names): string[] {
  return [
    `Wave ${wave}${minutes === null ? '' : `  ${missing > 0 ? 'at least ' : ''}${minutesText(minutes)}`}`,
    ...steps.flatMap((step) => stepLines(step, name)),
  ];
}

function countermeasureLines(one: Countermeasure, name: Names): string[] {
  const mutes = one.step === 'mute';
  return [
    `  [ ] ${countermeasureTitle(one)}  ${name(one.service)}${mutes ? ` · ${VERDICTS[one.verdict]}` : ''}`,
    under(one.why),
    ...(mutes
      ? [under(`Counted on it: ${one.receivers.map((receiver) => receiverWords(receiver, name)).join('; ')}.`)]
      : []),
    ...(one.noStandIn === null ? [] : [under(one.noStandIn)]),
    under(`Check before going on: ${one.check}`),
    ...(one.step === 'unmute'
      ? []
      : one.evidence.map(({ text, citation }) => under(`${text}: ${citation.path}:${citation.line}`))),
  ];
}

function stepLines(step: PlanStep, name: Names): string[] {
  const time =
    step.minutes === null ? [] : [minutesText(step.minutes), `from minute ${Math.round((step.start ?? 0) * 10) / 10}`];
  const facts = [counted(step.instances, 'instance'), ...step.regions, ...time, ...(step.critical ? ['critical'] : [])];
  return [
    `  [ ] ${name(step.service)}  ${facts.join(' · ')}`,
    under(step.reason),
    ...step.obstacles.map((obstacle) => under(`May not come up. ${obstacleWords(obstacle, name)}`)),
    ...(step.doubt === null ? [] : [under(step.doubt)]),
    ...step.rolling.map(({ region, instances, why }, at) =>
      under(`Round ${at + 1}: ${[region, ...instances].join(' ')} (${why})`),
    ),
    under(`Check before going on: ${step.check}`),
  ];
}

function cycleLines(cycle: Cycle, number: number, name: Names): string[] {
  const { breaks, inPlan, bootstrap } = cycle;
  const open = breaks.map(({ client, server, why }) => `${name(client)} first without ${name(server)} (${why})`);
  const loop = `Cycle ${number}${inPlan ? '' : ', not in the plan'}: ${loopWords(cycle, name)}.`;
  return [
    wrapped(`${loop} Start ${open.join('; ')}.`, '  '),
    ...bootstrap.map((act, at) => `  ${at + 1}. ${wrapped(bootstrapWords(act, name), '     ')}`),
  ];
}

function whatIfLines(answer: WhatIfAnswer, name: Names): string[] {
  const { lost, comesUp, stranded, before, after } = answer;
  const list = (ids: readonly ServiceId[]) => (ids.length > 0 ? ids.map(name).join(', ') : 'nothing');
  return [
    wrapped(`What if: ${changesInWords(answer, name).join(', ')}`, '  '),
    ...idleSentences(answer, name).map((sentence) => `  ${wrapped(sentence, '  ')}`),
    ...(lost.length > 0 ? [`  ${wrapped(`Gone: ${list(lost)}.`, '  ')}`] : []),
    `  ${wrapped(`Comes up: ${list(comesUp)}.`, '  ')}`,
    ...stranded.map(({ service, inPlan, obstacles }) => {
      const where = inPlan ? '' : ' (not restarted)';
      const why = obstacles.map((obstacle) => obstacleWords(obstacle, name)).join(' ');
      return `  ${wrapped(`Stranded: ${name(service)}${where}. ${why}`, '    ')}`;
    }),
    `  ${wrapped(`Costs ${costWords(after)}; without the what-if ${costWords(before)}.`, '  ')}`,
  ];
}
