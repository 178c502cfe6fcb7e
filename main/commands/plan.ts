import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import type { CaseSummary } from '../../shared/api.ts';
import type { Plan, PlanQuestion, PlanScope, RollingBy, Signature } from '../../shared/model/plan.ts';
import { planToCsv } from '../../shared/recovery/export/to-csv.ts';
import { planToJson } from '../../shared/recovery/export/to-json.ts';
import { planToMarkdown } from '../../shared/report/text/plan-markdown.ts';
import { namesFrom } from '../../shared/map/names.ts';
import { planText } from '../../shared/report/text/plan-text.ts';
import type { Engine } from '../engine/engine.ts';
import { differentFiles, nameOption, needs, oneOf } from './given.ts';
import { printJson } from './json.ts';
import { printOrSay } from './pdf.ts';
import { collect, pairOption, planChanges, refuseIdle, type ChangeFlags } from './plan-options.ts';
import { readGiven, windowOption, withCase, writeOut } from './session.ts';
import { writeText } from './write-text.ts';

interface PlanFlags extends ChangeFlags {
  readonly case: string;
  readonly service: string;
  readonly from?: string;
  readonly to?: string;
  readonly scope?: PlanScope;
  readonly services?: string;
  readonly minutes?: string;
  readonly rolling?: RollingBy;
  readonly break?: readonly string[];
  readonly json?: boolean;
  readonly format?: 'md' | 'csv' | 'json';
  readonly out?: string;
  readonly html?: string;
  readonly pdf?: string;
  readonly paper?: 'a4' | 'letter';
  readonly save?: string;
  readonly signedBy?: string;
}

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description(
      'in what order to bring services back, in waves, with senders that fell silent muted before, stood in for and unmuted after (window unset: the incident of the service)',
    )
    .requiredOption('--case <file>', 'the case')
    .requiredOption('--service <service>', 'the service that showed the error')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .addOption(
      new Option(
        '--scope <scope>',
        'the failing services, all that the service reaches, or those of --services (unset: failing; chosen where --services is given)',
      ).choices(['failing', 'all', 'chosen']),
    )
    .option('--services <list>', 'the services to restart, by id or name, with commas between')
    .option('--minutes <file>', 'expected minutes by service (YAML or CSV; “*” for all others)')
    .addOption(
      new Option('--rolling <by>', 'restart the regions or instances of a step one after the other').choices([
        'region',
        'instance',
      ]),
    )
    .option('--break <client>server>', 'open a cycle here, e.g. "A>B": start A without B (may be repeated)', collect)
    .option('--without-service <service>', 'what if it stays down (may be repeated)', collect)
    .option('--without-region <region>', 'what if the region is lost (may be repeated)', collect)
    .option(
      '--without-dependency <client>server>',
      'what if the client does without the server (may be repeated)',
      collect,
    )
    .option(
      '--with-service <service>',
      'what if it is restarted too; a new one may be named (may be repeated)',
      collect,
    )
    .option('--with-region <region>', 'what if all come up in this region too (may be repeated)', collect)
    .option('--with-dependency <client>server>', 'what if the client needs the server too (may be repeated)', collect)
    .option('--json', 'one JSON document')
    .addOption(new Option('--format <format>', 'the runbook: Markdown, CSV or JSON').choices(['md', 'csv', 'json']))
    .option('--out <file>', 'write the runbook to a file, not to stdout (format unset: by its ending)')
    .option('--html <file>', 'write the sheet as HTML')
    .option('--pdf <file>', 'write the sheet as PDF (needs a display)')
    .addOption(new Option('--paper <paper>', 'with --html or --pdf: the paper (unset: a4)').choices(['a4', 'letter']))
    .option('--save <name>', 'keep the plan in the case under a name (see aftermap plans)')
    .option('--signed-by <name>', 'with --save: sign it as the one who prepared it, now')
    .action(async (flags: PlanFlags) => {
      const scope = flags.scope ?? (flags.services === undefined ? 'failing' : 'chosen');
      if ((scope === 'chosen') !== (flags.services !== undefined))
        throw new AftermapError('usage', '--scope chosen and --services go together.', 'Give both, or neither.');
      needs(flags, 'signedBy', ['save']);
      needs(flags, 'paper', ['html', 'pdf']);
      differentFiles(flags, ['case', 'minutes', 'out', 'html', 'pdf']);
      if (flags.out === undefined) oneOf(flags, ['json', 'format']);
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const whatIf = planChanges(flags);
        const question: PlanQuestion = {
          service: flags.service,
          scope,
          ...(window ? { window } : {}),
          ...(flags.services === undefined ? {} : { services: listed(flags.services) }),
          ...(flags.break ? { breaks: flags.break.map((text) => pairOption('--break', text)) } : {}),
          ...(flags.minutes === undefined ? {} : { minutes: await minutesFile(engine, flags.minutes) }),
          ...(flags.rolling ? { rolling: flags.rolling } : {}),
          ...(whatIf ? { whatIf } : {}),
        };
        const plan = await engine.call('plan.read', question);
        refuseIdle(plan, namesFrom(summary.services));
        await printSheet(engine, question, flags);
        if (flags.save !== undefined) await save(engine, question, nameOption('--save', flags.save), flags.signedBy);
        await writeOut(await runbook(plan, flags, summary));
      });
    });
}

function listed(text: string): string[] {
  return text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}

async function minutesFile(engine: Engine, file: string): Promise<Readonly<Record<string, number>>> {
  return (await engine.call('minutes.parse', { text: await readGiven('minutes', file), file })).minutes;
}

async function printSheet(engine: Engine, question: PlanQuestion, { html: file, pdf, paper }: PlanFlags) {
  if (file === undefined && pdf === undefined) return;
  const { html } = await engine.call('plan.html', { plan: { question }, ...(paper ? { paper } : {}) });
  if (file !== undefined) await writeText(file, html);
  if (pdf !== undefined) await printOrSay(html, pdf);
}

async function save(engine: Engine, question: PlanQuestion, name: string, signer: string | undefined) {
  const at = Date.now() * 1000;
  const signatures: Signature[] =
    signer === undefined ? [] : [{ role: 'prepared', name: nameOption('--signed-by', signer), at }];
  const { id } = await engine.call('plan.save', { name, question, at, signatures });
  process.stderr.write(`Kept in the case as plan ${id}, “${name}”.\n`);
}

/** What goes to stdout: the runbook, or where it went to a file, nothing but what was asked beside it. */
async function runbook(plan: Plan, flags: PlanFlags, summary: CaseSummary): Promise<string> {
  const ending = flags.out?.match(/\.(md|csv|json)$/i)?.[1]?.toLowerCase();
  const format = flags.format ?? (flags.out === undefined ? undefined : (ending ?? 'md'));
  const name = namesFrom(summary.services);
  const text =
    format === 'md'
      ? planToMarkdown(plan, summary)
      : format === 'csv'
        ? planToCsv(plan, name)
        : format === 'json'
          ? printJson(planToJson(plan))
          : undefined;
  if (flags.out !== undefined && text !== undefined) await writeText(flags.out, text);
  if (flags.json) return printJson(planToJson(plan));
  return text === undefined || flags.out !== undefined ? planText(plan, summary.services) : text;
}
