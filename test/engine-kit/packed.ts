import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { withFolder } from './with-case.ts';

/** A CSV text packed with zstd, for which Node 20 has no compressor. */
export function zstdOf(csvText: string): Promise<Buffer> {
  return written(csvText, `header false, quote '', delim '\x01', compression zstd, format csv`, true);
}

/** A CSV text with a header as a Parquet file of text columns. */
export function parquetOf(csvText: string): Promise<Buffer> {
  return written(csvText, 'format parquet', false);
}

function written(csvText: string, options: string, asLines: boolean): Promise<Buffer> {
  return withFolder(async (folder) => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    await writeFile(from, csvText);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const lines = asLines ? `, header = false, delim = '\x01', quote = ''` : ', header = true';
    await connection.run(`copy (from read_csv('${from}', all_varchar = true${lines})) to '${to}' (${options})`);
    connection.closeSync();
    instance.closeSync();
    return readFile(to);
  });
}
