import type { Report, ReportSection } from '../../api.ts';
import type { Attribute } from '../../model/policy.ts';
import { tenantMap, type TenantBorder } from '../../policy/tenant-map.ts';
import { namesFrom } from '../../map/names.ts';
import { byNumber } from './fold.ts';
import { tenantAudit, tenantPolicies } from './tenant-audit.ts';
import { tenantDiagnosis } from './tenant-diagnosis.ts';
import { tenantHeartbeats } from './tenant-heartbeats.ts';
import { tenantPlan } from './tenant-plan.ts';
import { tenantRegions } from './tenant-regions.ts';
import { tenantSummary } from './tenant-summary.ts';

/**
 * A report fit to be handed to one tenant: what is of its own services as it is; what crosses its border with the other end called by what
 * stands for it, as in the tenant's map; what is between others, or cannot be said without naming them, is left out, which `leftOut` says.
 * Its diagnosis and plan have to be made from `tenantScene`, so that their sentences name nobody else.
 */
export function tenantReport(report: Report, attributes: readonly Attribute[], border: TenantBorder): Report {
  const { map, fleet, diagnosis, plan, regions, heartbeats, audit, policies } = report;
  const of = (whole: Report['map']) => tenantMap(whole, attributes, border.tenant, border);
  const summary = tenantSummary(report.summary, border);
  const name = namesFrom(summary.kept.services);
  const parts = {
    diagnosis: diagnosis && tenantDiagnosis(diagnosis, border),
    plan: plan && tenantPlan(plan, border),
    regions: regions && tenantRegions(regions, border, name),
    heartbeats: heartbeats && tenantHeartbeats(heartbeats, border),
    audit: audit && tenantAudit(audit, border),
    policies: policies && tenantPolicies(policies, border),
  };
  const { others, uncertain } = of(fleet);
  const kept = Object.fromEntries(Object.entries(parts).flatMap(([key, part]) => (part ? [[key, part.kept]] : [])));
  return byNumber({
    ...report,
    ...kept,
    summary: summary.kept,
    map: of(map).map,
    fleet: of(fleet).map,
    tenant: {
      tenant: border.tenant,
      others,
      uncertain,
      leftOut: [
        ...summary.leftOut,
        ...PARTS.flatMap(([key, section]) => (report.sections.includes(section) ? (parts[key]?.leftOut ?? []) : [])),
      ],
    },
  });
}

/** The chapter in which each part is told. */
const PARTS = [
  ['diagnosis', 'trace'],
  ['plan', 'plan'],
  ['regions', 'regions'],
  ['heartbeats', 'heartbeats'],
  ['audit', 'audit'],
  ['policies', 'audit'],
] as const satisfies readonly (readonly [keyof Report, ReportSection])[];
