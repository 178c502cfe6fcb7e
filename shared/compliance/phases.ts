import type { RegionalDependency, RegionRule, ServiceAttribute } from '../model/regions.ts';
import type { Micros, TimeWindow } from '../model/time.ts';
import { fits } from './pattern.ts';

/** A part of the window in which the rules govern the same services and the same exceptions hold, and what was looked up in it. */
export type Phase = { readonly window: TimeWindow; readonly seen: readonly RegionalDependency[] };

/**
 * The window cut where a service comes under a rule or leaves it, because its data class or tenant changes, and where an
 * exception ends: each part can be judged as a whole. One part where nothing of this happens within the window.
 */
export function phasesOf(
  window: TimeWindow,
  rules: readonly RegionRule[],
  attributes: readonly ServiceAttribute[],
): TimeWindow[] {
  const bounds = rules.flatMap((rule) => [
    ...(rule.exceptions ?? []).map(({ until }) => until),
    ...attributes.filter((attribute) => selects(rule, attribute)).flatMap(({ from, to }) => [from, to]),
  ]);
  const inside = bounds.filter((at): at is Micros => at !== null && at > window.from && at < window.to);
  const edges = [window.from, ...new Set(inside.sort((a, b) => a - b)), window.to];
  return edges.slice(1).map((to, at) => ({ from: edges[at] ?? window.from, to }));
}

/** Whether the rule governs services by this data class or tenant. */
export function selects(rule: RegionRule, { kind, value }: Pick<ServiceAttribute, 'kind' | 'value'>): boolean {
  const patterns = kind === 'tenant' ? rule.tenants : rule.dataClasses;
  return patterns?.some((pattern) => fits(pattern, value)) ?? false;
}

/** Whether the service tree says so at some time of the window. */
export function heldIn({ from, to }: ServiceAttribute, window: TimeWindow): boolean {
  return (from === null || from < window.to) && (to === null || to > window.from);
}
