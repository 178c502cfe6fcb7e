import type { Diagnosis } from '../model/diagnosis.ts';
import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Cycle, Plan, PlanScope, PlanStep } from '../model/plan.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { failingIntervals } from '../map/failing.ts';
import { namesOf } from '../map/follow.ts';
import { counted } from '../map/words.ts';
import { reachDownstream } from '../map/reach.ts';
import { servicesInScope } from './scope.ts';
import { openedCyclesOf, wavesOf, type Waves } from './waves.ts';
import { stepCheck, stepReason } from './words.ts';

/** What a plan is made from. The map is that of the window, with the dependencies carried over from before it. */
export type PlanInput = {
  readonly map: DependencyMap;
  readonly health: Health;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  readonly scope: PlanScope;
  readonly diagnosis: Diagnosis;
};

/** The order in which to bring services back: waves over the condensed graph, servers before clients. */
export function planRestart(input: PlanInput): Plan {
  const { map, health, target, window, scope } = input;
  const { services, inferred } = servicesInScope(map, health, target, window, scope);
  const order = wavesOf(map, services);
  const byWave = groupBy([...services].sort(byId), (id) => order.waveOf.get(id) ?? 1);
  const step = stepMaker(input, order, inferred);
  const waves = [...byWave.keys()]
    .sort((a, b) => a - b)
    .map((wave) => ({ wave, steps: (byWave.get(wave) ?? []).map(step) }));
  const cycles = cyclesFor(map, target, order);
  return { target, window, scope, waves, cycles, finding: finding(input, waves.length, services.size, cycles) };
}

function stepMaker(input: PlanInput, order: Waves, inferred: ReadonlySet<ServiceId>): (id: ServiceId) => PlanStep {
  const { map, health, target, window, scope, diagnosis } = input;
  const name = namesOf(map);
  const known = new Map(map.services.map((service) => [service.id, service]));
  const observed = new Set(health.observed);
  const failing = failingIntervals(health, window);
  const needs = groupBy(order.respected, ({ client }) => client);
  const waiting = groupBy(order.respected, ({ server }) => server);
  const calls = groupBy(map.dependencies, ({ server }) => server);
  return (id) => {
    const after = [...(needs.get(id) ?? [])].sort((a, b) => b.failures - a.failures || byId(a.server, b.server));
    const intervals = failing.get(id) ?? [];
    const failures = (calls.get(id) ?? []).reduce((sum, dependency) => sum + dependency.failures, 0);
    const facts = {
      isOrigin: diagnosis.origins[0]?.service === id,
      isTarget: id === target,
      inferred: inferred.has(id),
      needs: after,
      waiting: waiting.get(id)?.length ?? 0,
      scopeIsFailing: scope === 'failing',
    };
    return {
      service: id,
      reason: stepReason(facts, name),
      after: after.map(({ server }) => server).sort(byId),
      instances: known.get(id)?.instances ?? 0,
      regions: known.get(id)?.regions ?? [],
      inferred: inferred.has(id),
      check: stepCheck(observed.has(id), intervals, failures),
      onset: intervals[0]?.from ?? null,
    };
  };
}

/** The cycles of the plan, then those that the target reaches but the plan leaves alone. */
function cyclesFor(map: DependencyMap, target: ServiceId, order: Waves): Cycle[] {
  const planned = new Set(order.cycles.flatMap(({ services }) => services));
  const aside = openedCyclesOf(reachDownstream(map, target)).filter(
    ({ services }) => !services.some((id) => planned.has(id)),
  );
  const cycle = (inPlan: boolean) => (opened: Waves['cycles'][number]) =>
    opened.breaks.slice(0, 1).map((first) => ({ ...opened, break: first, inPlan }));
  return [...order.cycles.flatMap(cycle(true)), ...aside.flatMap(cycle(false))];
}

function finding(input: PlanInput, waves: number, services: number, cycles: readonly Cycle[]): string {
  const name = namesOf(input.map)(input.target);
  if (services === 0) return `Nothing to restart: ${input.diagnosis.finding}`;
  const what =
    input.scope === 'all'
      ? `Everything that ${name} reaches`
      : `The failing services that ${name} reaches over failing services`;
  const opened = cycles.filter(({ inPlan }) => inPlan).length;
  const loops = opened === 0 ? '' : opened === 1 ? '; one cycle is opened' : `; ${opened} cycles are opened`;
  return `${what}, servers first: ${counted(services, 'service')} in ${counted(waves, 'wave')}${loops}.`;
}
