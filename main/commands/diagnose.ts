import type { Command } from 'commander';
import { diagnosisText } from '../../shared/report/text/diagnosis-text.ts';
import { EXIT } from './exit-codes.ts';
import { diagnosisJson, printJson } from './json.ts';
import { windowOption, withCase, writeOut } from './session.ts';

interface DiagnoseFlags {
  readonly case: string;
  readonly service: string;
  readonly from?: string;
  readonly to?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description(
      'where the fault that was noticed at a service began: ranked rival origins (window unset: its incident)',
    )
    .requiredOption('--case <file>', 'the case')
    .requiredOption('--service <service>', 'the service that showed the error')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--check', 'exit with 1 where an origin was found')
    .option('--json', 'one JSON document')
    .action(async (flags: DiagnoseFlags) => {
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const diagnosis = await engine.call('diagnosis.read', {
          service: flags.service,
          ...(window ? { window } : {}),
        });
        await writeOut(flags.json ? printJson(diagnosisJson(diagnosis)) : diagnosisText(diagnosis, summary.services));
        if (flags.check && diagnosis.origins.length > 0) process.exitCode = EXIT.findings;
      });
    });
}
