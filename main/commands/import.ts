import type { Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import { sourcesText } from '../../shared/report/text/sources-text.ts';
import { EXIT } from './exit-codes.ts';
import { printJson, sourcesJson } from './json.ts';
import { instantOption, withCase, writeOut } from './session.ts';

interface ImportFlags {
  readonly case: string;
  readonly zone?: string;
  readonly year?: string;
  readonly format?: string;
  readonly at?: string;
  readonly json?: boolean;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('read files and folders (recursively) into a case; makes the case or extends it')
    .argument('<path...>', 'evidence files and folders')
    .requiredOption('--case <file>', 'the case, NAME.aftermap')
    .option('--zone <zone>', 'time zone of times that name none (IANA, e.g. Europe/Berlin); else UTC is assumed')
    .option('--year <year>', 'year of times that name none')
    .option('--at <time>', 'time of records that have none')
    .option('--format <id>', 'format of files that could be of several, e.g. kubernetes')
    .option('--json', 'one JSON document')
    .action(async (paths: string[], flags: ImportFlags) => {
      const options = {
        ...(flags.zone === undefined ? {} : { zone: zoneOption(flags.zone) }),
        ...(flags.year === undefined ? {} : { year: yearOption(flags.year) }),
        ...(flags.at === undefined ? {} : { at: instantOption('--at', flags.at) }),
        ...(flags.format === undefined ? {} : { format: flags.format }),
      };
      await withCase(
        flags.case,
        async (engine) => {
          const result = await engine.call('evidence.import', { paths, options });
          await writeOut(
            flags.json ? printJson(sourcesJson(result.case, result.sources)) : sourcesText(result.sources),
          );
          if (!result.sources.some(({ format }) => format !== 'unknown')) process.exitCode = EXIT.unreadable;
        },
        true,
      );
    });
}

function zoneOption(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new AftermapError(
      'usage',
      `--zone "${zone}" is not a time zone.`,
      'Give an IANA name, e.g. America/New_York or UTC.',
    );
  }
}

function yearOption(year: string): number {
  if (!/^\d{4}$/.test(year)) throw new AftermapError('usage', `--year "${year}" is not a year.`, 'Give four digits.');
  return Number(year);
}
