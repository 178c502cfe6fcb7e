import { byId } from '../../graph/graph.ts';
import { counted } from '../../map/words.ts';
import { noLogText } from '../../compliance/observability.ts';
import type { BlindSpot, RegionReport, RegionRow } from '../../model/regions.ts';
import type { TenantBorder } from '../../policy/tenant-map.ts';
import { foldWay, leftOut, nodesOf, type Kept } from './fold.ts';

/**
 * Where a tenant's own services were processed, and what of that is against a rule. Rules are called by their number: their names and
 * selectors may name others.
 */
export function tenantRegions(
  report: RegionReport,
  border: TenantBorder,
  name: (service: string) => string,
): Kept<RegionReport> {
  const { isOwn, nodeOf } = border;
  const rows = report.rows.filter(({ service }) => isOwn(service));
  const violations = report.violations.filter(({ service, path }) => isOwn(service) && isOwn(path.at(-1) ?? ''));
  const ruleNames = new Map(report.rules.map((rule, at) => [rule.name, `rule ${at + 1}`]));
  const ruleName = (rule: string) => ruleNames.get(rule) ?? '';
  const isAlone = rows.length === report.rows.length;
  const cited = [...new Set(violations.map(({ rule }) => rule))];
  return {
    kept: {
      ...report,
      regions: [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))].sort(byId),
      rows: rows.map((row) => rowFor(row, border, name)),
      flows: isAlone ? report.flows : [],
      violations: violations.map((found) => ({
        ...found,
        rule: ruleName(found.rule),
        path: foldWay(found.path.map(nodeOf), (node) => node),
      })),
      exceptions: [],
      checks: cited.map((rule) => {
        const own = violations.filter((found) => found.rule === rule);
        const governed = new Set(own.map(({ service }) => service)).size;
        return { rule: ruleName(rule), state: 'broken', governed, violations: own.length, unlisted: 0, unchecked: [] };
      }),
      rules: report.rules.map(({ allow, forbid }, at) => ({
        name: `rule ${at + 1}`,
        ...(allow ? { allow } : {}),
        ...(forbid ? { forbid } : {}),
      })),
    },
    leftOut: [
      ...leftOut(report.rows.length - rows.length, (n) => `Regions: where ${counted(n, 'service')} of others ran.`),
      ...leftOut(
        isAlone ? 0 : report.flows.length,
        (n) => `Regions: ${counted(n, 'flow')} from region to region, which others are part of.`,
      ),
      ...leftOut(
        report.violations.length - violations.length,
        (n) => `Regions: ${counted(n, 'finding')} at services of others.`,
      ),
      ...leftOut(
        report.rules.length,
        (n) =>
          `Regions: names of ${counted(n, 'rule')}, whom they govern, their exceptions and what of them could not be checked; they are called by their number.`,
      ),
    ],
  };
}

function rowFor(row: RegionRow, border: TenantBorder, name: (service: string) => string): RegionRow {
  const { parent, observability } = row;
  return {
    ...row,
    parent: parent !== null && border.isOwn(parent) ? parent : null,
    observability: { ...observability, reasons: observability.reasons.map((one) => reasonFor(one, border, name)) },
  };
}

function reasonFor(spot: BlindSpot, border: TenantBorder, name: (service: string) => string): BlindSpot {
  const services = nodesOf(border, spot.services);
  return { ...spot, services, text: spot.reason === 'no-log' ? noLogText(services.map(name)) : spot.text };
}
