import type { RegionException, RegionReport, RegionRule } from '../model/regions.ts';
import { isoWindow, toIso, type Micros } from '../model/time.ts';

/** The report as other programs read it: every instant in ISO 8601. */
export function regionsToJson(report: RegionReport): object {
  return {
    ...report,
    window: isoWindow(report.window),
    rows: report.rows.map(seenAt),
    flows: report.flows.map(seenAt),
    violations: report.violations.map(seenAt),
    exceptions: report.exceptions.map((check) => ({ ...check, exception: exceptionJson(check.exception) })),
    rules: report.rules.map(ruleJson),
  };
}

const iso = (at: Micros | null) => (at === null ? null : toIso(at));

function seenAt<T extends { readonly firstSeen: Micros | null; readonly lastSeen: Micros | null }>(item: T): object {
  return { ...item, firstSeen: iso(item.firstSeen), lastSeen: iso(item.lastSeen) };
}

const exceptionJson = ({ until, ...exception }: RegionException) => ({ ...exception, until: toIso(until) });

function ruleJson({ exceptions, ...rule }: RegionRule): object {
  return exceptions === undefined ? rule : { ...rule, exceptions: exceptions.map(exceptionJson) };
}
