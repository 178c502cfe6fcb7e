import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import type { Source } from '../../shared/model/evidence.ts';
import { sourcesText } from '../../shared/report/text/sources-text.ts';
import { printJson, sourcesJson } from './json.ts';
import { withCase, writeOut } from './session.ts';
import { addTimesOptions, declarationOf, type TimesFlags } from './times-options.ts';

interface DeclareFlags extends TimesFlags {
  readonly case: string;
  readonly source: readonly string[];
  readonly json?: boolean;
}

export function addDeclare(program: Command): void {
  const command = program
    .command('declare')
    .description(
      'say what the times of sources in a case mean; each is read anew, and what was said of it before counts no more (no option: nothing is said)',
    )
    .requiredOption('--case <file>', 'the case')
    .requiredOption('--source <path...>', 'paths of sources, or their ends where only one has it, e.g. requests.csv');
  addTimesOptions(command)
    .option('--json', 'one JSON document')
    .action(async (flags: DeclareFlags) => {
      const declaration = declarationOf(flags);
      await withCase(flags.case, async (engine, { path, sources }) => {
        const declared: Source[] = [];
        for (const source of flags.source.map((named) => sourceNamed(sources, named)))
          declared.push((await engine.call('evidence.declare', { source: source.id, declaration })).source);
        await writeOut(flags.json ? printJson(sourcesJson(path, declared)) : sourcesText(declared));
      });
    });
}

/** The source of a path, or the only one whose path ends with it. Fails with `usage`. */
function sourceNamed(sources: readonly Source[], named: string): Source {
  const exact = sources.filter(({ path }) => path === named || path === resolve(named));
  const found =
    exact.length > 0
      ? exact
      : sources.filter(({ path }) => /[/\\!]/.test(path.at(-named.length - 1) ?? '') && path.endsWith(named));
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new AftermapError(
    'usage',
    only ? `--source "${named}" fits ${found.length} sources.` : `The case holds no source "${named}".`,
    `Give the path of one: ${(only ? found : sources)
      .slice(0, 5)
      .map(({ path }) => path)
      .join(', ')}`,
  );
}
