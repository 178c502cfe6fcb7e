import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { findingsToCsv, flowsToCsv, regionsToCsv } from '../../shared/compliance/to-csv.ts';
import { regionsToJson } from '../../shared/compliance/to-json.ts';
import type { Weight } from '../../shared/compliance/weight.ts';
import { findingsOf } from '../../shared/compliance/words.ts';
import { regionsText } from '../../shared/report/text/regions-text.ts';
import { EXIT } from './exit-codes.ts';
import { printJson } from './json.ts';
import { windowOption, withCase, writeOut } from './session.ts';
import { writeText } from './write-text.ts';

interface RegionFlags {
  readonly case: string;
  readonly service: string;
  readonly from?: string;
  readonly to?: string;
  readonly rules?: string;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly weight: Weight;
  readonly csv?: string;
  readonly flowsCsv?: string;
  readonly findingsCsv?: string;
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
    .option('--check', 'exit with 1 where a rule is violated or an exception of it has expired')
    .addOption(
      new Option('--weight <what>', 'what a cell counts: lookups, or distinct dependencies')
        .choices(['lookups', 'dependencies'])
        .default('lookups'),
    )
    .option('--json', 'one JSON document')
    .option('--csv <file>', 'write services by regions as CSV')
    .option('--flows-csv <file>', 'write the flows from region to region as CSV')
    .option('--findings-csv <file>', 'write the findings as CSV')
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
        const { weight } = flags;
        if (flags.csv !== undefined) await writeText(flags.csv, regionsToCsv(report, summary.services, weight));
        if (flags.flowsCsv !== undefined) await writeText(flags.flowsCsv, flowsToCsv(report));
        if (flags.findingsCsv !== undefined) await writeText(flags.findingsCsv, findingsToCsv(report));
        await writeOut(
          flags.json ? printJson({ ...regionsToJson(report), weight }) : regionsText(report, summary.services, weight),
        );
        if (flags.check && findingsOf(report) > 0) process.exitCode = EXIT.findings;
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
