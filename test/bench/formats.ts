import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSeconds } from './build-map.ts';
import type { FormatRun } from './format-import.ts';
import { formatNames, longFile } from './format-files.ts';
import { measure, median } from './measure.ts';
import type { Programs } from './programs.ts';

/** How fast one format is read, beside DuckDB's plain scan of the same bytes: medians of its repeats, CPU. */
export interface FormatFigures {
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  /** Reading alone: hashing, telling, mapping, typing and keeping every record; without the steps of the build. */
  readonly readSeconds: number;
  readonly scanSeconds: number;
  readonly tellMs: number;
}

/** Measures each format, or those of `only`, over a file of about `bytes`, made of its small one. */
export async function measureFormats(
  programs: Programs,
  scratch: string,
  bytes: number,
  repeats: number,
  only: readonly string[] = [],
): Promise<readonly FormatFigures[]> {
  const found: FormatFigures[] = [];
  for (const format of await formatNames()) {
    if (only.length > 0 && !only.includes(format)) continue;
    const long = await longFile(format, bytes, join(scratch, `${format}.evidence`));
    if (!long) continue;
    const runs: (FormatRun & { readonly readSeconds: number })[] = [];
    for (let nth = 1; nth <= repeats; nth += 1) {
      const told = await measure(programs.formatImport, [
        long.path,
        `--scan=${long.scan}`,
        `--case=${join(scratch, 'format.aftermap')}`,
      ]);
      const run = JSON.parse(told.stdout) as FormatRun;
      runs.push({ ...run, readSeconds: run.importSeconds - buildSeconds([told], 'cpu') });
    }
    await rm(long.path);
    const [first] = runs;
    if (!first) continue;
    found.push({
      format,
      bytes: long.bytes,
      records: first.records,
      readSeconds: median(runs.map(({ readSeconds }) => readSeconds)),
      scanSeconds: median(runs.map(({ scanSeconds }) => scanSeconds)),
      tellMs: median(runs.map(({ tellMs }) => tellMs)),
    });
    console.error(`${format}: ${JSON.stringify(found.at(-1))}`);
  }
  return found;
}
