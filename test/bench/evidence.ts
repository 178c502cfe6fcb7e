import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { generateBig, generateBigConnections } from '../../samples/generator/big.ts';

export type Format = 'csv' | 'parquet';

/** A big set on disk. */
export interface Evidence {
  readonly size: string;
  /** Lookups, or connection records. */
  readonly records: number;
  readonly format: Format;
  readonly folder: string;
  readonly bytes: number;
}

/** The big set of that many lookups (`1m`), made in the cache where it is not there yet. */
export function bigEvidence(cache: string, size: string, format: Format): Promise<Evidence> {
  return made(join(cache, `${size}-${format}`), size, format, generateBig);
}

/** The big set of that many connection records, as CSV, likewise. */
export function bigConnections(cache: string, size: string): Promise<Evidence> {
  return made(join(cache, `${size}-connections`), size, 'csv', generateBigConnections);
}

async function made(folder: string, size: string, format: Format, generate: typeof generateBig): Promise<Evidence> {
  const records = numberOf(size);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await generate(records, unfinished, format, 'big');
    await rename(unfinished, folder);
  }
  const files = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
  return { size, records, format, folder, bytes: files.reduce((sum, file) => sum + file.size, 0) };
}

/** `100k`, `1m`, `10m` as a number. */
function numberOf(size: string): number {
  const [, digits, unit] = /^(\d+)([km])$/.exec(size) ?? [];
  if (digits === undefined) throw new Error(`Sizes are such as 100k, 1m or 10m, not ${size}.`);
  return Number(digits) * (unit === 'k' ? 1_000 : 1_000_000);
}
