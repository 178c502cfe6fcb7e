import { auditToJson } from '../../shared/audit/to-json.ts';
import { auditTable } from '../../shared/audit/to-table.ts';
import { lossesToCsv, pairsToCsv } from '../../shared/heartbeat/to-csv.ts';
import { heartbeatsToJson } from '../../shared/heartbeat/to-json.ts';
import { csvText } from '../../shared/map/export/csv.ts';
import { policiesToJson } from '../../shared/policy/to-json.ts';
import { toDot } from '../../shared/map/export/to-dot.ts';
import { toCsv } from '../../shared/map/export/to-csv.ts';
import { toJson as mapToJson } from '../../shared/map/export/to-json.ts';
import { regionsToCsv } from '../../shared/compliance/to-csv.ts';
import { regionsToJson } from '../../shared/compliance/to-json.ts';
import { planToJson } from '../../shared/recovery/export/to-json.ts';
import { planHtml } from '../../shared/report/plan-html.ts';
import { reportHtml } from '../../shared/report/report-html.ts';
import type { Report } from '../../shared/api.ts';
import { diagnosisJson, printJson, sourcesJson } from './json.ts';

/** The files of a report folder by name: sheets for people, the results for programs. */
export function reportFiles(report: Report): Readonly<Record<string, string>> {
  const { summary, fleet, diagnosis, plan, regions, heartbeats, audit, policies, tenant } = report;
  const document = (value: object) => printJson(tenant ? { ...tenant, ...value } : value);
  return {
    'report.html': reportHtml(report),
    ...(plan && { 'plan.html': planHtml({ summary, plan, tenant, ...(diagnosis ? { diagnosis } : {}) }) }),
    'evidence.json': document(sourcesJson(summary.path, summary.sources)),
    'map.json': document(mapToJson(fleet)),
    'map.csv': toCsv(fleet),
    'map.dot': toDot(fleet),
    ...(diagnosis && { 'diagnosis.json': document(diagnosisJson(diagnosis)) }),
    ...(plan && { 'plan.json': document(planToJson(plan)) }),
    ...(regions && {
      'regions.json': document(regionsToJson(regions)),
      'regions.csv': regionsToCsv(regions, summary.services),
    }),
    ...(heartbeats && {
      'heartbeats.json': document(heartbeatsToJson(heartbeats)),
      'heartbeats.csv': pairsToCsv(heartbeats),
      'heartbeat-losses.csv': lossesToCsv(heartbeats),
    }),
    ...(audit && {
      'audit.json': document({ ...auditToJson(audit), ...(policies && { policies: policiesToJson(policies) }) }),
      'audit.csv': csvText(auditTable(audit.findings, summary.services)),
    }),
  };
}
