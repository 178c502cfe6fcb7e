import type { Citation } from '../../model/evidence.ts';
import type { DependencyMap, ServiceId } from '../../model/map.ts';
import type { Countermeasure } from '../../model/countermeasure.ts';
import type { Cycle, Plan, PlanStep, Signature, Wave, WhatIfAnswer } from '../../model/plan.ts';
import { byId } from '../../graph/graph.ts';
import { counted } from '../../map/words.ts';
import { actors, actWords, countermeasureKey, receiverWords, VERDICTS } from '../../recovery/countermeasure-words.ts';
import { assumedValid, type MaybeAssumed } from '../assumed-valid.ts';
import { runbookOf } from '../../recovery/runbook.ts';
import { bootstrapWords, costWords, loopWords, minutesText, obstacleWords } from '../../recovery/words.ts';
import { changesInWords, idleSentences } from '../../recovery/what-if-words.ts';
import { instant, SIGN_LINES } from '../words.ts';
import { namesFrom } from '../../map/names.ts';
import { html, type Markup } from './markup.ts';

type Names = (id: ServiceId) => string;

/** What is known of a plan beside itself: which steps are done, and who stands for it. */
export type PlanState = { readonly done: readonly ServiceId[]; readonly signatures: readonly Signature[] };

const UNTOUCHED: PlanState = { done: [], signatures: [] };

/** The waves with their tick boxes, the cycles, the what-if and the lines to sign. */
export function planSheet(
  plan: Plan,
  services: readonly MaybeAssumed[],
  { done, signatures }: PlanState = UNTOUCHED,
): Markup {
  const name = namesFrom(services);
  const ticked = new Set(done);
  return html`${assumedValid(services, plan).map((line) => html`<p class="lead">${line}</p>`)}
    ${plan.refused.map(
      ({ client, server, why }) =>
        html`<p class="quiet">The break ${name(client)} → ${name(server)} is not taken: ${why}.</p>`,
    )}
    ${plan.whatIf === null ? null : whatIfBlock(plan.whatIf, name)}
    ${runbookOf(plan).map((part) => (part.wave === null ? besideBlock(part.beside, part.when, name, ticked) : waveBlock(part.wave, name, ticked)))}
    ${plan.cycles.map((cycle, at) => cycleBlock(cycle, at + 1, name))}
    <div class="sign">${SIGN_LINES.map(([role, words]) => signLine(role, words, signatures))}</div>`;
}

/** The plan as a chapter of the report. */
export function planSection(plan: Plan, map: DependencyMap): Markup {
  return html`<section class="chapter own-page">
    <h2>In what order to bring it back</h2>
    <p class="lead">${plan.finding}</p>
    ${planSheet(plan, map.services)}
  </section>`;
}

function waveBlock({ wave, steps, minutes, missing }: Wave, name: Names, ticked: ReadonlySet<ServiceId>): Markup {
  const regions = [...new Set(steps.flatMap((step) => step.regions))].sort(byId).join(', ');
  const instances = steps.reduce((sum, step) => sum + step.instances, 0);
  const time = minutes === null ? [] : [`${missing > 0 ? 'at least ' : ''}${minutesText(minutes)}`];
  const note = [...time, counted(instances, 'instance'), ...(regions === '' ? [] : [regions])].join(' · ');
  return html`<section class="wave">
    <h3>Wave ${wave} <span>${note}</span></h3>
    ${steps.map((step) => stepBlock(step, name, ticked.has(step.service)))}
  </section>`;
}

/** What is done beside the restarts; the records are cited, since a sheet has no inspector. */
function besideBlock(list: readonly Countermeasure[], when: string, name: Names, ticked: ReadonlySet<string>): Markup {
  return html`<section class="wave">
    <h3>${when} <span>beside the restarts</span></h3>
    ${list.map((one) => besideStep(one, name, ticked.has(countermeasureKey(one))))}
  </section>`;
}

