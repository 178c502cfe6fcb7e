import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { regionsToCsv } from '../../shared/compliance/to-csv.ts';
import { regionsText } from '../../shared/report/text/regions-text.ts';
import { EXIT } from './exit-codes.ts';
import { printJson, regionsJson } from './json.ts';
import { windowOption, withCase, writeOut } from './session.ts';

interface RegionFlags {
  readonly case: string;
  readonly service: string;
  readonly from?: string;
  readonly to?: string;
  readonly rules?: string;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly csv?: string;
}

export function addRegions(program: Command): void {
  program
    .command('regions')
    .description('in which regions the services that a service reaches were processed (window unset: the whole case)')
    .requiredOption('--case <file>', 'the case')
    .requiredOption('--service <service>', 'the service')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--rules <file>', 'residency rules (YAML)')
    .option('--check', 'exit with 1 where a rule is violated')
    .option('--json', 'one JSON document')
    .option('--csv <file>', 'write the table as CSV')
    .action(async (flags: RegionFlags) => {
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const rules =
          flags.rules === undefined
            ? []
            : (await engine.call('rules.parse', { text: await rulesFile(flags.rules), file: flags.rules })).rules;
        const report = await engine.call('regions.read', {
          service: flags.service,
          rules,
          ...(window ? { window } : {}),
        });
        if (flags.csv !== undefined) await writeFile(flags.csv, regionsToCsv(report, summary.services));
        await writeOut(flags.json ? printJson(regionsJson(report)) : regionsText(report, summary.services));
        if (flags.check && report.violations.length > 0) process.exitCode = EXIT.findings;
      });
    });
}

async function rulesFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new AftermapError(
      'usage',
      `The rules file ${path} cannot be read.`,
      'Check the name, and that you may read it.',
      { cause: error },
    );
  });
}
