import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import type { ImportOptions } from '../../../shared/api.ts';
import { RAW_COLUMNS, type Adapter, type ColumnAdapter, type Table } from '../adapters/adapter.ts';
import { nearestCanonical } from '../adapters/canonical.ts';
import { recognise } from '../adapters/registry.ts';
import { execute, inTransaction, query } from '../database/query.ts';
import { forTable, sql } from '../sql/catalogue.ts';
import { rawOfFile, rawOfParquet, rawOfShard } from './raw-view.ts';
import { sampleOfParquet, type Sample } from './sample.ts';
import { stageRecords } from './stage.ts';
import type { Survey } from './survey.ts';

/** What became of a file's records. */
interface Loaded {
  readonly records: number;
  readonly header: number;
  readonly rejected: number;
  readonly skipped: ReadonlyMap<string, number>;
  readonly assumed: readonly string[];
  readonly table: Table | undefined;
}

const NOTHING: Loaded = { records: 0, header: 0, rejected: 0, skipped: new Map(), assumed: [], table: undefined };

/**
 * Takes a surveyed file into the case in one transaction: all of it, with every record that could not be taken in named, or nothing.
 * A file that no adapter fits is kept as a source of format `unknown` with the remedy.
 */
export async function importFile(
  connection: DuckDBConnection,
  survey: Survey,
  options: { readonly scratch: string; readonly signal: AbortSignal; readonly declared: ImportOptions },
): Promise<void> {
  const parquet = survey.packing === 'parquet' ? await parquetSample(connection, survey.path) : undefined;
  const sample = typeof parquet === 'object' ? parquet : survey.sample;
  const adapter = sample && recognise(sample);
  const problem = adapter ? null : typeof parquet === 'string' ? parquet : problemOf(survey, sample);
  await execute(connection, sql.declare_zone, { zone: options.declared.zone ?? 'UTC' });
  if (sample && adapter?.reads === 'columns' && (await loadDirect(connection, survey, sample, adapter, options)))
    return;
  await inTransaction(connection, async () => {
    const id = await nextEvidence(connection);
    const loaded = await loadRest();
    await keepEvidence(connection, id, survey, sample, adapter, loaded, problem, options.declared);

    function loadRest(): Loaded | Promise<Loaded> {
      if (!sample || !adapter) return unread(survey);
      if (adapter.reads === 'nothing') return idle(survey, sample, adapter.reason);
      return loadStaged(connection, id, survey, sample, adapter, options);
    }
  });
}

/** Loads a file without staging; false (and nothing changed) where it is not sound from end to end, so that it must be staged. */
async function loadDirect(
  connection: DuckDBConnection,
  survey: Survey,
  sample: Sample,
  adapter: ColumnAdapter,
  options: { readonly declared: ImportOptions },
): Promise<boolean> {
  if (survey.scan.blankInside || survey.damage !== undefined) return false;
  const { table } = adapter;
  const isParquet = sample.shape === 'parquet';
  const header = sample.shape === 'csv' ? 1 : 0;
  const expected = isParquet ? undefined : survey.scan.lines - survey.scan.blank - header;
  try {
    return await inTransaction(connection, async () => {
      const id = await nextEvidence(connection);
      await execute(
        connection,
        isParquet ? rawOfParquet(table, survey.path, sample.columns) : rawOfFile(table, survey.textPath, sample),
      );
      const zoneless = (await query<{ found: boolean }>(connection, sampleZoneless(table)))[0]?.found ?? false;
      await execute(connection, sql.accept_zoneless, { accepted: zoneless });
      const records = isParquet ? ((await query<{ n: number }>(connection, sql.count_raw))[0]?.n ?? 0) : expected;
      const loaded = await execute(connection, forTable('load_direct', table), { evidence: id });
      if (loaded !== records) throw new NotSound();
      if (!isParquet)
        await execute(connection, forTable('number_lines', table), { evidence: id, first_line: header + 1 });
      const assumed = zoneless && options.declared.zone === undefined ? ['time zone UTC'] : [];
      const all = { records, header, rejected: 0, skipped: new Map<string, number>(), assumed, table };
      await keepEvidence(connection, id, survey, sample, adapter, all, null, options.declared);
      return true;
    });
  } catch (error) {
    if (error instanceof AftermapError) throw error;
    return false;
  }
}

/** Events have a time, inventories a validity. */
function sampleZoneless(table: Table): string {
  return RAW_COLUMNS[table].some((name) => name === 'timestamp') ? sql.sample_zoneless : sql.sample_zoneless_validity;
}

/** Thrown within `loadDirect` to leave its transaction. */
class NotSound extends Error {}

