import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { findingsToCsv, flowsToCsv, regionsToCsv } from '../../shared/compliance/to-csv.ts';
import { regionsToJson } from '../../shared/compliance/to-json.ts';
import type { Weight } from '../../shared/compliance/weight.ts';
import { findingsOf } from '../../shared/compliance/words.ts';
import { regionsText } from '../../shared/report/text/regions-text.ts';
import { EXIT } from './exit-codes.ts';
import { differentFiles } from './given.ts';
import { printJson } from './json.ts';
import { readGiven, windowOption, withCase, writeOut } from './session.ts';
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
      if (flags.check && flags.rules === undefined)
        throw new AftermapError(
          'usage',
          '--check has no rules to check.',
          'Give --rules FILE with the residency rules (YAML); without rules nothing can be against them.',
        );
      if (flags.findingsCsv !== undefined && flags.rules === undefined)
        throw new AftermapError('usage', '--findings-csv needs rules to find anything.', 'Give --rules FILE as well.');
      differentFiles(flags, ['case', 'rules', 'csv', 'flowsCsv', 'findingsCsv']);
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const rules =
          flags.rules === undefined
            ? []
            : (await engine.call('rules.parse', { text: await readGiven('rules', flags.rules), file: flags.rules }))
                .rules;
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
