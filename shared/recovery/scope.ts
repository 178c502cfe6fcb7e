import type { Health } from '../model/health.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { PlanScope } from '../model/plan.ts';
import type { TimeWindow } from '../model/time.ts';
import { reachOverFailing } from '../map/failing.ts';
import { ordersFrom } from '../map/reach.ts';

/** The services to be restarted. */
export type ScopedServices = {
  readonly services: ReadonlySet<ServiceId>;
  /** Those that are in only because they stand between failing services and have no health data. */
  readonly inferred: ReadonlySet<ServiceId>;
};

/** Whose restart is asked for, where it is seen from, and when. */
export type ScopeQuestion = {
  readonly health: Health;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  readonly scope: PlanScope;
  /** The services of scope `chosen`. */
  readonly services?: readonly ServiceId[] | undefined;
};

/**
 * `all`: what the target reaches. `failing`: the failing services that it reaches over failing services, with those
 * without health data between them; empty where the target did not fail in the window. `chosen`: the services given.
 */
export function servicesInScope(map: DependencyMap, question: ScopeQuestion): ScopedServices {
  const { health, target, window, scope } = question;
  if (scope === 'chosen') return { services: new Set(question.services), inferred: new Set() };
  if (scope === 'all') return { services: new Set([target, ...ordersFrom(map, target).keys()]), inferred: new Set() };
  const { failing, bridges } = reachOverFailing(map, health, target, window);
  return { services: new Set([...failing.keys(), ...bridges]), inferred: new Set(bridges) };
}
