import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  RAW_COLUMNS,
  type Adapter,
  type EvidenceFile,
  type Mapped,
  type Reading,
  type SourceRecord,
  type Table,
} from '../adapters/adapter.ts';
import { readRecords, type FoundRecord, type Told } from './records.ts';

/** A file read record by record: the rows in one shard a table, and every record that gave none, with its reason. */
export interface Staged {
  readonly shards: ReadonlyMap<Table, string>;
  readonly records: number;
  /** Lines that hold no record; undefined: all that records and blank lines leave. */
  readonly header: number | undefined;
  /** Lines that the records cover. */
  readonly recordLines: number;
  readonly rejects: readonly { readonly record: number; readonly line: number; readonly reason: string }[];
  readonly skipped: ReadonlyMap<string, number>;
  /** Whether the file goes on after the records that were asked for. */
  readonly partial: boolean;
}

/** How a file is staged. */
interface Staging {
  readonly signal: AbortSignal;
  /** Why the last record is not whole. */
  readonly cut: string | undefined;
  /** The most records that are read; unset: all. */
  readonly limit?: number;
  readonly onRecords?: (records: number) => void;
}

interface MappedRecord {
  readonly line: number;
  readonly lines: number;
  readonly mapped: Mapped;
}

/** Reads the records of a plain text through an adapter into shards (CSV without header: record, line, raw columns) in `scratch`. */
export async function stageRecords(
  textPath: string,
  adapter: Adapter,
  file: EvidenceFile,
  scratch: string,
  options: Staging,
): Promise<Staged> {
  const shards = new Map<Table, { path: string; stream: WriteStream }>();
  const rejects: { record: number; line: number; reason: string }[] = [];
  const skipped = new Map<string, number>();
  const told: Told = { header: file.sample.shape === 'json' ? undefined : 0, open: false };
  let record = 0;
  let recordLines = 0;
  let partial = false;

  const write = async (table: Table, cells: readonly (string | number | null | undefined)[]) => {
    let shard = shards.get(table);
    if (!shard) {
      const path = join(scratch, `${table}.csv`);
      shard = { path, stream: createWriteStream(path, { highWaterMark: 1 << 20 }) };
      shards.set(table, shard);
    }
    if (!shard.stream.write(`${cells.map(csvCell).join(',')}\n`)) await once(shard.stream, 'drain');
  };

  const reading = await readingOf(adapter, textPath, file, options.signal);
  const found = mappedRecords(readRecords(textPath, file.sample, told), reading);
  for await (const { line, lines, mapped } of options.cut === undefined ? found : lastCut(found, options.cut)) {
    if (record === options.limit) {
      partial = true;
      break;
    }
    record += 1;
    recordLines += lines;
    if (record % 4096 === 0) {
      options.signal.throwIfAborted();
      options.onRecords?.(record);
    }
    if ('reject' in mapped) rejects.push({ record, line, reason: mapped.reject });
    else if ('skip' in mapped) skipped.set(mapped.skip, (skipped.get(mapped.skip) ?? 0) + 1);
    else if (mapped.rows.length === 0) skipped.set(NOTHING_TO_SAY, (skipped.get(NOTHING_TO_SAY) ?? 0) + 1);
    else
      for (const { table, values } of mapped.rows)
        await write(table, [record, line, ...RAW_COLUMNS[table].map((name) => values[name])]);
  }
  for (const { stream } of shards.values()) {
    stream.end();
    await once(stream, 'close');
  }
  if (told.unfinished !== undefined)
    file.assume(`no more records where the query was not complete (its status is ${told.unfinished}); export it again`);
  if (told.open) file.assume('no more records where the document breaks off before its end');
  return {
    shards: new Map([...shards].map(([table, { path }]) => [table, path])),
    records: record,
    header: told.header,
    recordLines,
    rejects,
    skipped,
    partial,
  };
}

const NOTHING_TO_SAY = 'says nothing that is used';

/** How an adapter reads the file; where it wants to look first, it has seen the whole file. */
async function readingOf(
  adapter: Adapter,
  textPath: string,
  file: EvidenceFile,
  signal: AbortSignal,
): Promise<Reading> {
  if (adapter.reads === 'columns') return { map: columnsOf(adapter.table) };
  const opened = adapter.open(file);
  if (typeof opened === 'function') return { map: opened };
  if (opened.look) {
    let seen = 0;
    for await (const found of readRecords(textPath, file.sample, { header: 0, open: false })) {
      if (++seen % 4096 === 0) signal.throwIfAborted();
      if ('record' in found) lookAt(found.record, opened.look);
    }
  }
  return opened;
}

/** Shows a record; one that cannot be looked at is rejected when it is mapped. */
function lookAt(record: SourceRecord, look: (record: SourceRecord) => void): void {
  try {
    look(record);
  } catch {
    return;
  }
}

async function* mappedRecords(found: AsyncIterable<FoundRecord>, reading: Reading): AsyncGenerator<MappedRecord> {
  for await (const each of found) {
    const mapped = 'problem' in each ? { reject: each.problem } : mappedOf(each.record, reading);
    yield { line: each.line, lines: each.lines, mapped };
  }
}

/** What a record yields; one that its adapter stumbles over is rejected, and costs no other. */
function mappedOf(record: SourceRecord, reading: Reading): Mapped {
  try {
    return reading.map(record);
  } catch (error) {
    return {
      reject: `the record is not as its format says (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

/** The records, the last of them rejected: a packed file broke off within it, and what is left of it may read like a whole one. */
async function* lastCut(found: AsyncIterable<MappedRecord>, damage: string): AsyncGenerator<MappedRecord> {
  let last: MappedRecord | undefined;
  for await (const record of found) {
    if (last) yield last;
    last = record;
  }
  if (last) yield { ...last, mapped: { reject: `the packed file breaks off here (${damage})` } };
}

/** Rows of a canonical table from records whose fields are its columns, in any case of letters. */
function columnsOf(table: Table): (record: SourceRecord) => Mapped {
  return ({ fields }) => {
    const values = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), cellText(value)]));
    return {
      rows: [{ table, values: Object.fromEntries(RAW_COLUMNS[table].map((name) => [name, values.get(name) ?? null])) }],
    };
  };
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
