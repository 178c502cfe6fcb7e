import type { Command } from 'commander';
import { sourcesText } from '../../shared/report/text/sources-text.ts';
import { EXIT } from './exit-codes.ts';
import { findingsJson, printJson, sourcesJson } from './json.ts';
import { firstFew } from '../../shared/map/words.ts';
import { shortPaths } from '../../shared/report/short-paths.ts';
import { wrapped } from '../../shared/report/text/table.ts';
import { withEngine, writeOut } from './session.ts';
import { readMapping } from './mapping.ts';
import { addTimesOptions, declarationOf, type TimesFlags } from './times-options.ts';

interface ImportFlags extends TimesFlags {
  readonly case: string;
  readonly format?: string;
  readonly mapping?: readonly string[];
  readonly json?: boolean;
}

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('read files and folders (recursively) into a case; makes the case or extends it')
    .argument('<path...>', 'evidence files and folders')
    .requiredOption('--case <file>', 'the case, NAME.aftermap');
  addTimesOptions(command)
    .option('--format <id>', 'format of files that could be of several, e.g. kubernetes; taken wherever it fits')
    .option(
      '--mapping <file...>',
      'mappings (YAML) that read files with their columns, before any format; kept in the case',
    )
    .option('--json', 'one JSON document')
    .action(async (paths: string[], flags: ImportFlags) => {
      const options = {
        ...declarationOf(flags),
        ...(flags.format === undefined ? {} : { format: flags.format }),
      };
      const mappings = await Promise.all((flags.mapping ?? []).map(readMapping));
      await withEngine(async (engine) => {
        const given = { paths, options: { ...options, mappings }, into: flags.case };
        const result = await engine.call('evidence.import', given);
        const { findings } = await engine.call('evidence.findings', {});
        const { sources, remarks } = await engine.call('case.summary', {});
        await writeOut(
          flags.json
            ? printJson({
                ...sourcesJson(result.case, result.sources),
                leftOut: result.leftOut,
                findings: findingsJson(findings, sources),
                remarks,
              })
            : sourcesText(result.sources) +
                leftOutText(result.leftOut) +
                remarks.map((remark) => `${wrapped(`${remark}.`, '  ')}\n`).join(''),
        );
        if (flags.format !== undefined && !result.sources.some(({ format }) => format === flags.format))
          process.stderr.write(
            `Nothing in the files is of the format ${flags.format} (--format): each was taken as what it looks like. The ids of formats are in docs/formats.md.\n`,
          );
        if (!result.sources.some(({ format }) => format !== 'unknown')) process.exitCode = EXIT.unreadable;
      });
    });
}

/** A line on what of the folders was not taken; nothing where all was. */
function leftOutText(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const names = shortPaths(paths);
  const few = firstFew(paths.map((path) => names.get(path) ?? path));
  return `${wrapped(`Left out, as hidden or a link to a folder: ${few}`, '  ')}\n`;
}
