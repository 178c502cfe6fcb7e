import type { Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { comparisonToCsv } from '../../shared/comparison/to-csv.ts';
import { comparisonText } from '../../shared/report/text/comparison-text.ts';
import { differentFiles } from './given.ts';
import { comparisonJson, printJson } from './json.ts';
import { instantOption, windowOption, withCase, writeOut } from './session.ts';
import { writeText } from './write-text.ts';

interface CompareFlags {
  readonly case: string;
  readonly from?: string;
  readonly to?: string;
  readonly againstFrom?: string;
  readonly againstTo?: string;
  readonly againstCase?: string;
  readonly service?: string;
  readonly json?: boolean;
  readonly csv?: string;
  readonly html?: string;
}

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('what differs between two windows, or two cases: dependencies added, gone, moved and changed, and why')
    .requiredOption('--case <file>', 'the case')
    .option('--from <time>', 'begin of the window (unset: that of the case)')
    .option('--to <time>', 'end of the window')
    .option('--against-from <time>', 'begin of the window that it is held against')
    .option('--against-to <time>', 'end of that window')
    .option('--against-case <file>', 'the case of that window (unset: the same; its window unset: all of it)')
    .option('--service <service>', 'only what this service reaches in either window')
    .option('--json', 'one JSON document')
    .option('--csv <file>', 'write the dependencies as CSV')
    .option('--html <file>', 'write a sheet to print')
    .action(async (flags: CompareFlags) => {
      const against = againstOption(flags);
      differentFiles(flags, ['case', 'csv', 'html']);
      differentFiles(flags, ['againstCase', 'csv', 'html']);
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const question = {
          ...(window ? { window } : {}),
          ...(against ? { against } : {}),
          ...(flags.againstCase === undefined ? {} : { againstCase: flags.againstCase }),
          ...(flags.service === undefined ? {} : { service: flags.service }),
        };
        const comparison = await engine.call('comparison.read', question);
        if (flags.csv !== undefined) await writeText(flags.csv, comparisonToCsv(comparison));
        if (flags.html !== undefined)
          await writeText(flags.html, (await engine.call('comparison.html', question)).html);
        await writeOut(flags.json ? printJson(comparisonJson(comparison)) : comparisonText(comparison));
      });
    });
}

/** The window to hold against; both ends or, for all of another case, none. */
function againstOption({ againstFrom, againstTo, againstCase }: CompareFlags): TimeWindow | undefined {
  if (againstFrom === undefined && againstTo === undefined) {
    if (againstCase !== undefined) return undefined;
    throw new AftermapError(
      'usage',
      'There is nothing to compare with.',
      'Give --against-from and --against-to, or --against-case.',
    );
  }
  if (againstFrom === undefined || againstTo === undefined)
    throw new AftermapError(
      'usage',
      'The window to compare with has one end only.',
      'Give --against-from and --against-to.',
    );
  const [from, to] = [instantOption('--against-from', againstFrom), instantOption('--against-to', againstTo)];
  if (from >= to)
    throw new AftermapError(
      'usage',
      'The window to compare with must end after it begins.',
      'Give --against-from before --against-to.',
    );
  return { from, to };
}
