import { scaleLog } from 'd3-scale';

/** Steps of the heat palette above none. */
export const HEAT_STEPS = 5;

/**
 * The heat of a count, 0 (none) to 5 (the largest of the counts): logarithmic between the smallest and the largest that
 * is not none, since lookups spread over orders of magnitude.
 */
export function heatScale(counts: readonly number[]): (count: number) => number {
  const some = counts.filter((n) => n > 0);
  const [smallest, largest] = [Math.min(...some), Math.max(...some)];
  if (some.length === 0 || smallest === largest) return (count) => (count > 0 ? HEAT_STEPS : 0);
  const scale = scaleLog([smallest, largest], [0, HEAT_STEPS]);
  return (count) => (count <= 0 ? 0 : Math.max(1, Math.min(HEAT_STEPS, Math.floor(scale(count)) + 1)));
}
