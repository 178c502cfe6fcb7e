import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DependencyMap } from '../../shared/model/map.ts';
import type { BrushedWindows } from './brushed-windows.ts';
import type { Evidence } from './evidence.ts';
import { measure, median, type Measured } from './measure.ts';
import type { Programs } from './programs.ts';

/** Time and memory of one thing: medians of its repeats. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** Everything that was measured over one big set. */
export interface Figures {
  readonly evidence: Evidence;
  readonly repeats: number;
  readonly import: Cost;
  /** The steps of the import that follow the reading of the files: pairing, resolving, facts. */
  readonly buildSeconds: number;
  readonly map: Cost;
  readonly answersByHand: Cost;
  readonly lookupsByHand: Cost;
  readonly raw: Cost;
  readonly windows: BrushedWindows;
  readonly dependencies: number;
  readonly caseBytes: number;
}

/** Measures one set: the repeats take turns, so that a busy minute of the machine falls on all of them. */
export async function measureSet(
  programs: Programs,
  evidence: Evidence,
  scratch: string,
  repeats: number,
): Promise<Figures> {
  const { folder, format } = evidence;
  const file = join(scratch, 'bench.aftermap');
  const database = join(scratch, 'by-hand.duckdb');
  const byHand = async (statements: readonly string[], ...options: readonly string[]): Promise<Measured> => {
    await removeDatabase(database);
    return measure(programs.byHand, [`--database=${database}`, ...options, ...statements], folder);
  };
  const statement = (facts: string) => ['settings', `files-${format}`, 'segments', facts, 'map'];
  const runs = { import: [], map: [], answers: [], lookups: [], raw: [] } as Record<
    'import' | 'map' | 'answers' | 'lookups' | 'raw',
    Measured[]
  >;
  for (let nth = 1; nth <= repeats; nth += 1) {
    console.error(`${evidence.size} ${format}, run ${nth} of ${repeats}`);
    await removeDatabase(file);
    runs.import.push(await measure(programs.commandLine, ['import', folder, '--case', file, '--json']));
    runs.map.push(await measure(programs.commandLine, ['map', '--case', file, '--json']));
    runs.answers.push(await byHand(statement('facts-of-answers')));
    runs.lookups.push(await byHand(statement('facts-of-lookups')));
    runs.raw.push(await byHand(['settings', `raw-${format}`], '--hash'));
    for (const [name, of] of Object.entries(runs)) console.error(`  ${name} ${of.at(-1)?.seconds.toFixed(2)} s`);
  }
  const dependencies = checkEqual(last(runs.map), last(runs.lookups));
  const { stdout } = await measure(programs.brushedWindows, [file]);
  const { size: caseBytes } = await stat(file);
  await Promise.all([removeDatabase(file), removeDatabase(database)]);
  return {
    evidence,
    repeats,
    import: cost(runs.import),
    buildSeconds: buildSeconds(runs.import),
    map: cost(runs.map),
    answersByHand: cost(runs.answers),
    lookupsByHand: cost(runs.lookups),
    raw: cost(runs.raw),
    windows: JSON.parse(stdout) as BrushedWindows,
    dependencies,
    caseBytes,
  };
}

/** The medians of what was run several times. */
export function cost(runs: readonly Measured[]): Cost {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
  };
}

/** The time (or CPU) of the build's own steps, which the program tells with AFTERMAP_TIMES; median. */
export function buildSeconds(runs: readonly Measured[], by: 'time' | 'cpu' = 'time'): number {
  return median(
    runs.map(({ stderr }) => {
      const steps = [...stderr.matchAll(/^ *(?<time>\d+) ms +(?<cpu>\d+) ms of CPU /gm)];
      if (steps.length === 0) throw new Error('The import told the time of none of its steps.');
      return steps.reduce((sum, { groups }) => sum + Number(groups?.[by]), 0) / 1000;
    }),
  );
}

/** Fails unless both ways count the same lookups for every client and server; gives the number of dependencies. */
function checkEqual(program: Measured, byHand: Measured): number {
  const { dependencies } = JSON.parse(program.stdout) as Pick<DependencyMap, 'dependencies'>;
  const ours = dependencies
    .filter(({ lookups }) => lookups > 0)
    .map(({ client, server, lookups }) => `${client} ${server} ${lookups}`);
  const theirs = (JSON.parse(byHand.stdout) as string[][]).map((row) => row.join(' '));
  const known = new Set(theirs);
  const other = ours.filter((line) => !known.has(line));
  if (ours.length !== theirs.length || other.length > 0)
    throw new Error(
      `The maps differ: ${ours.length} dependencies by the program, ${theirs.length} by hand; ${other.slice(0, 5).join(', ')}`,
    );
  return ours.length;
}

function last(runs: readonly Measured[]): Measured {
  const run = runs.at(-1);
  if (run === undefined) throw new Error('Nothing was run.');
  return run;
}

/** Removes a database with what DuckDB keeps beside it. */
export async function removeDatabase(database: string): Promise<void> {
  for (const path of [database, `${database}.wal`, `${database}.tmp`]) await rm(path, { recursive: true, force: true });
}
