import type { Service } from '../../model/map.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../map/words.ts';
import { namesFrom, windowText } from '../words.ts';
import { wrapped } from './table.ts';

/** The restart plan for people, wave by wave. */
export function planText(plan: Plan, services: readonly Pick<Service, 'id' | 'name'>[]): string {
  const name = namesFrom(services);
  const waves = plan.waves.flatMap(({ wave, steps }) => [
    `Wave ${wave}`,
    ...steps.flatMap((step) => [
      `  [ ] ${name(step.service)}  ${[counted(step.instances, 'instance'), ...step.regions].join(' · ')}`,
      `      ${wrapped(step.reason, '      ')}`,
      `      ${wrapped(`Check before going on: ${step.check}`, '      ')}`,
    ]),
    '',
  ]);
  const cycles = plan.cycles.map(({ services: members, breaks, inPlan }, at) => {
    const open = breaks.map(({ client, server, why }) => `${name(client)} first without ${name(server)} (${why})`);
    const loop = `Cycle ${at + 1}${inPlan ? '' : ', not in the plan'}: ${members.map(name).join(' ⇄ ')}.`;
    return wrapped(`${loop} Start ${open.join('; ')}.`, '  ');
  });
  const head = `Restart plan: ${name(plan.target)}, ${windowText(plan.window)}`;
  return [head, wrapped(plan.finding, '  '), '', ...waves, ...cycles, ...(cycles.length > 0 ? [''] : [])].join('\n');
}
