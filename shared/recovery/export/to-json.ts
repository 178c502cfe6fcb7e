import type { Countermeasure } from '../../model/countermeasure.ts';
import type { Citation } from '../../model/evidence.ts';
import type { Plan } from '../../model/plan.ts';
import { isoWindow, toIso } from '../../model/time.ts';

/** The plan as programs read it: the same with every instant as ISO 8601, in UTC, and evidence by path and line. */
export function planToJson(plan: Plan): object {
  return {
    ...plan,
    window: isoWindow(plan.window),
    waves: plan.waves.map((wave) => ({
      ...wave,
      steps: wave.steps.map((step) => ({ ...step, onset: step.onset === null ? null : toIso(step.onset) })),
    })),
    countermeasures: plan.countermeasures.map(countermeasureJson),
  };
}

/** A countermeasure as programs read it. */
export function countermeasureJson({ receivers, evidence, ...countermeasure }: Countermeasure): object {
  return {
    ...countermeasure,
    receivers: receivers.map(({ uses, ...receiver }) => ({
      ...receiver,
      uses: uses.map(({ last, citation, ...use }) => ({ ...use, last: toIso(last), ...place(citation) })),
    })),
    evidence: evidence.map(({ text, citation }) => ({ text, ...place(citation) })),
  };
}

const place = ({ path, line }: Citation) => ({ path, line });
