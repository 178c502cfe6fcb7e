import { join } from 'node:path';
import type { Command } from 'commander';
import { printOrSay } from './pdf.ts';
import { windowOption, withCase, writeOut } from './session.ts';
import { makeFolder, writeText } from './write-text.ts';
import { reportSection } from '../../shared/api.ts';
import { reportHtml } from '../../shared/report/report-html.ts';
import { reportFiles } from './report-files.ts';

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
        await makeFolder(flags.out);
        const files = reportFiles(report);
        for (const [name, text] of Object.entries(files)) await writeText(join(flags.out, name), text);
        const printed = (await printOrSay(reportHtml(report), join(flags.out, 'report.pdf'))) ? ['report.pdf'] : [];
        await writeOut([...Object.keys(files), ...printed].map((name) => join(flags.out, name)).join('\n'));
      });
    });
}
