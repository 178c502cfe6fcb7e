import type { FailingInterval } from '../model/health.ts';
import type { Dependency, ServiceId } from '../model/map.ts';
import { MINUTE } from '../model/time.ts';
import { useOf } from '../map/follow.ts';
import { counted, firstFew, span } from '../map/words.ts';

/** What a reason speaks of. */
export type StepFacts = {
  readonly isOrigin: boolean;
  readonly isTarget: boolean;
  readonly inferred: boolean;
  /** What it needs of the plan, most failures first. */
  readonly needs: readonly Dependency[];
  /** How many services of the plan need it directly. */
  readonly waiting: number;
  /** Nothing that the plan leaves out failed either. */
  readonly scopeIsFailing: boolean;
};

/** Why a step stands where it stands, e.g. `After Service D (38 of 61 lookups failed).` */
export function stepReason(facts: StepFacts, name: (id: ServiceId) => string): string {
  const sentences = [
    ...(facts.isTarget ? ['Target.'] : []),
    ...(facts.isOrigin ? ['Origin.'] : []),
    facts.needs.length > 0
      ? `After ${firstFew(facts.needs.map((need) => `${name(need.server)}${shareFailed(need)}`))}.`
      : `Depends on nothing ${facts.scopeIsFailing ? 'that failed' : 'in the plan'}.`,
    ...(facts.waiting > 0
      ? [`${counted(facts.waiting, 'service')} ${facts.waiting === 1 ? 'waits' : 'wait'} for it.`]
      : []),
    ...(facts.inferred ? ['No health data: inferred, because it stands between failing services.'] : []),
  ];
  return sentences.join(' ');
}

function shareFailed(need: Dependency): string {
  return need.failures > 0 ? ` (${need.failures} of ${useOf(need)} lookups failed)` : '';
}

/** What to see before the next wave begins. `intervals`: the failing intervals of the service in the window. */
export function stepCheck(observed: boolean, intervals: readonly FailingInterval[], failures: number): string {
  const steps = intervals.map(({ step }) => step);
  const step = steps.length > 0 ? Math.max(...steps) : MINUTE;
  const healthy = observed ? `Health ok twice, ${span(step)} apart` : 'No health data: its clients get answers';
  return `${healthy}${failures > 0 ? '; failed lookups of it back to 0' : ''}.`;
}
