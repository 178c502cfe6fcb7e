import type { Service } from '../model/map.ts';
import type { RegionReport } from '../model/regions.ts';
import { toIso } from '../model/time.ts';
import { csvText } from '../map/export/csv.ts';

/**
 * The heatmap as CSV: service (id), name, order, one column of lookups for each region, total, first_seen and
 * last_seen (ISO 8601, UTC; empty where not seen in the window).
 */
export function regionsToCsv(report: RegionReport, services: readonly Pick<Service, 'id' | 'name'>[]): string {
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const rows = report.rows.map(({ service, order, counts, firstSeen, lastSeen }) => {
    const cells = report.regions.map((region) => counts[region] ?? 0);
    return [
      service,
      names.get(service) ?? service,
      order,
      ...cells,
      cells.reduce((sum, lookups) => sum + lookups, 0),
      firstSeen === null ? '' : toIso(firstSeen),
      lastSeen === null ? '' : toIso(lastSeen),
    ];
  });
  return csvText([['service', 'name', 'order', ...report.regions, 'total', 'first_seen', 'last_seen'], ...rows]);
}
