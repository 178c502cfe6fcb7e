import { rm } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { isOpened } from '../../shared/model/evidence.ts';
import { AftermapError } from '../../shared/failure.ts';
import { parseMapping } from '../../shared/mapping/mapping-yaml.ts';
import { mappedKind, type MappedKind, type Mapping } from '../../shared/model/mapping.ts';
import { trialText } from '../../shared/report/text/trial-text.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exit-codes.ts';
import { printJson } from './json.ts';
import { readGiven, withEngine, writeOut } from './session.ts';

/** The mapping in a file. Fails with `usage`. */
export async function readMapping(path: string): Promise<Mapping> {
  return parseMapping(await readGiven('mapping', path), path);
}

interface ProposeFlags {
  readonly kind?: MappedKind;
  readonly pattern?: string;
  readonly delimiter?: string;
  readonly json?: boolean;
}

interface CheckFlags {
  readonly mapping: string;
  readonly json?: boolean;
}

export function addMapping(program: Command): void {
  const command = program
    .command('mapping')
    .description('make and check mappings: how the columns of a file that nothing recognises become fields');
  command
    .command('propose')
    .description('propose a mapping of a file as YAML on stdout; what it yields of the first records on stderr')
    .argument('<file>', 'a file whose columns are to be mapped')
    .addOption(new Option('--kind <kind>', 'what its records say; else what fits best').choices(mappedKind.options))
    .option('--pattern <pattern>', 'a regular expression with named groups, for plain lines')
    .option('--delimiter <text>', 'what stands between the columns of plain lines without a header')
    .option('--json', 'one JSON document: mapping, columns, what it yields')
    .action(async (file: string, flags: ProposeFlags) => {
      const { kind, pattern, delimiter } = flags;
      const lines = pattern !== undefined ? { pattern } : delimiter !== undefined ? { delimiter } : undefined;
      await withFile(file, async (engine, source) => {
        const { look, mapping } = await engine.call('mapping.propose', {
          source,
          ...(kind ? { kind } : {}),
          ...(lines ? { lines } : {}),
        });
        const trial = await engine.call('mapping.try', { source, mapping }).catch((error: unknown) => {
          if (error instanceof AftermapError) return error;
          throw error;
        });
        if (flags.json) {
          const { message, hint } = trial instanceof AftermapError ? trial : { message: undefined, hint: undefined };
          await writeOut(
            printJson({ mapping, look, ...(message === undefined ? { trial } : { problem: message, hint }) }),
          );
          return;
        }
        await writeOut((await engine.call('mapping.yaml', { mapping })).yaml);
        const said = trial instanceof AftermapError ? `${trial.message}\n${trial.hint}\n` : trialText(trial);
        process.stderr.write(`\n${said}`);
      });
    });
  command
    .command('check')
    .description('read a whole file with a mapping, and say what it yields and what fails; nothing is kept')
    .argument('<file>', 'a file that the mapping is for')
    .requiredOption('--mapping <file>', 'the mapping (YAML)')
    .option('--json', 'one JSON document')
    .action(async (file: string, flags: CheckFlags) => {
      const mapping = await readMapping(flags.mapping);
      await withFile(file, async (engine, source) => {
        const trial = await engine.call('mapping.try', { source, mapping, whole: true });
        await writeOut(flags.json ? printJson({ file, mapping: mapping.name, ...trial }) : trialText(trial));
        if (trial.taken === 0) process.exitCode = EXIT.unreadable;
      });
    });
}

/** Does the work on a case that holds the file alone and is gone afterwards. */
async function withFile(file: string, work: (engine: Engine, source: number) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'aftermap-mapping-'));
  try {
    await withEngine(async (engine) => {
      const into = join(folder, 'mapping.aftermap');
      const { sources } = await engine.call('evidence.import', { paths: [file], into });
      const [source] = sources;
      if (!source || !isOpened(source) || sources.length > 1)
        throw new AftermapError(
          'usage',
          sources.length > 1 ? `${file} holds several files.` : `${file} cannot be read. ${source?.problem ?? ''}`,
          'Give one file.',
        );
      await work(engine, source.id);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
