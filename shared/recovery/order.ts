import type { ServiceId } from '../model/map.ts';
import type { Obstacle, Pair } from '../model/plan.ts';
import { failingIntervals } from '../map/failing.ts';
import type { BreakChoice } from './break-cycle.ts';
import { indirectNeeds, type IndirectNeed } from './indirect.ts';
import { obstaclesOf } from './obstacles.ts';
import { pairKey, pairSet } from '../map/pairs.ts';
import type { PlanInput } from './plan-restart.ts';
import { servicesInScope } from './scope.ts';
import { wavesOf, type Waves } from './waves.ts';
import { changeFleet, type ChangedFleet } from './what-if.ts';

/** The services of a plan in their order, and what stands in their way. */
export type Ordered = {
  readonly fleet: ChangedFleet;
  readonly choice: BreakChoice;
  readonly planned: ReadonlySet<ServiceId>;
  readonly inferred: ReadonlySet<ServiceId>;
  readonly waves: Waves;
  /** Needs over services that the plan does not restart, as far as the waves respect them. */
  readonly indirect: readonly IndirectNeed[];
  readonly obstacles: ReadonlyMap<ServiceId, readonly Obstacle[]>;
};

/**
 * Takes the services of the scope as they stand before anything is left out, adds and leaves out what the what-if
 * says, and orders the rest. Who needs a server of the plan over services that are picked or left out waits for it as
 * well; the target waits for all, unless the services are picked by hand.
 */
export function orderOf(input: PlanInput): Ordered {
  const { health, target, window, scope, breaks, ttl = [], whatIf } = input;
  const fleet = changeFleet(input.map, whatIf);
  const whole = changeFleet(input.map, whatIf?.with ? { with: whatIf.with } : {});
  const { services, inferred } = servicesInScope(whole.map, input);
  const wanted = new Set([...services, ...(whatIf?.with?.services ?? [])]);
  const planned = new Set([...wanted].filter((id) => !fleet.lost.has(id)));
  const choice = {
    chosen: pairSet(breaks),
    added: pairSet(whatIf?.with?.dependencies),
    ttl: new Map(ttl.map((one) => [pairKey(one), one.seconds])),
    window,
  };
  const between = (id: ServiceId) => scope === 'chosen' || fleet.lost.has(id);
  const indirect = scope === 'chosen' || fleet.lost.size > 0 ? indirectNeeds(fleet.map, planned, between) : [];
  const last = scope === 'chosen' || !planned.has(target) ? [] : [...services].filter((id) => planned.has(id));
  const waves = wavesOf(fleet.map, planned, choice, [
    ...indirect,
    ...last.map((server): Pair => ({ client: target, server })),
  ]);
  const failing = [...failingIntervals(health, window).keys()].filter((id) => !planned.has(id));
  return {
    fleet,
    choice,
    planned,
    inferred,
    waves,
    indirect: indirect.filter((need) => (waves.waveOf.get(need.server) ?? 0) < (waves.waveOf.get(need.client) ?? 0)),
    obstacles: obstaclesOf(fleet.map, {
      lost: fleet.lost,
      failing: new Set(failing),
      planned,
      broken: pairSet(waves.cycles.flatMap((cycle) => cycle.breaks)),
    }),
  };
}
