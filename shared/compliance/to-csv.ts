import { namesFrom } from '../map/names.ts';
import type { Service } from '../model/map.ts';
import type { RegionReport } from '../model/regions.ts';
import { toIso, type Micros } from '../model/time.ts';
import { csvText } from '../map/export/csv.ts';
import { cellState } from './observability.ts';
import { weighed, type Weight } from './weight.ts';

type Names = readonly Pick<Service, 'id' | 'name'>[];

/**
 * The heatmap as CSV: service (id), name, order, one column for each region (lookups, or distinct dependencies), total,
 * first_seen and last_seen (ISO 8601, UTC; empty where not seen in the window), observability, the regions whose empty
 * cells are not observable, why, and how many findings end in the service.
 */
export function regionsToCsv(report: RegionReport, services: Names, weight: Weight = 'lookups'): string {
  const name = namesFrom(services);
  const findings = new Map<string, number>();
  for (const { path } of report.violations) findings.set(path.at(-1) ?? '', (findings.get(path.at(-1) ?? '') ?? 0) + 1);
  const rows = report.rows.map((row) => {
    const { cells, total } = weighed(row, weight);
    const { state, reasons } = row.observability;
    return [
      row.service,
      name(row.service),
      row.order,
      ...report.regions.map((region) => cells[region] ?? 0),
      total,
      iso(row.firstSeen),
      iso(row.lastSeen),
      state,
      report.regions.filter((region) => cellState(row, region) === 'not-observable').join(' '),
      reasons.map(({ text }) => text).join('; '),
      findings.get(row.service) ?? 0,
    ];
  });
  const head = ['service', 'name', 'order', ...report.regions, 'total', 'first_seen', 'last_seen'];
  return csvText([[...head, 'observability', 'not_observable_in', 'why', 'findings'], ...rows]);
}

/** The flows as CSV: from and to (regions), lookups, dependencies, first_seen, last_seen. */
export function flowsToCsv({ flows }: RegionReport): string {
  return csvText([
    ['from', 'to', 'lookups', 'dependencies', 'first_seen', 'last_seen'],
    ...flows.map(({ from, to, lookups, dependencies, firstSeen, lastSeen }) => {
      return [from, to, lookups, dependencies, iso(firstSeen), iso(lastSeen)];
    }),
  ]);
}

/** The findings as CSV: kind, rule, service, path (ids), region, lookups, first_seen, last_seen, why; expired exceptions after violations. */
export function findingsToCsv({ violations, exceptions }: RegionReport): string {
  return csvText([
    ['kind', 'rule', 'service', 'path', 'region', 'lookups', 'first_seen', 'last_seen', 'why'],
    ...violations.map(({ kind, rule, service, path, region, lookups, firstSeen, lastSeen, why }) => {
      return [kind, rule, service, path.join(' > '), region, lookups, iso(firstSeen), iso(lastSeen), why];
    }),
    ...exceptions
      .filter(({ state }) => state === 'expired')
      .map(({ rule, exception: { services, regions, until, reason }, after }) => {
        const place = regions?.join(' ') ?? '';
        return ['expired exception', rule, services?.join(' ') ?? '', '', place, after, '', iso(until), reason];
      }),
  ]);
}

const iso = (at: Micros | null): string => (at === null ? '' : toIso(at));
