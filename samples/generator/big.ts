import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export type BigFormat = 'csv' | 'parquet' | 'ndjson';

/** Lookups or connections in one file of the big set. */
const PART = 2_500_000;

/**
 * One day of a large fleet as canonical files, made row by row inside DuckDB: any number of lookups in little memory. 500 services,
 * 22,000 rows of the VM inventory, 30,000 of the IP inventory (10,000 addresses change hands), 1,100 of the service tree. Of the
 * lookups 15 % lead outside, 3 % do not exist and 1 % have no response. There is no truth: this set is for measuring time.
 */
export function generateBig(lookups: number, folder: string, format: BigFormat, seed: string): Promise<string[]> {
  return generate(folder, format, seed, async ({ define, copy }) => {
    await define(['big-lookups']);
    for (const { part, ...range } of parts(lookups)) {
      await copy('big-requests', `dns-requests-${part}`, range);
      await copy('big-responses', `dns-responses-${part}`, range);
    }
  });
}

/**
 * The same fleet's socket logs of the day: that many connection records, two of each connection, and the 50,000 sightings of sockets that listen, which
 * alone tell the directions.
 */
export function generateBigConnections(
  records: number,
  folder: string,
  format: BigFormat,
  seed: string,
): Promise<string[]> {
  return generate(folder, format, seed, async ({ define, copy }) => {
    await define(['big-links']);
    await copy('big-listening', 'connections-listening');
    for (const { part, ...range } of parts(Math.ceil(records / 2)))
      await copy('big-connections', `connections-${part}`, range);
  });
}

interface Making {
  readonly define: (names: readonly string[]) => Promise<void>;
  readonly copy: (statement: string, name: string, values?: Readonly<Record<string, bigint>>) => Promise<void>;
}

/** Makes the inventories and the service tree, then what the work makes of them; gives the paths written. */
async function generate(
  folder: string,
  format: BigFormat,
  seed: string,
  work: (making: Making) => Promise<void>,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', preserve_insertion_order: 'true' });
  const connection = await instance.connect();
  const written: string[] = [];
  const define = async (names: readonly string[]): Promise<void> => {
    for (const name of names) await connection.run(await sql(name));
  };
  const copy: Making['copy'] = async (statement, name, values = {}) => {
    const path = join(folder, `${name}.${format}`);
    await connection.run(await sql(statement), { ...values, path, format: format === 'ndjson' ? 'json' : format });
    written.push(path);
  };
  try {
    await connection.run(await sql('big-seed'), { seed });
    await define(['big-draws', format === 'parquet' ? 'big-stamp-typed' : 'big-stamp-text']);
    for (const kind of ['vm-inventory', 'ip-inventory', 'service-tree']) await copy(`big-${kind}`, kind);
    await work({ define, copy });
    return written;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The parts of a set, a file each. */
function parts(total: number) {
  return Array.from({ length: Math.ceil(total / PART) }, (_, n) => ({
    part: n + 1,
    first: BigInt(n * PART),
    last: BigInt(Math.min((n + 1) * PART, total)),
    total: BigInt(total),
  }));
}

function sql(name: string): Promise<string> {
  return readFile(new URL(`../sql/${name}.sql`, import.meta.url), 'utf8');
}
