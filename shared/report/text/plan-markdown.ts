import type { CaseSummary } from '../../api.ts';
import type { ServiceId } from '../../model/map.ts';
import type { Countermeasure } from '../../model/countermeasure.ts';
import type { Cycle, Plan, PlanStep, Wave, WhatIfAnswer } from '../../model/plan.ts';
import { counted } from '../../map/words.ts';
import { countermeasureKey, countermeasureTitle, receiverWords } from '../../recovery/countermeasure-words.ts';
import { runbookOf } from '../../recovery/runbook.ts';
import { changesInWords, idleSentences } from '../../recovery/what-if-words.ts';
import { bootstrapWords, costWords, loopWords, minutesText, obstacleWords, timeWords } from '../../recovery/words.ts';
import { lookupsBalance, recordsBalance, SIGN_LINES, windowText } from '../words.ts';
import { namesFrom } from '../../map/names.ts';

type Names = (service: ServiceId) => string;

/** What of the case a runbook states, so that it can be told from that of another. */
export type RunbookCase = Pick<CaseSummary, 'name' | 'digest' | 'services' | 'records' | 'lookups'>;

/** The plan as a runbook in Markdown with tick boxes, those of `done` ticked, what it rests on, and lines to sign. */
export function planToMarkdown(plan: Plan, summary: RunbookCase, done: readonly string[] = []): string {
  const known = namesFrom(summary.services);
  const name: Names = (id) => escaped(known(id));
  const parts = runbookOf(plan).map((part) =>
    part.wave === null
      ? [
          `## ${part.when}`,
          ...part.beside.map((one) => countermeasureLines(one, name, done.includes(countermeasureKey(one)))),
        ].join('\n')
      : waveLines(part.wave, name, done),
  );
  return [
    `# Restart plan: ${name(plan.target)}`,
    escaped(plan.finding),
    `Window ${windowText(plan.window)}. ${timeWords(plan)}`,
    `Case ${escaped(summary.name)}, digest \`${summary.digest}\`. ${recordsBalance(summary)}. ${lookupsBalance(summary.lookups)}.`,
    ...(plan.whatIf === null ? [] : [whatIfLines(plan.whatIf, name)]),
    ...parts,
    ...plan.cycles.map((cycle, at) => cycleLines(cycle, at + 1, name)),
    ...plan.refused.map(({ client, server, why }) => `Break not taken: ${name(client)} → ${name(server)}, ${why}.`),
    '## Signed',
    SIGN_LINES.map(([, words]) => `- ${words}: `).join('\n'),
    '',
  ].join('\n\n');
}

/** So many prerequisites stand in the reason of a step itself. */
const IN_REASON = 3;

function waveLines({ wave, steps, minutes, missing }: Wave, name: Names, done: readonly string[]): string {
  return [
    `## Wave ${wave}${minutes === null ? '' : ` (${missing > 0 ? 'at least ' : ''}${minutesText(minutes)})`}`,
    ...steps.map((step) => stepLines(step, name, done.includes(step.service))),
  ].join('\n');
}

function countermeasureLines(one: Countermeasure, name: Names, ticked: boolean): string {
  const counted = one.receivers.map((receiver) => receiverWords(receiver, name)).join('; ');
  return [
    `- [${ticked ? 'x' : ' '}] **${escaped(countermeasureTitle(one))}** (${name(one.service)})`,
    `  - ${escaped(one.why)}`,
    ...(one.step === 'mute' ? [`  - Counted on it: ${counted}.`] : []),
    ...(one.noStandIn === null ? [] : [`  - ${escaped(one.noStandIn)}`]),
    `  - Check before going on: ${escaped(one.check)}`,
    ...(one.step === 'unmute'
      ? []
      : one.evidence.map(({ text, citation }) => `  - ${escaped(`${text}: ${citation.path}:${citation.line}`)}`)),
  ].join('\n');
}

function stepLines(step: PlanStep, name: Names, ticked: boolean): string {
  const facts = [
    counted(step.instances, 'instance'),
    ...step.regions,
    ...(step.minutes === null ? [] : [minutesText(step.minutes)]),
    ...(step.critical ? ['critical path'] : []),
  ];
  return [
    `- [${ticked ? 'x' : ' '}] **${name(step.service)}** (${facts.join(', ')})${step.inferred ? ' – inferred' : ''}`,
    `  - ${step.reason}`,
    ...(step.after.length > IN_REASON ? [`  - After all of ${step.after.map(name).join(', ')}`] : []),
    ...step.obstacles.map((obstacle) => `  - **May not come up.** ${obstacleWords(obstacle, name)}`),
    ...(step.doubt === null ? [] : [`  - ${step.doubt}`]),
    ...step.rolling.map(
      ({ region, instances, why }, at) => `  - Round ${at + 1}: ${[region, ...instances].join(' ')} (${why})`,
    ),
    `  - Check before going on: ${step.check}`,
  ].join('\n');
}

function cycleLines(cycle: Cycle, number: number, name: Names): string {
  const breaks = cycle.breaks.map(
    ({ client, server, why }) => `Start ${name(client)} without ${name(server)}: ${why}.`,
  );
  const aside = cycle.inPlan ? '' : ' (not in the plan)';
  return [
    `Cycle ${number}${aside}: ${loopWords(cycle, name)}. ${breaks.join(' ')}`,
    '',
    ...cycle.bootstrap.map((act, at) => `${at + 1}. ${bootstrapWords(act, name)}`),
  ].join('\n');
}

function whatIfLines(answer: WhatIfAnswer, name: Names): string {
  const { lost, comesUp, stranded, before, after } = answer;
  return [
    `## What if: ${changesInWords(answer, name).join(', ')}`,
    '',
    ...(lost.length > 0 ? [`Gone: ${lost.map(name).join(', ')}.`] : []),
    `Comes up: ${comesUp.length > 0 ? comesUp.map(name).join(', ') : 'nothing'}.`,
    `Without the what-if: ${costWords(before)}; with it: ${costWords(after)}.`,
    ...idleSentences(answer, name).map((sentence) => `- ${sentence}`),
    ...stranded.map(({ service, obstacles }) =>
      [`- Stranded: **${name(service)}**.`, ...obstacles.map((one) => obstacleWords(one, name))].join(' '),
    ),
  ].join('\n');
}

/** Names are evidence: what Markdown would read as its own is made plain. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, '\\$&');
}