async function loadStaged(
  connection: DuckDBConnection,
  id: number,
  survey: Survey,
  sample: Sample,
  adapter: Exclude<Adapter, { reads: 'nothing' }>,
  options: { readonly scratch: string; readonly signal: AbortSignal; readonly declared: ImportOptions },
): Promise<Loaded> {
  const isParquet = sample.shape === 'parquet';
  const staged = isParquet
    ? undefined
    : await stageRecords(survey.textPath, sample, adapter, options.scratch, {
        signal: options.signal,
        cut: survey.scan.openEnd ? survey.damage : undefined,
      });
  const tables = staged ? [...staged.shards.keys()] : adapter.reads === 'columns' ? [adapter.table] : [];
  let zoneless = false;
  let records = staged?.records ?? 0;
  for (const table of tables) {
    const shard = staged?.shards.get(table);
    await execute(connection, shard ? rawOfShard(table, shard) : rawOfParquet(table, survey.path, sample.columns));
    await execute(connection, forTable('judge_staged', table));
    zoneless ||= (await query<{ found: boolean }>(connection, forTable('judged_zoneless', table)))[0]?.found ?? false;
    if (isParquet) records = (await query<{ n: number }>(connection, sql.count_raw))[0]?.n ?? 0;
    await execute(connection, forTable('load_staged', table), { evidence: id });
    await execute(connection, forTable('reject_staged', table), { evidence: id });
    await execute(connection, forTable('drop_judged', table));
  }
  for (const { record, line, reason } of staged?.rejects ?? []) {
    await execute(connection, sql.insert_reject, { evidence: id, record, line, reason });
  }
  const rejected = (await query<{ n: number }>(connection, sql.count_rejects, { evidence: id }))[0]?.n ?? 0;
  if (staged && staged.header + staged.recordLines + survey.scan.blank < survey.scan.lines) {
    throw new Error(
      `${survey.path}: ${survey.scan.lines} lines, but records, header and blank lines cover ${staged.header + staged.recordLines + survey.scan.blank}.`,
    );
  }
  return {
    records,
    header: staged?.header ?? 0,
    rejected,
    skipped: staged?.skipped ?? new Map(),
    assumed: [
      ...(zoneless && options.declared.zone === undefined ? ['time zone UTC'] : []),
      ...(survey.damage === undefined
        ? []
        : [`no more records where the ${survey.packing} file breaks off (${survey.damage})`]),
    ],
    table: tables[0],
  };
}

function idle(survey: Survey, sample: Sample | undefined, reason: string): Loaded {
  const header = sample?.shape === 'csv' ? 1 : 0;
  const records = survey.scan.lines - survey.scan.blank - header;
  return { ...NOTHING, records, header, skipped: new Map([[reason, records]]) };
}

function unread(survey: Survey): Loaded {
  const records = survey.scan.lines - survey.scan.blank;
  return { ...NOTHING, records, skipped: new Map(records > 0 ? [['unknown format', records]] : []) };
}

function problemOf(survey: Survey, sample: Sample | undefined): string {
  if (survey.damage !== undefined)
    return `The ${survey.packing} file is damaged (${survey.damage}). Export or copy it again.`;
  if (
    survey.packing === 'empty' ||
    (survey.scan.lines === survey.scan.blank && survey.packing !== 'zip' && survey.packing !== 'binary')
  ) {
    return 'The file is empty. Export it again, or leave it out.';
  }
  if (survey.packing === 'zip') return 'Archives are not read in place. Unpack it and add the folder.';
  if (survey.packing === 'binary' || !sample)
    return 'The file is binary and of no format that Aftermap knows. Export it as CSV, NDJSON or Parquet.';
  const near = nearestCanonical(sample);
  if (near) return `${near} Add the column and export again.`;
  return 'The columns fit no format that Aftermap knows. Compare them with the canonical columns (docs/formats.md).';
}

async function parquetSample(connection: DuckDBConnection, path: string): Promise<Sample | string> {
  try {
    const columns = await query<{ name: string }>(connection, sql.parquet_columns, { path });
    return sampleOfParquet(columns.map(({ name }) => name));
  } catch (error) {
    if (error instanceof AftermapError) throw error;
    return 'The Parquet file is damaged or cut off. Export or copy it again.';
  }
}

async function nextEvidence(connection: DuckDBConnection): Promise<number> {
  return (await query<{ id: number }>(connection, sql.next_evidence))[0]?.id ?? 1;
}

async function keepEvidence(
  connection: DuckDBConnection,
  id: number,
  survey: Survey,
  sample: Sample | undefined,
  adapter: Adapter | undefined,
  loaded: Loaded,
  problem: string | null,
  declared: ImportOptions,
): Promise<void> {
  const shape = sample?.shape ?? (survey.packing === 'plain' ? 'text' : survey.packing);
  const packed = survey.packing === 'gzip' || survey.packing === 'zstd';
  const isTable = shape === 'parquet';
  await execute(connection, sql.keep_evidence, {
    evidence: id,
    path: survey.path,
    sha256: survey.sha256,
    bytes: survey.bytes,
    format: adapter?.format ?? 'unknown',
    wrapper: packed ? `${shape}+${survey.packing}` : shape,
    kind: adapter?.kind ?? 'unknown',
    assumed: JSON.stringify(loaded.assumed),
    encoding: survey.encoding,
    header: loaded.header,
    blank: isTable ? 0 : survey.scan.blank,
    lines: isTable ? 0 : survey.scan.lines,
    records: loaded.records,
    rejected: loaded.rejected,
    distinguishing: await distinguishes(connection, id, loaded.table),
    problem,
    options: JSON.stringify(declared),
  });
  for (const [reason, records] of loaded.skipped)
    await execute(connection, sql.insert_skip, { evidence: id, reason, records });
  if (!isTable) await keepLineIndex(connection, id, survey);
}

/** Whether two equal records of the file are one record seen twice; inventories always say which by their ids. */
async function distinguishes(connection: DuckDBConnection, id: number, table: Table | undefined): Promise<boolean> {
  if (table !== 'dns_request' && table !== 'dns_response' && table !== 'health_event') return true;
  const text = table === 'health_event' ? sql.distinguishing_health : forTable('distinguishing_dns', table);
  return (await query<{ found: boolean }>(connection, text, { evidence: id }))[0]?.found ?? true;
}

async function keepLineIndex(connection: DuckDBConnection, id: number, survey: Survey): Promise<void> {
  const appender = await connection.createAppender('line_index');
  survey.scan.index.forEach((offset, step) => {
    appender.appendInteger(id);
    appender.appendInteger(step * 4096 + 1);
    appender.appendBigInt(BigInt(offset));
    appender.endRow();
  });
  appender.closeSync();
}
