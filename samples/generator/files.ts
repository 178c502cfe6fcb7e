import { gzipSync } from 'node:zlib';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { render, type Table } from './tables.ts';

/** A file of an incident, by its path inside the incident's folder. */
export interface EvidenceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The bytes of a table that is plain or gzip. */
export function fileOf(table: Table): EvidenceFile {
  const text = Buffer.from(render(table));
  if (table.pack === undefined) return { path: table.path, bytes: text };
  if (table.pack !== 'gz') throw new Error(`${table.path}: only plain and gzip files are made without DuckDB.`);
  const bytes = gzipSync(text, { level: 9 });
  // The operating system's number stands in byte 9 of the header; 255 (unknown) makes the file the same everywhere.
  bytes[9] = 255;
  return { path: table.path, bytes };
}

/** The bytes of every table; zstd ones are written by DuckDB, which Node 20 has no compressor for. */
export async function filesOf(tables: readonly Table[]): Promise<EvidenceFile[]> {
  const files: EvidenceFile[] = [];
  for (const table of tables) files.push(table.pack === 'zst' ? await zstdFile(table) : fileOf(table));
  return files;
}

async function zstdFile(table: Table): Promise<EvidenceFile> {
  if (table.form !== 'csv') throw new Error(`${table.path}: only CSV is packed as zstd.`);
  const folder = await mkdtemp(join(tmpdir(), 'aftermap-samples-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const connection = await instance.connect();
    await writeFile(join(folder, 'plain.csv'), render(table));
    const copy = await readFile(new URL('../sql/pack-zstd.sql', import.meta.url), 'utf8');
    await connection.run(copy, { plain: join(folder, 'plain.csv'), packed: join(folder, 'packed') });
    connection.closeSync();
    return { path: table.path, bytes: await readFile(join(folder, 'packed')) };
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}
