import { RAW_COLUMNS, type Table } from '../adapters/adapter.ts';
import type { Sample } from './sample.ts';

/**
 * The one place where SQL text is made: which reader reads a file, and which of its columns is which raw column. Names come from
 * RAW_COLUMNS alone; the columns of a file go by position. Every value is text, trimmed, empty as NULL.
 */
function rawView(
  table: Table,
  from: string,
  place: { readonly record: string; readonly line: string },
  column: (name: string) => string | undefined,
): string {
  const columns = RAW_COLUMNS[table].map((name) => {
    const expression = column(name);
    return `${expression === undefined ? 'null::varchar' : `nullif(trim(${expression}), '')`} as "${name}"`;
  });
  return `create or replace temp view raw as select ${place.record} as record, ${place.line} as line, ${columns.join(', ')} from ${from}`;
}

const NO_PLACE = { record: 'null::integer', line: 'null::integer' };

/** The raw columns of a whole CSV or NDJSON file that is expected to be sound, straight from it. */
export function rawOfFile(table: Table, path: string, sample: Sample): string {
  if (sample.shape === 'csv') {
    const types = sample.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
    const reader = `read_csv(${literal(path)}, header = true, auto_detect = false, delim = ${literal(sample.delimiter)}, quote = '"', escape = '"', columns = {${types}})`;
    return rawView(table, reader, NO_PLACE, (name) => at(sample.columns.indexOf(name)));
  }
  const types = RAW_COLUMNS[table].map((name) => `"${name}": 'VARCHAR'`).join(', ');
  const reader = `read_json(${literal(path)}, format = 'newline_delimited', columns = {${types}})`;
  return rawView(table, reader, NO_PLACE, (name) => `"${name}"`);
}

/** The raw columns of a Parquet file; a record's line is its row. */
export function rawOfParquet(table: Table, path: string, columns: readonly string[]): string {
  const place = { record: '(file_row_number + 1)::integer', line: '(file_row_number + 1)::integer' };
  const reader = `read_parquet(${literal(path)}, file_row_number = true)`;
  return rawView(table, reader, place, (name) => (columns.includes(name) ? `"${name}"::varchar` : undefined));
}

/** Writes the rows of a Parquet file as JSON objects, a line a row. */
export function parquetAsJson(path: string, to: string): string {
  return `copy (select * from read_parquet(${literal(path)})) to ${literal(to)} (format json)`;
}

/** The raw columns of a staged shard. */
export function rawOfShard(table: Table, path: string): string {
  const types = ['record', 'line', ...RAW_COLUMNS[table]].map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const reader = `read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`;
  const places = { record: 'c0::integer', line: 'c1::integer' };
  return rawView(table, reader, places, (name) => at(RAW_COLUMNS[table].findIndex((column) => column === name) + 2));
}

function at(index: number): string | undefined {
  return index < 0 ? undefined : `c${index}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
