import type { RegionReport } from '../../shared/model/regions.ts';
import type { ServiceId } from '../../shared/model/map.ts';

/** The heatmap as CSV: a row for each service, a column for each region. */
export function regionsCsv(report: RegionReport, nameOf: (service: ServiceId) => string): string {
  const head = ['service_id', 'service_name', 'order', ...report.regions, 'all'];
  const rows = report.rows.map((row) => [
    row.service,
    nameOf(row.service),
    row.order,
    ...report.regions.map((region) => row.counts[region] ?? 0),
    Object.values(row.counts).reduce((sum, n) => sum + n, 0),
  ]);
  return [head, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (cell: string | number): string => {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
