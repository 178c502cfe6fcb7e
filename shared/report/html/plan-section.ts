import type { DependencyMap, ServiceId } from '../../model/map.ts';
import type { Cycle, Plan, PlanStep, Wave } from '../../model/plan.ts';
import { byId } from '../../graph/graph.ts';
import { counted } from '../../map/words.ts';
import { namesFrom } from '../words.ts';
import { html, type Markup } from './markup.ts';

type Names = (id: ServiceId) => string;

/** The waves with their tick boxes, the cycles and the lines to sign. */
export function planSheet(plan: Plan, map: DependencyMap): Markup {
  const name = namesFrom(map.services);
  return html`${plan.waves.map((wave) => waveBlock(wave, name))}
    ${plan.cycles.map((cycle, at) => cycleBlock(cycle, at + 1, name))}
    <div class="sign">
      <div>Prepared by, time</div>
      <div>Reviewed by, time</div>
      <div>Approved by, time</div>
    </div>`;
}

/** The plan as a chapter of the report. */
export function planSection(plan: Plan, map: DependencyMap): Markup {
  return html`<section class="chapter">
    <h2>In what order to bring it back</h2>
    <p class="lead">${plan.finding}</p>
    ${planSheet(plan, map)}
  </section>`;
}

function waveBlock({ wave, steps }: Wave, name: Names): Markup {
  const regions = [...new Set(steps.flatMap((step) => step.regions))].sort(byId).join(', ');
  const instances = steps.reduce((sum, step) => sum + step.instances, 0);
  const note = [counted(instances, 'instance'), ...(regions === '' ? [] : [regions])].join(' · ');
  return html`<section class="wave">
    <h3>Wave ${wave} <span>${note}</span></h3>
    ${steps.map((step) => stepBlock(step, name))}
  </section>`;
}

function stepBlock(step: PlanStep, name: Names): Markup {
  const regions = step.regions.length > 1 ? ` · ${step.regions.join(', ')}` : '';
  return html`<div class="step">
    <i class="box"></i>
    <div>
      <b>${name(step.service)}</b><br /><span class="quiet"
        >${counted(step.instances, 'instance')}${regions}${step.inferred ? ' · inferred' : ''}</span
      >
    </div>
    <div>
      <p>${step.reason}</p>
      <p class="check"><b>Check before going on:</b> ${step.check}</p>
    </div>
  </div>`;
}

function cycleBlock({ services, breaks, inPlan }: Cycle, number: number, name: Names): Markup {
  const loop = services.map(name).join(' ⇄ ');
  const open = breaks
    .map(({ client, server, why }) => `${name(client)} first without ${name(server)} (${why})`)
    .join('; ');
  const aside = inPlan ? '' : 'Not failing, so not in the plan. Should all of it be down, ';
  return html`<div class="cycle"><b>Cycle ${number}: ${loop}.</b> ${aside}${inPlan ? 'Start' : 'start'} ${open}.</div>`;
}
