import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import facts_of_answers from './sql/facts-of-answers.sql';
import facts_of_lookups from './sql/facts-of-lookups.sql';
import files_csv from './sql/files-csv.sql';
import files_parquet from './sql/files-parquet.sql';
import map from './sql/map.sql';
import raw_connections from './sql/raw-connections.sql';
import raw_csv from './sql/raw-csv.sql';
import raw_parquet from './sql/raw-parquet.sql';
import scan_connections from './sql/scan-connections.sql';
import segments from './sql/segments.sql';
import settings from './sql/settings.sql';

// A program of its own: DuckDB alone over the evidence in the working folder. `--hash` reads and hashes every file first.
// Prints the rows of the last statement as JSON.
const statements: Readonly<Record<string, string>> = {
  'facts-of-answers': facts_of_answers,
  'facts-of-lookups': facts_of_lookups,
  'files-csv': files_csv,
  'files-parquet': files_parquet,
  map,
  'raw-connections': raw_connections,
  'raw-csv': raw_csv,
  'raw-parquet': raw_parquet,
  'scan-connections': scan_connections,
  segments,
  settings,
};

const { values, positionals } = parseArgs({
  options: { database: { type: 'string' }, hash: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (values.hash) for (const name of await readdir('.')) await pipeline(createReadStream(name), createHash('sha256'));
const instance = await DuckDBInstance.create(values.database ?? ':memory:');
const connection = await instance.connect();
let rows = '[]';
for (const name of positionals) {
  const reader = await connection.runAndReadAll(statements[name] ?? `the bench has no statement ${name}`);
  rows = JSON.stringify(reader.getRowsJson());
}
connection.closeSync();
instance.closeSync();
process.stdout.write(rows);
