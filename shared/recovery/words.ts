import type { FailingInterval } from '../model/health.ts';
import type { Dependency, ServiceId } from '../model/map.ts';
import { MINUTE } from '../model/time.ts';
import { useOf } from '../map/follow.ts';
import { clock, counted, firstFew, span } from '../map/words.ts';
import type { Diagnosis, Origin } from '../model/diagnosis.ts';
import type { Cycle, Obstacle, Plan, PlanCost, PlanScope } from '../model/plan.ts';
import type { IndirectNeed } from './indirect.ts';

/** What a plan takes from the diagnosis. */
export type Verdict = Pick<Diagnosis, 'target' | 'window' | 'finding' | 'status'> & {
  /** Best first. */
  readonly origins: readonly Pick<Origin, 'service' | 'score'>[];
};

/** What a reason speaks of. */
export type StepFacts = {
  readonly isOrigin: boolean;
  readonly isTarget: boolean;
  /** Why it is in without health data: its lookups failed, or it stands between failing services (the target: above them). */
  readonly inferred: 'lookups' | 'place' | null;
  /** What it needs of the plan, most failures first. */
  readonly needs: readonly Dependency[];
  /** What it needs of the plan over services that the plan does not restart. */
  readonly indirect: readonly IndirectNeed[];
  /** What it needs of the plan and starts without, since a cycle is opened there. */
  readonly opened: readonly ServiceId[];
  /** What it needs and the what-if leaves out, and what it needs no more since the what-if leaves out the dependency. */
  readonly gone: readonly ServiceId[];
  readonly spurned: readonly ServiceId[];
  /** Added by the what-if; not in the case. */
  readonly assumed: boolean;
  /** How many services of the plan need it directly. */
  readonly waiting: number;
  /** Nothing that the plan leaves out failed either. */
  readonly scopeIsFailing: boolean;
  /** Instances that are left running, since they stand in. */
  readonly spared: readonly string[];
};

/** Why a step stands where it stands, e.g. `After Service D (38 of 61 lookups failed).` */
export function stepReason(facts: StepFacts, name: (id: ServiceId) => string): string {
  const sentences = [
    ...(facts.isTarget ? ['Target.'] : []),
    ...(facts.isOrigin ? ['Origin.'] : []),
    ...(facts.needs.length > 0
      ? [`After ${firstFew(facts.needs.map((need) => `${name(need.server)}${shareFailed(need)}`))}.`]
      : []),
    ...(facts.indirect.length > 0
      ? [
          `After ${firstFew(facts.indirect.map(({ server, over }) => `${name(server)}, over ${name(over[0] ?? server)}`))}.`,
        ]
      : []),
    ...(facts.opened.length > 0
      ? [`Starts without ${firstFew(facts.opened.map(name))}: the cycle is opened here.`]
      : []),
    ...(facts.gone.length > 0 ? [`Needs ${firstFew(facts.gone.map(name))} too, which the what-if leaves out.`] : []),
    ...(facts.spurned.length > 0
      ? [`Does without ${firstFew(facts.spurned.map(name))}: the what-if leaves the dependency out.`]
      : []),
    ...(needless(facts) ? [`Seen to depend on nothing ${facts.scopeIsFailing ? 'that failed' : 'in the plan'}.`] : []),
    ...(facts.waiting > 0
      ? [`${counted(facts.waiting, 'service')} ${facts.waiting === 1 ? 'waits' : 'wait'} for it.`]
      : []),
    ...(facts.inferred ? [inferredText(facts)] : []),
    ...(facts.assumed ? ['Not in the case: added by the what-if.'] : []),
    ...(facts.spared.length > 0
      ? [
          `Not ${firstFew(facts.spared)}: ${facts.spared.length === 1 ? 'it stands in and runs' : 'they stand in and run'} on.`,
        ]
      : []),
  ];
  return sentences.join(' ');
}

function needless({ needs, indirect, opened, gone, spurned }: StepFacts): boolean {
  return [needs, indirect, opened, gone, spurned].every((list) => list.length === 0);
}

