import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export type BigFormat = 'csv' | 'parquet' | 'ndjson';

/** Lookups in one file of the big set. */
const PART = 2_500_000;

/**
 * One day of a large fleet as canonical files, made row by row inside DuckDB: any number of lookups in little memory. 500 services,
 * 22,000 rows of the VM inventory, 30,000 of the IP inventory (10,000 addresses change hands), 1,100 of the service tree. Of the
 * lookups 15 % lead outside, 3 % do not exist and 1 % have no response. There is no truth: this set is for measuring time.
 */
export async function generateBig(lookups: number, folder: string, format: BigFormat, seed: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', preserve_insertion_order: 'true' });
  const connection = await instance.connect();
  const written: string[] = [];
  const copy = async (statement: string, name: string, values: Readonly<Record<string, bigint>> = {}): Promise<void> => {
    const path = join(folder, `${name}.${format}`);
    await connection.run(await sql(statement), { ...values, path, format: format === 'ndjson' ? 'json' : format });
    written.push(path);
  };
  try {
    await connection.run(await sql('big-seed'), { seed });
    await define(connection, ['big-draws', format === 'parquet' ? 'big-stamp-typed' : 'big-stamp-text', 'big-lookups']);
    for (const kind of ['vm-inventory', 'ip-inventory', 'service-tree']) await copy(`big-${kind}`, kind);
    for (let first = 0, part = 1; first < lookups; first += PART, part += 1) {
      const range = { first: BigInt(first), last: BigInt(Math.min(first + PART, lookups)), total: BigInt(lookups) };
      await copy('big-requests', `dns-requests-${part}`, range);
      await copy('big-responses', `dns-responses-${part}`, range);
    }
    return written;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function define(connection: DuckDBConnection, names: readonly string[]): Promise<void> {
  for (const name of names) await connection.run(await sql(name));
}

function sql(name: string): Promise<string> {
  return readFile(new URL(`../sql/${name}.sql`, import.meta.url), 'utf8');
}
