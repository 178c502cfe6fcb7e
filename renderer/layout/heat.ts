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

const TALLEST = 150;
/** Between two columns of a heatmap, in pixels. */
export const GAP = 2;

/**
 * How the headings of a heatmap's columns stand so that none is cut into nonsense: lying where each fits over its column, or has as much room
 * there as it would have upright; else upright; upright too where lying ones would not all be in sight. Sizes in pixels, from the number of letters, `cell` those of the longest
 * cell; `width` is the least of a column, `room` what there is for all of them (0: not known yet).
 */
export function headings(
  columns: readonly string[],
  cell: number,
  room: number,
): { readonly upright: boolean; readonly height: number; readonly width: number } {
  const longest = columns.reduce((most, { length }) => Math.max(most, length), 0);
  const figure = Math.max(44, Math.ceil(cell * 7.4) + 14);
  const lying = Math.ceil(longest * 6.2) + 2;
  const least = Math.max(figure, Math.min(lying, TALLEST));
  const fits = room === 0 ? lying <= 104 : columns.length * (least + GAP) <= room;
  if (columns.length <= 12 && fits) return { upright: false, height: 34, width: least };
  return { upright: true, height: Math.min(TALLEST, Math.ceil(longest * 6.6) + 16), width: figure };
}
