import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { generateBig } from '../../samples/generator/big.ts';

export type Format = 'csv' | 'parquet';

/** A big set on disk. */
export interface Evidence {
  readonly size: string;
  readonly lookups: number;
  readonly format: Format;
  readonly folder: string;
  readonly bytes: number;
}

/** The big set of a size such as `1m`, made in the cache where it is not there yet. */
export async function bigEvidence(cache: string, size: string, format: Format): Promise<Evidence> {
  const lookups = lookupsOf(size);
  const folder = join(cache, `${size}-${format}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await generateBig(lookups, unfinished, format, 'big');
    await rename(unfinished, folder);
  }
  const files = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
  return { size, lookups, format, folder, bytes: files.reduce((sum, file) => sum + file.size, 0) };
}

/** `100k`, `1m`, `10m` as a number. */
function lookupsOf(size: string): number {
  const [, digits, unit] = /^(\d+)([km])$/.exec(size) ?? [];
  if (digits === undefined) throw new Error(`--sizes takes sizes such as 100k, 1m or 10m, not ${size}.`);
  return Number(digits) * (unit === 'k' ? 1_000 : 1_000_000);
}
