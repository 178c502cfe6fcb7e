import type { ServiceId } from '../model/map.ts';
import type { PlanTime } from '../model/plan.ts';
import { byId } from '../graph/graph.ts';

/** A step as far as time is concerned. */
export type TimedStep = {
  readonly service: ServiceId;
  readonly wave: number;
  readonly after: readonly ServiceId[];
  /** Minutes of the step; null where they are not known. */
  readonly minutes: number | null;
};

/** When each step can begin at the earliest, and how long all of it takes. */
export type Timing = {
  readonly time: PlanTime | null;
  readonly startOf: ReadonlyMap<ServiceId, number>;
  readonly critical: ReadonlySet<ServiceId>;
};

/** Minutes that differ by no more than this are equal: sums of fractions are not exact. */
const SAME = 1e-9;

/**
 * The critical path method (J. Kelley and M. Walker, 1959) over `after`: earliest starts forward, latest ends back; a
 * step without slack is critical. Steps without minutes count as 0, so all figures are lower bounds where any is
 * missing. Nothing where no step has minutes. `after` leads to lower waves only.
 */
export function timingOf(steps: readonly TimedStep[]): Timing {
  if (steps.every(({ minutes }) => minutes === null)) return { time: null, startOf: new Map(), critical: new Set() };
  const forward = [...steps].sort((a, b) => a.wave - b.wave || byId(a.service, b.service));
  const startOf = new Map<ServiceId, number>();
  const endOf = new Map<ServiceId, number>();
  for (const { service, after, minutes } of forward) {
    const start = Math.max(0, ...after.map((server) => endOf.get(server) ?? 0));
    startOf.set(service, start);
    endOf.set(service, start + (minutes ?? 0));
  }
  const length = Math.max(...endOf.values());
  const latest = new Map<ServiceId, number>();
  for (const { service, after, minutes } of forward.toReversed()) {
    const begin = (latest.get(service) ?? length) - (minutes ?? 0);
    for (const server of after) latest.set(server, Math.min(begin, latest.get(server) ?? length));
  }
  const slack = ({ service }: TimedStep) => (latest.get(service) ?? length) - (endOf.get(service) ?? 0);
  const critical = new Set(forward.filter((step) => slack(step) < SAME).map(({ service }) => service));
  const waves = [...new Set(forward.map(({ wave }) => wave))];
  const longest = (wave: number) =>
    Math.max(...forward.filter((step) => step.wave === wave).map(({ minutes }) => minutes ?? 0));
  return {
    time: {
      total: waves.reduce((sum, wave) => sum + longest(wave), 0),
      critical: length,
      path: longestPath(forward, startOf, endOf, length),
      missing: forward.filter(({ minutes }) => minutes === null).map(({ service }) => service),
    },
    startOf,
    critical,
  };
}

/** Back from the step that ends last, each time to the one that it waited for; ties to the first. */
function longestPath(
  steps: readonly TimedStep[],
  startOf: ReadonlyMap<ServiceId, number>,
  endOf: ReadonlyMap<ServiceId, number>,
  length: number,
): ServiceId[] {
  const known = new Map(steps.map((step) => [step.service, step]));
  const path: ServiceId[] = [];
  let at = steps.findLast(({ service }) => (endOf.get(service) ?? 0) >= length - SAME);
  while (at) {
    const { service, after } = at;
    path.unshift(service);
    const start = startOf.get(service) ?? 0;
    const before = after.find((server) => Math.abs((endOf.get(server) ?? 0) - start) < SAME);
    at = before === undefined ? undefined : known.get(before);
  }
  return path;
}

/** Expected minutes of one restart of a service: its own, else those of `*`; null where none are given. */
export function minutesOf(minutes: Readonly<Record<string, number>> | undefined, service: ServiceId): number | null {
  return minutes?.[service] ?? minutes?.['*'] ?? null;
}
