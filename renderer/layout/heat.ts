import { scaleLog } from 'd3-scale';

/** Steps of the heat palette above none. */
export const HEAT_STEPS = 5;

/** The heat of a count, 0 (none) to 5 (the largest): logarithmic, since lookups spread over orders of magnitude. */
export function heatScale(largest: number): (count: number) => number {
  if (largest <= 1) return (count) => (count > 0 ? HEAT_STEPS : 0);
  const scale = scaleLog([1, largest], [0, HEAT_STEPS]);
  return (count) => (count <= 0 ? 0 : Math.min(HEAT_STEPS, Math.floor(scale(count)) + 1));
}
