import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Cycle, Pair, Place, Plan, PlanOptions, PlanScope, Wave, WhatIfAnswer } from '../model/plan.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { namesOf } from '../map/follow.ts';
import { counted } from '../map/words.ts';
import { reachDownstream } from '../map/reach.ts';
import { refusedBreaks } from './break-cycle.ts';
import { orderOf, type Ordered } from './order.ts';
import { pairSet } from '../map/pairs.ts';
import { stepMaker } from './step.ts';
import { timingOf } from './timing.ts';
import { openedCyclesOf, type OpenCycle } from './waves.ts';
import { answerWhatIf } from './answer-what-if.ts';
import { countermeasuresOf, mutedSenders } from './countermeasures.ts';
import type { SilentSender } from './sender.ts';
import { changesInWords } from './what-if-words.ts';
import { scopeWords, type Verdict } from './words.ts';

/** What a plan is made from. The map is that of the window, with the dependencies carried over from before it. */
export type PlanInput = Omit<PlanOptions, 'scope'> & {
  readonly map: DependencyMap;
  readonly health: Health;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  readonly scope: PlanScope;
  readonly diagnosis: Verdict;
  /** The instances of services by region, as the inventories hold them in the window. */
  readonly places?: ReadonlyMap<ServiceId, readonly Place[]>;
  /** The runtimes that fell silent in the window. */
  readonly senders?: readonly SilentSender[];
  /** For how many seconds answers may be kept, of the dependencies within cycles. */
  readonly ttl?: readonly (Pair & { readonly seconds: number })[];
};

/** The order in which to bring services back: waves over the condensed graph, servers before clients. */
export function planRestart(input: PlanInput): Plan {
  const made = planAlone(input);
  if (input.whatIf === undefined) return made.plan;
  const before = planAlone({ ...input, whatIf: undefined });
  const whatIf = answerWhatIf(input, made.ordered, made.plan, before.plan);
  return { ...made.plan, whatIf, finding: hypothetical(made.plan, whatIf, namesOf(made.ordered.fleet.map)) };
}

function planAlone(input: PlanInput): { readonly plan: Plan; readonly ordered: Ordered } {
  const { target, window, scope } = input;
  const ordered = orderOf(input);
  const { waves: order, planned, fleet } = ordered;
  const muted = mutedSenders({ ...input, senders: input.senders ?? [], planned });
  const step = stepMaker(input, ordered, muted);
  const untimed = [...planned].sort(byId).map((id) => ({ step: step(id), wave: order.waveOf.get(id) ?? 1 }));
  const timing = timingOf(untimed.map(({ step: own, wave }) => ({ ...own, wave })));
  const byWave = groupBy(untimed, ({ wave }) => wave);
  const waves = [...byWave.keys()]
    .sort((a, b) => a - b)
    .map((wave): Wave => {
      const steps = (byWave.get(wave) ?? []).map(({ step: own }) => ({
        ...own,
        start: timing.startOf.get(own.service) ?? null,
        critical: timing.critical.has(own.service),
      }));
      const known = steps.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]));
      return {
        wave,
        steps,
        minutes: known.length > 0 ? Math.max(...known) : null,
        missing: steps.length - known.length,
      };
    });
  const cycles = cyclesFor(input, ordered);
  const plan = {
    target,
    window,
    scope,
    waves,
    countermeasures: countermeasuresOf(muted, {
      waveOf: order.waveOf,
      lost: fleet.lost,
      name: namesOf(fleet.map),
    }),
    cycles,
    status: input.diagnosis.status,
    finding: finding(input, waves, cycles),
    rolling: input.rolling ?? null,
    time: timing.time,
    refused: refused(input, ordered, cycles),
    whatIf: null,
  };
  return { plan, ordered };
}

/** The cycles of the plan, then those that the target reaches but the plan leaves alone. */
function cyclesFor({ target }: PlanInput, { fleet, waves, choice }: Ordered): Cycle[] {
  const planned = new Set(waves.cycles.flatMap(({ services }) => services));
  const aside = openedCyclesOf(reachDownstream(fleet.map, target), {
    ...choice,
    respected: pairSet(waves.respected),
  }).filter(({ services }) => !services.some((id) => planned.has(id)));
  const cycle = (inPlan: boolean) => (opened: OpenCycle) =>
    opened.breaks.slice(0, 1).map((first): Cycle => ({ ...opened, break: first, inPlan }));
  return [...waves.cycles.flatMap(cycle(true)), ...aside.flatMap(cycle(false))];
}

function refused({ breaks = [] }: PlanInput, { fleet }: Ordered, cycles: readonly Cycle[]): Plan['refused'] {
  const taken = pairSet(cycles.flatMap((cycle) => cycle.breaks));
  return refusedBreaks(breaks, taken, fleet.map.dependencies, pairSet(cycles.flatMap(({ within }) => within)));
}

function finding(input: PlanInput, waves: readonly Wave[], cycles: readonly Cycle[]): string {
  const steps = waves.flatMap((wave) => wave.steps);
  if (steps.length === 0) return nothing(input);
  const what = scopeWords(input.scope, namesOf(input.map)(input.target));
  const blind = steps.filter(({ inferred }) => inferred).length;
  const inferred = blind === 0 ? '' : `, ${blind} of them without health data,`;
  const opened = cycles.filter(({ inPlan }) => inPlan).length;
  const loops = opened === 0 ? '' : opened === 1 ? '; one cycle is opened' : `; ${opened} cycles are opened`;
  return `${what}, servers first: ${counted(steps.length, 'service')}${inferred} in ${counted(waves.length, 'wave')}${loops}.`;
}

/** The finding of a plan under a what-if: never to be read as that of the fleet as it is. */
function hypothetical({ finding: found, waves }: Plan, whatIf: WhatIfAnswer, name: (id: ServiceId) => string): string {
  const steps = waves.reduce((sum, wave) => sum + wave.steps.length, 0);
  const up = whatIf.comesUp.length;
  const rest =
    up === steps
      ? ''
      : up === 0
        ? ' None of them comes up.'
        : ` Only ${counted(up, 'service')} of them ${up === 1 ? 'comes' : 'come'} up.`;
  return `What if ${changesInWords(whatIf, name).join(', ')}: ${found}${rest}`;
}

function nothing({ scope, diagnosis, whatIf }: PlanInput): string {
  if (scope === 'chosen') return 'Nothing to restart: no service is picked.';
  if (whatIf) return 'Nothing to restart: the what-if leaves nothing of the plan.';
  if (diagnosis.status === 'not-observable')
    return diagnosis.finding.replace(/^Not observable/, 'What to restart is not observable');
  return `Nothing to restart: ${diagnosis.finding}`;
}