function inferredText({ inferred, isTarget }: StepFacts): string {
  if (inferred === 'lookups') return 'No health data: inferred, because lookups failed.';
  return isTarget
    ? 'No health data: inferred, because the fault was noticed there and it reaches failing services.'
    : 'No health data: inferred, because it stands between failing services.';
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

/**
 * Why a failing service may be left out after all: it failed since before the window, and the diagnosis gives it less
 * than half the weight of the likeliest origin. Null where that is not so.
 */
export function doubtAbout(
  service: ServiceId,
  intervals: readonly FailingInterval[],
  { target, window, origins }: Verdict,
): string | null {
  const since = intervals[0]?.from;
  const best = origins[0];
  if (since === undefined || since >= window.from || service === target || best === undefined) return null;
  const score = origins.find((origin) => origin.service === service)?.score ?? 0;
  if (score * 2 >= best.score) return null;
  return `Failing since ${clock(since)}, before the incident; the diagnosis gives it little weight: it may be left out.`;
}

const WHY: Readonly<Record<Obstacle['why'], string>> = {
  'left-out': 'which is left out',
  'region-lost': 'whose regions are all left out',
  failing: 'which fails and is not restarted',
};

/** What blocks a service, e.g. `Needs Service D, which is left out, over Service C.` */
export function obstacleWords({ service, why, path }: Obstacle, name: (id: ServiceId) => string): string {
  const between = path.slice(1, -1).map(name);
  return `Needs ${name(service)}, ${WHY[why]}${between.length > 0 ? `, over ${between.join(' → ')}` : ''}.`;
}

/** Which services a plan restarts, in words. */
export function scopeWords(scope: PlanScope, target: string): string {
  if (scope === 'all') return `Everything that ${target} reaches`;
  if (scope === 'chosen') return 'The services picked by hand';
  return `The failing services that ${target} reaches over failing services`;
}

/** Minutes as they are read: `5 min`, `2.5 min`, `1 h 20 min`. */
export function minutesText(minutes: number): string {
  const rounded = Math.round(minutes * 10) / 10;
  if (rounded < 60) return `${rounded} min`;
  const whole = Math.round(minutes);
  return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
}

/** How long a plan takes, in one sentence; that it is not known, where no minutes were given. */
export function timeWords({ time }: Pick<Plan, 'time'>): string {
  if (time === null) return 'Duration unknown: no minutes were given.';
  const least = time.missing.length > 0 ? 'at least ' : '';
  const missing = time.missing.length > 0 ? ` Minutes are missing for ${counted(time.missing.length, 'service')}.` : '';
  return `Wave by wave ${least}${minutesText(time.total)}; ${least}${minutesText(time.critical)} on the critical path.${missing}`;
}

/** A cost in words: `5 steps in 3 waves, 14 min`. */
export function costWords({ steps, waves, minutes }: PlanCost): string {
  const time = minutes === null ? '' : `, ${minutesText(minutes)}`;
  return `${counted(steps, 'step')} in ${counted(waves, 'wave')}${time}`;
}

/** How the services of a cycle depend on each other: `A ⇄ B`, `A → B → C → A` where they are one ring, else their names. */
export function loopWords(
  { services, within }: Pick<Cycle, 'services' | 'within'>,
  name: (id: ServiceId) => string,
): string {
  const next = new Map(within.map(({ client, server }) => [client, server]));
  const ring = services.slice(0, 1);
  for (let at = next.get(ring[0] ?? ''); at !== undefined && !ring.includes(at); at = next.get(at)) ring.push(at);
  if (within.length > services.length || ring.length < services.length)
    return `${services.map(name).join(', ')}, each of which reaches the others`;
  return services.length === 2 ? services.map(name).join(' ⇄ ') : [...ring, ...ring.slice(0, 1)].map(name).join(' → ');
}

/** One act of a bootstrap, e.g. `Start Service A without Service B.` */
export function bootstrapWords(
  { act, service, servers }: Plan['cycles'][number]['bootstrap'][number],
  name: (id: ServiceId) => string,
): string {
  const others = servers.map(name).join(', ');
  if (act === 'start') return `Start ${name(service)}${others === '' ? '' : ` without ${others}`}.`;
  return `Reconnect ${name(service)} to ${others}: restart what uses it, and see its lookups answered.`;
}
