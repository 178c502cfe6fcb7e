import { join } from 'node:path';
import type { Command } from 'commander';
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
import { reportSection, type Report } from '../../shared/api.ts';
import { diagnosisJson, printJson, sourcesJson } from './json.ts';
import { printOrSay } from './pdf.ts';
import { windowOption, withCase, writeOut } from './session.ts';
import { makeFolder, writeText } from './write-text.ts';

interface ReportFlags {
  readonly case: string;
  readonly service: string;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly tenant?: string;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('everything, for people (HTML, PDF) and for programs (JSON, CSV, DOT)')
    .requiredOption('--case <file>', 'the case')
    .requiredOption('--service <service>', 'the service that showed the error')
    .requiredOption('--out <dir>', 'the folder to write to')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--tenant <tenant>', 'to be handed to this tenant: nobody else is named, what is left out is said')
    .action(async (flags: ReportFlags) => {
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const report = await engine.call('report.read', {
          service: flags.service,
          sections: reportSection.options,
          ...(window ? { window } : {}),
          ...(flags.tenant === undefined ? {} : { tenant: flags.tenant }),
        });
        const html = reportHtml(report);
        await makeFolder(flags.out);
        const files = filesOf(report, html);
        for (const [name, text] of Object.entries(files)) await writeText(join(flags.out, name), text);
        const printed = (await printOrSay(html, join(flags.out, 'report.pdf'))) ? ['report.pdf'] : [];
        await writeOut([...Object.keys(files), ...printed].map((name) => join(flags.out, name)).join('\n'));
      });
    });
}

/** The files of a report folder by name: sheets for people, the results for programs. */
function filesOf(report: Report, html: string): Readonly<Record<string, string>> {
  const { summary, fleet, diagnosis, plan, regions, heartbeats, audit, policies, tenant } = report;
  const document = (value: object) => printJson(tenant ? { ...tenant, ...value } : value);
  return {
    'report.html': html,
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
