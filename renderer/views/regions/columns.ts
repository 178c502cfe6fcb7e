import type { RegionReport } from '../../../shared/model/regions.ts';
import { byId } from '../../../shared/graph/graph.ts';

/** The regions with a figure, and those that only what is not observable speaks of; the unknown region last. */
export function columnsOf({ regions, rows }: RegionReport): readonly string[] {
  const hidden = rows.flatMap(({ observability: { reasons } }) => reasons.flatMap(({ regions: some }) => some ?? []));
  const last = (region: string) => (region === 'unknown' ? 1 : 0);
  return [...new Set([...regions, ...hidden])].sort((a, b) => last(a) - last(b) || byId(a, b));
}
