import type { Plan } from '../../shared/model/plan.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { plural, windowText } from './format.ts';

/** The plan as Markdown with tick boxes, for a ticket or a chat. */
export function planMarkdown(plan: Plan, nameOf: (service: ServiceId) => string): string {
  const waves = plan.waves.map(({ wave, steps }) =>
    [
      `## Wave ${wave}`,
      ...steps.map((step) =>
        [
          `- [ ] **${nameOf(step.service)}** (${[plural(step.instances, 'instance'), ...step.regions].join(', ')})${step.inferred ? ' – inferred' : ''}`,
          `  - ${step.reason}`,
          ...(step.after.length > 0 ? [`  - After ${step.after.map(nameOf).join(', ')}`] : []),
          `  - Check before going on: ${step.check}`,
        ].join('\n'),
      ),
    ].join('\n'),
  );
  const cycles = plan.cycles.map(
    (cycle, i) =>
      `Cycle ${i + 1}: ${cycle.services.map(nameOf).join(' ⇄ ')}. ${cycle.breaks.map(({ client, server, why }) => `Start ${nameOf(client)} without ${nameOf(server)}: ${why}`).join(' ')}`,
  );
  return [
    `# Restart plan: ${nameOf(plan.target)}`,
    plan.finding,
    `Window ${windowText(plan.window)} UTC`,
    ...waves,
    ...cycles,
    '',
  ].join('\n\n');
}
