import type { RegionCounts } from '../model/map.ts';
import type { RegionRow } from '../model/regions.ts';

/** What a cell counts: lookups, each once per region of its answers, or distinct dependencies, however often they were looked up. */
export type Weight = 'lookups' | 'dependencies';

/** The cells of a row by region, and what stands under “all”: distinct dependencies are not the sum of their cells. */
export function weighed(
  row: Pick<RegionRow, 'counts' | 'dependencies' | 'clients'>,
  weight: Weight,
): { readonly cells: RegionCounts; readonly total: number } {
  if (weight === 'dependencies') return { cells: row.dependencies, total: row.clients };
  return { cells: row.counts, total: Object.values(row.counts).reduce((sum, lookups) => sum + lookups, 0) };
}
