import type { Plan, PlanStep } from '../model/plan.ts';

/** Figures that differ by no more than this are equal. */
const SAME = 1e-6;

/**
 * Proves the minutes of a plan, by trying every chain of steps instead of the method that made them. Returns what is
 * wrong, one sentence each. Minutes that are missing count as 0, as the plan says of itself.
 */
export function checkTime({ waves, time }: Plan): readonly string[] {
  const steps = waves.flatMap((wave) => wave.steps);
  if (time === null) return steps.some(({ minutes }) => minutes !== null) ? ['Minutes are given and not summed.'] : [];
  const wrong: string[] = [];
  const byId = new Map(steps.map((step) => [step.service, step]));
  const longest = new Map<PlanStep, number>();
  const chain = (step: PlanStep): number => {
    const known = longest.get(step);
    if (known !== undefined) return known;
    const before = step.after.map((id) => byId.get(id)).map((server) => (server ? chain(server) : 0));
    const length = Math.max(0, ...before) + (step.minutes ?? 0);
    longest.set(step, length);
    return length;
  };
  const differs = (a: number | null, b: number) => a === null || Math.abs(a - b) > SAME;

  for (const step of steps)
    if (differs(step.start, chain(step) - (step.minutes ?? 0))) wrong.push(`${step.service} begins at a wrong minute.`);
  const length = Math.max(0, ...steps.map(chain));
  if (differs(time.critical, length)) wrong.push(`The longest chain takes ${length}, not ${time.critical}.`);
  const path = time.path.map((id) => byId.get(id));
  const along = path.reduce((sum, step) => sum + (step?.minutes ?? 0), 0);
  if (differs(time.critical, along)) wrong.push(`The critical path takes ${along}, not ${time.critical}.`);
  path.slice(1).forEach((step, at) => {
    if (!step?.after.includes(path[at]?.service ?? ''))
      wrong.push(`The critical path is torn before ${step?.service}.`);
  });
  for (const step of path) if (!step?.critical) wrong.push(`${step?.service} is on the critical path and not marked.`);
  const total = waves.reduce((sum, wave) => sum + Math.max(...wave.steps.map(({ minutes }) => minutes ?? 0)), 0);
  if (differs(time.total, total)) wrong.push(`The waves take ${total}, not ${time.total}.`);
  const missing = steps.filter(({ minutes }) => minutes === null).length;
  if (time.missing.length !== missing) wrong.push(`${missing} steps have no minutes, not ${time.missing.length}.`);
  return wrong;
}
