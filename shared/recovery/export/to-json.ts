import type { Plan } from '../../model/plan.ts';
import { toIso } from '../../model/time.ts';

/** The plan as programs read it: the same with every instant as ISO 8601, in UTC. */
export function planToJson(plan: Plan): object {
  return {
    ...plan,
    window: { from: toIso(plan.window.from), to: toIso(plan.window.to) },
    waves: plan.waves.map((wave) => ({
      ...wave,
      steps: wave.steps.map((step) => ({ ...step, onset: step.onset === null ? null : toIso(step.onset) })),
    })),
  };
}
