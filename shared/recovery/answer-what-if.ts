import type { ServiceId } from '../model/map.ts';
import type { Plan, PlanCost, WhatIfAnswer } from '../model/plan.ts';
import { byId } from '../graph/graph.ts';
import { ordersFrom } from '../map/reach.ts';
import type { Ordered } from './order.ts';
import { idleChanges } from './near-pairs.ts';
import type { PlanInput } from './plan-restart.ts';

/** What still comes up, what is stranded and why, and what the plan then costs. */
export function answerWhatIf(input: PlanInput, ordered: Ordered, made: Plan, before: Plan): WhatIfAnswer {
  const { whatIf = {}, map, target } = input;
  const { planned, obstacles, fleet } = ordered;
  const concerned = new Set([...planned, target, ...ordersFrom(map, target).keys()]);
  const stranded = [...concerned]
    .filter((id) => !fleet.lost.has(id))
    .sort(byId)
    .flatMap((service) => {
      const gone = (obstacles.get(service) ?? []).filter(({ why }) => why !== 'failing');
      return gone.length > 0 ? [{ service, inPlan: planned.has(service), obstacles: gone }] : [];
    });
  const named = new Set([...concerned, ...(whatIf.without?.services ?? [])]);
  for (const { obstacles: list } of stranded) for (const { service } of list) named.add(service);
  return {
    without: whatIf.without ?? {},
    with: whatIf.with ?? {},
    lost: [...fleet.lost.keys()].filter((id) => named.has(id)).sort(byId),
    comesUp: [...planned].filter((id) => (obstacles.get(id) ?? []).length === 0).sort(byId),
    stranded,
    idle: idleChanges(whatIf, map.dependencies),
    idleServices: idleServices(input, concerned, before),
    before: costOf(before),
    after: costOf(made),
  };
}

/** Services that are added though the plan restarts them, and left out though neither plan nor target has to do with them. */
function idleServices(
  { whatIf }: PlanInput,
  concerned: ReadonlySet<ServiceId>,
  before: Plan,
): WhatIfAnswer['idleServices'] {
  const planned = new Set(before.waves.flatMap(({ steps }) => steps.map(({ service }) => service)));
  const added = (whatIf?.with?.services ?? []).filter((service) => planned.has(service));
  const left = (whatIf?.without?.services ?? []).filter((service) => !planned.has(service) && !concerned.has(service));
  return [
    ...left.map((service) => ({ side: 'without' as const, service, why: 'neither the plan nor the target needs it' })),
    ...added.map((service) => ({ side: 'with' as const, service, why: 'the plan restarts it already' })),
  ];
}

/** Waves, steps and minutes wave by wave, of the steps that nothing blocks. */
export function costOf({ waves, time }: Pick<Plan, 'waves' | 'time'>): PlanCost {
  const free = waves
    .map(({ steps }) => steps.filter(({ blockedBy }) => blockedBy.length === 0))
    .filter((steps) => steps.length > 0);
  const longest = free.map((steps) => Math.max(...steps.map(({ minutes }) => minutes ?? 0)));
  return {
    waves: free.length,
    steps: free.flat().length,
    minutes: time === null ? null : longest.reduce((sum, minutes) => sum + minutes, 0),
  };
}