function besideStep(one: Countermeasure, name: Names, ticked: boolean): Markup {
  const verdict = one.step === 'mute' ? VERDICTS[one.verdict] : '';
  return html`<div class="step">
    <i class="box">${ticked ? '✓' : ''}</i>
    <div>
      <b>${actWords(one)}</b><br />${name(one.service)}<br />
      ${actors(one).map(({ before, name: instance }) => html`${before} <span class="mono">${instance}</span><br />`)}
      <span class="quiet">${verdict}</span>
    </div>
    <div>
      <p>${one.why}</p>
      ${
        one.step === 'mute'
          ? html`<p>Counted on it: ${one.receivers.map((receiver) => receiverWords(receiver, name)).join('; ')}.</p>`
          : null
      }
      ${one.noStandIn === null ? null : html`<p class="quiet">${one.noStandIn}</p>`}
      <p class="check"><b>Check before going on:</b> ${one.check}</p>
      ${
        one.step === 'unmute'
          ? null
          : html`<p class="quiet">
              Evidence: ${one.evidence.map(({ text, citation }) => `${text}, ${fileLine(citation)}`).join('; ')}.
            </p>`
      }
    </div>
  </div>`;
}

const fileLine = ({ path, line }: Citation) => `${path.slice(path.lastIndexOf('/') + 1)} : ${line}`;

function stepBlock(step: PlanStep, name: Names, ticked: boolean): Markup {
  const time = step.minutes === null ? [] : [minutesText(step.minutes)];
  const facts = [
    counted(step.instances, 'instance'),
    ...(step.regions.length > 0 ? [step.regions.join(', ')] : []),
    ...time,
    ...(step.critical ? ['critical path'] : []),
    ...(step.inferred ? ['inferred'] : []),
  ];
  return html`<div class="step">
    <i class="box">${ticked ? '✓' : ''}</i>
    <div><b>${name(step.service)}</b><br /><span class="quiet">${facts.join(' · ')}</span></div>
    <div>
      <p>${step.reason}</p>
      ${step.obstacles.map(
        (obstacle) => html`<p class="blocked"><b>May not come up.</b> ${obstacleWords(obstacle, name)}</p>`,
      )}
      ${step.doubt === null ? null : html`<p class="quiet">${step.doubt}</p>`}
      ${step.rolling.length > 0 ? roundList(step) : null}
      <p class="check"><b>Check before going on:</b> ${step.check}</p>
    </div>
  </div>`;
}

function roundList({ rolling }: PlanStep): Markup {
  return html`<ol class="rounds">
    ${rolling.map(
      ({ region, instances, why }) =>
        html`<li><i class="box"></i> ${region} <span class="mono">${instances.join(' ')}</span> (${why})</li>`,
    )}
  </ol>`;
}

function cycleBlock(cycle: Cycle, number: number, name: Names): Markup {
  const { breaks, inPlan, bootstrap } = cycle;
  const open = breaks
    .map(({ client, server, why }) => `${name(client)} first without ${name(server)} (${why})`)
    .join('; ');
  const aside = inPlan ? '' : 'Not failing, so not in the plan. Should all of it be down, ';
  return html`<div class="cycle">
    <b>Cycle ${number}: ${loopWords(cycle, name)}.</b> ${aside}${inPlan ? 'Start' : 'start'} ${open}.
    <ol>
      ${bootstrap.map((act) => html`<li>${bootstrapWords(act, name)}</li>`)}
    </ol>
  </div>`;
}

function whatIfBlock(answer: WhatIfAnswer, name: Names): Markup {
  const { lost, comesUp, stranded, before, after } = answer;
  const list = (ids: readonly ServiceId[]) => (ids.length > 0 ? ids.map(name).join(', ') : 'nothing');
  return html`<div class="cycle">
    <b>What if: ${changesInWords(answer, name).join(', ')}.</b> ${lost.length > 0 ? `Gone: ${list(lost)}. ` : ''}Comes
    up: ${list(comesUp)}. Costs ${costWords(after)}; without the what-if ${costWords(before)}.
    ${idleSentences(answer, name).map((sentence) => html`<p>${sentence}</p>`)}
    ${
      stranded.length > 0
        ? html`<ul>
            ${stranded.map(
              ({ service, inPlan, obstacles }) =>
                html`<li>
                  Stranded: <b>${name(service)}</b>${inPlan ? '' : ' (not restarted)'}.
                  ${obstacles.map((one) => obstacleWords(one, name)).join(' ')}
                </li>`,
            )}
          </ul>`
        : null
    }
  </div>`;
}

function signLine(role: Signature['role'], words: string, signatures: readonly Signature[]): Markup {
  const own = signatures.filter((signature) => signature.role === role);
  const text = own.map(({ name, at }) => `${name}, ${instant(at)} UTC`).join('; ');
  return html`<div><span class="signed">${text}</span>${words}</div>`;
}
