import type { Command } from 'commander';
import { sourcesText } from '../../shared/report/text/sources-text.ts';
import { EXIT } from './exit-codes.ts';
import { printJson, sourcesJson } from './json.ts';
import { withCase, writeOut } from './session.ts';
import { addTimesOptions, declarationOf, type TimesFlags } from './times-options.ts';

interface ImportFlags extends TimesFlags {
  readonly case: string;
  readonly format?: string;
  readonly json?: boolean;
}

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('read files and folders (recursively) into a case; makes the case or extends it')
    .argument('<path...>', 'evidence files and folders')
    .requiredOption('--case <file>', 'the case, NAME.aftermap');
  addTimesOptions(command)
    .option('--format <id>', 'format of files that could be of several, e.g. kubernetes')
    .option('--json', 'one JSON document')
    .action(async (paths: string[], flags: ImportFlags) => {
      const options = {
        ...declarationOf(flags),
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
