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
    .action(async (flags: ReportFlags) => {
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const question = { service: flags.service, ...(window ? { window } : {}) };
        const diagnosis = await engine.call('diagnosis.read', question);
        const plan = await engine.call('plan.read', question);
        const map = await engine.call('map.read', { window: diagnosis.window });
        const regions = await engine.call('regions.read', { ...question, window: diagnosis.window });
        const beats = await engine.call('heartbeats.read', { window: diagnosis.window });
        const audit = await engine.call('audit.read', { window: diagnosis.window });
        const policies = await engine.call('policy.read', { window: diagnosis.window });
        const { html } = await engine.call('report.html', {
          ...question,
          sections: ['evidence', 'map', 'trace', 'plan', 'regions', 'heartbeats', 'audit'],
        });
        const sheet = await engine.call('report.html', { ...question, sections: ['plan'] });
        await makeFolder(flags.out);
        const files: Readonly<Record<string, string>> = {
          'report.html': html,
          'plan.html': sheet.html,
          'evidence.json': printJson(sourcesJson(summary.path, summary.sources)),
          'map.json': printJson(mapToJson(map)),
          'map.csv': toCsv(map),
          'map.dot': toDot(map),
          'diagnosis.json': printJson(diagnosisJson(diagnosis)),
          'plan.json': printJson(planToJson(plan)),
          'regions.json': printJson(regionsToJson(regions)),
          'regions.csv': regionsToCsv(regions, summary.services),
          'heartbeats.json': printJson(heartbeatsToJson(beats)),
          'heartbeats.csv': pairsToCsv(beats),
          'heartbeat-losses.csv': lossesToCsv(beats),
          'audit.json': printJson({ ...auditToJson(audit), policies: policiesToJson(policies) }),
          'audit.csv': csvText(auditTable(audit.findings, summary.services)),
        };
        for (const [name, text] of Object.entries(files)) await writeText(join(flags.out, name), text);
        const printed = (await printOrSay(html, join(flags.out, 'report.pdf'))) ? ['report.pdf'] : [];
        await writeOut([...Object.keys(files), ...printed].map((name) => join(flags.out, name)).join('\n'));
      });
    });
}
