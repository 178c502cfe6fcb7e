import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import type { PlanScope } from '../../shared/model/plan.ts';
import { planText } from '../../shared/report/text/plan-text.ts';
import { planJson, printJson } from './json.ts';
import { printOrSay } from './pdf.ts';
import { windowOption, withCase, writeOut } from './session.ts';

interface PlanFlags {
  readonly case: string;
  readonly service: string;
  readonly from?: string;
  readonly to?: string;
  readonly scope: PlanScope;
  readonly json?: boolean;
  readonly html?: string;
  readonly pdf?: string;
}

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('in what order to bring services back, in waves (window unset: the incident of the service)')
    .requiredOption('--case <file>', 'the case')
    .requiredOption('--service <service>', 'the service that showed the error')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .addOption(
      new Option('--scope <scope>', 'the failing services, or all that the service reaches')
        .choices(['failing', 'all'])
        .default('failing'),
    )
    .option('--json', 'one JSON document')
    .option('--html <file>', 'write the sheet as HTML')
    .option('--pdf <file>', 'write the sheet as PDF (needs a display)')
    .action(async (flags: PlanFlags) => {
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const question = { service: flags.service, scope: flags.scope, ...(window ? { window } : {}) };
        const plan = await engine.call('plan.read', question);
        if (flags.html !== undefined || flags.pdf !== undefined) {
          const { html } = await engine.call('report.html', { ...question, sections: ['plan'] });
          if (flags.html !== undefined) await writeFile(flags.html, html);
          if (flags.pdf !== undefined) await printOrSay(html, flags.pdf);
        }
        await writeOut(flags.json ? printJson(planJson(plan)) : planText(plan, summary.services));
      });
    });
}
