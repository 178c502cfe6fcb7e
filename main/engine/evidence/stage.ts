import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { RAW_COLUMNS, type Adapter, type Mapped, type Table } from '../adapters/adapter.ts';
import { csvRecords } from './csv-records.ts';
import { headerColumns, type Sample } from './sample.ts';
import { textLines } from './text-lines.ts';

/** A file of lines read record by record: the rows in one shard a table, and every record that gave none, with its reason. */
export interface Staged {
  readonly shards: ReadonlyMap<Table, string>;
  readonly records: number;
  readonly header: number;
  /** Lines that the records cover. */
  readonly recordLines: number;
  readonly rejects: readonly { readonly record: number; readonly line: number; readonly reason: string }[];
  readonly skipped: ReadonlyMap<string, number>;
}

interface FoundRecord {
  readonly line: number;
  readonly lines: number;
  readonly mapped: Mapped;
}

/** Reads the records of a plain text through an adapter into shards (CSV without header: record, line, raw columns) in `scratch`; `cut` says why the last record is not whole. */
export async function stageRecords(
  textPath: string,
  sample: Sample,
  adapter: Exclude<Adapter, { reads: 'nothing' }>,
  scratch: string,
  options: { readonly signal: AbortSignal; readonly cut: string | undefined },
): Promise<Staged> {
  const shards = new Map<Table, { path: string; stream: WriteStream }>();
  const rejects: { record: number; line: number; reason: string }[] = [];
  const skipped = new Map<string, number>();
  let record = 0;
  let recordLines = 0;

  const write = async (table: Table, cells: readonly (string | number | null | undefined)[]) => {
    let shard = shards.get(table);
    if (!shard) {
      const path = join(scratch, `${table}.csv`);
      shard = { path, stream: createWriteStream(path, { highWaterMark: 1 << 20 }) };
      shards.set(table, shard);
    }
    if (!shard.stream.write(`${cells.map(csvCell).join(',')}\n`)) await once(shard.stream, 'drain');
  };

  const found = sample.shape === 'csv' ? csvFound(textPath, sample, adapter) : jsonFound(textPath, adapter);
  for await (const { line, lines, mapped } of options.cut === undefined ? found : lastCut(found, options.cut)) {
    record += 1;
    recordLines += lines;
    if (record % 4096 === 0) options.signal.throwIfAborted();
    if ('reject' in mapped) rejects.push({ record, line, reason: mapped.reject });
    else if ('skip' in mapped) skipped.set(mapped.skip, (skipped.get(mapped.skip) ?? 0) + 1);
    else
      for (const { table, values } of mapped.rows)
        await write(table, [record, line, ...RAW_COLUMNS[table].map((name) => values[name])]);
  }
  for (const { stream } of shards.values()) {
    stream.end();
    await once(stream, 'close');
  }
  return {
    shards: new Map([...shards].map(([table, { path }]) => [table, path])),
    records: record,
    header: sample.shape === 'csv' ? 1 : 0,
    recordLines,
    rejects,
    skipped,
  };
}

/** The records, the last of them rejected: a packed file broke off within it, and what is left of it may read like a whole one. */
async function* lastCut(found: AsyncIterable<FoundRecord>, damage: string): AsyncGenerator<FoundRecord> {
  let last: FoundRecord | undefined;
  for await (const record of found) {
    if (last) yield last;
    last = record;
  }
  if (last) yield { ...last, mapped: { reject: `the packed file breaks off here (${damage})` } };
}

async function* csvFound(
  path: string,
  sample: Sample,
  adapter: Exclude<Adapter, { reads: 'nothing' }>,
): AsyncGenerator<FoundRecord> {
  let columns: readonly string[] | undefined;
  for await (const { line, lines, fields, problem } of csvRecords(textLines(path), sample.delimiter)) {
    if (!columns) {
      columns = fields ? headerColumns(fields.join(sample.delimiter), sample.delimiter) : sample.columns;
      continue;
    }
    if (!fields) yield { line, lines, mapped: { reject: problem ?? 'the line cannot be read' } };
    else if (fields.length !== columns.length) {
      yield {
        line,
        lines,
        mapped: { reject: `the line has ${fields.length} fields where the header has ${columns.length}` },
      };
    } else {
      yield {
        line,
        lines,
        mapped: map(adapter, Object.fromEntries(columns.map((name, index) => [name, fields[index]]))),
      };
    }
  }
}

async function* jsonFound(path: string, adapter: Exclude<Adapter, { reads: 'nothing' }>): AsyncGenerator<FoundRecord> {
  for await (const { line, text, problem } of textLines(path)) {
    if (text === undefined) yield { line, lines: 1, mapped: { reject: problem ?? 'the line cannot be read' } };
    else if (text.trim() !== '') yield { line, lines: 1, mapped: mapJson(adapter, text) };
  }
}

function mapJson(adapter: Exclude<Adapter, { reads: 'nothing' }>, text: string): Mapped {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reject: 'the line is not a JSON object' };
    return map(adapter, value as Record<string, unknown>);
  } catch (error) {
    return { reject: `the line is not JSON (${error instanceof Error ? error.message : String(error)})` };
  }
}

function map(adapter: Exclude<Adapter, { reads: 'nothing' }>, record: Readonly<Record<string, unknown>>): Mapped {
  if (adapter.reads === 'records') return adapter.map(record);
  const values = RAW_COLUMNS[adapter.table].map((name) => [name, cellText(record[name])] as const);
  return { rows: [{ table: adapter.table, values: Object.fromEntries(values) }] };
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
