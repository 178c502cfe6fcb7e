import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import type { Mapping } from '../../../shared/model/mapping.ts';
import type { ImportOptions } from '../../../shared/api.ts';
import type { Adapter, ColumnAdapter } from '../adapters/adapter.ts';
import { assumedZone, declareTimes, lookAtTimes } from './declared-times.ts';
import { fileTime } from '../adapters/times.ts';
import { recognise } from '../adapters/registry.ts';
import { declare } from '../database/declare.ts';
import { execute, inTransaction, query } from '../database/query.ts';
import { forTable, sql } from '../sql/catalogue.ts';
import { keepEvidence, keepRejects, keepWithoutValidity, placeOf, READ, type Loaded } from './keep-file.ts';
import { parquetAsJson, rawOfFile, rawOfParquet, rawOfShard } from './raw-view.ts';
import { sampleOfParquet, type Sample } from './sample.ts';
import { stageRecords } from './stage.ts';
import type { Survey } from './survey.ts';
import { openFile } from './evidence-file.ts';
import { declaredWith } from './declared-with.ts';
import { problemOf } from './problem.ts';

/** How a file is taken in. */
export interface Taking {
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly declared: ImportOptions;
  /** The mappings of the case. */
  readonly kept?: readonly Mapping[];
  /** The source of the case in whose place it comes; unset: it becomes a source of its own. */
  readonly replaces?: number;
}

const NOTHING: Loaded = {
  records: 0,
  header: 0,
  rejected: 0,
  skipped: new Map(),
  assumed: [],
  context: {},
  tables: [],
};

/**
 * Takes a surveyed file into the case in one transaction: all of it, with every record that could not be taken in named, or nothing.
 * A file that no adapter fits, or several alike, is kept as a source of format `unknown` with the remedy.
 */
export async function importFile(connection: DuckDBConnection, survey: Survey, taking: Taking): Promise<void> {
  const parquet = survey.packing === 'parquet' ? await parquetSample(connection, survey.file) : undefined;
  const samples = typeof parquet === 'object' ? [parquet] : survey.samples;
  const found = recognise(samples, { ...taking.declared, kept: taking.kept });
  const couldBe = found.length > 1 ? found.map(({ adapter }) => adapter.format).sort() : [];
  const none = { adapter: undefined, sample: samples[0], mapping: undefined };
  const { adapter, sample, mapping } = found.length > 1 ? none : (found[0] ?? none);
  const problem = adapter
    ? null
    : couldBe.length > 0
      ? questionOf(couldBe)
      : typeof parquet === 'string'
        ? parquet
        : problemOf(survey, samples);
  const options = mapping ? { ...taking, declared: declaredWith(taking.declared, mapping) } : taking;
  const said = saidOf(taking.declared, mapping);
  await declareTimes(connection, options.declared);
  if (sample && adapter?.reads === 'columns' && (await loadDirect(connection, survey, sample, adapter, options)))
    return;
  await inTransaction(connection, async () => {
    const id = await placeOf(connection, options.replaces);
    const loaded = await loadRest();
    await keepEvidence(connection, id, survey, sample, adapter, loaded, { problem, couldBe }, said);

    function loadRest(): Loaded | Promise<Loaded> {
      if (!sample || !adapter) return unread(survey);
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
  options: Taking,
): Promise<boolean> {
  const asItStands =
    sample.shape === 'parquet' ||
    (sample.shape === 'csv' && sample.before === 0 && sample.message === 'none') ||
    (sample.shape === 'ndjson' && sample.list === '' && sample.message === 'none');
  if (!asItStands || survey.scan.blankInside || !survey.scan.utf8 || survey.damage !== undefined) return false;
  const { table } = adapter;
  const isParquet = sample.shape === 'parquet';
  const header = sample.shape === 'csv' ? 1 : 0;
  const expected = isParquet ? undefined : survey.scan.lines - survey.scan.blank - header;
  try {
    return await inTransaction(connection, async () => {
      const id = await placeOf(connection, options.replaces);
      await execute(
        connection,
        isParquet ? rawOfParquet(table, survey.file, sample.columns) : rawOfFile(table, survey.textPath, sample),
      );
      const { zoneless, assumed } = await lookAtTimes(connection, table, options.declared);
      await declare(connection, sql.accept_zoneless, { accepted: zoneless });
      const records = isParquet ? ((await query<{ n: number }>(connection, sql.count_raw))[0]?.n ?? 0) : expected;
      const loaded = await execute(connection, forTable('load_direct', table));
      if (loaded !== records) throw new NotSound();
      if (!isParquet) {
        await declare(connection, sql.declare_first_line, { line: header + 1 });
        await execute(connection, forTable('number_lines', table));
      }
      const all: Loaded = {
        records,
        header,
        rejected: 0,
        skipped: new Map(),
        assumed: [
          ...assumed,
          ...assumedZone(zoneless, options.declared),
          ...(await keepWithoutValidity(connection, id, sample, adapter, survey)),
        ],
        context: {},
        tables: [table],
      };
      await keepEvidence(connection, id, survey, sample, adapter, all, READ, saidOf(options.declared, undefined));
      return true;
    });
  } catch (error) {
    if (error instanceof AftermapError) throw error;
    return false;
  }
}

/** Thrown within `loadDirect` to leave its transaction. */
class NotSound extends Error {}

async function loadStaged(
  connection: DuckDBConnection,
  id: number,
  survey: Survey,
  sample: Sample,
  adapter: Adapter,
  options: Taking,
): Promise<Loaded> {
  const isParquet = sample.shape === 'parquet' && adapter.reads === 'columns';
  const { file, assumed, context } = openFile(survey, sample, options.declared);
  const assume = (what: string): void => file.assume(what);
  const staged = isParquet
    ? undefined
    : await stageRecords(await textOf(connection, survey, sample, options.scratch), adapter, file, options.scratch, {
        signal: options.signal,
        cut: survey.scan.openEnd ? survey.damage : undefined,
      });
  const tables = staged ? [...staged.shards.keys()] : adapter.reads === 'columns' ? [adapter.table] : [];
  let zoneless = false;
  let records = staged?.records ?? 0;
  for (const table of tables) {
    const shard = staged?.shards.get(table);
    await execute(connection, shard ? rawOfShard(table, shard) : rawOfParquet(table, survey.file, sample.columns));
    const { assumed: ofTimes } = await lookAtTimes(connection, table, options.declared);
    ofTimes.forEach(assume);
    await execute(connection, forTable('judge_staged', table));
    const [state] = await query<{ zoneless: boolean; rejects: boolean }>(connection, forTable('judged_state', table));
    zoneless ||= state?.zoneless ?? false;
    if (isParquet) records = (await query<{ n: number }>(connection, sql.count_raw))[0]?.n ?? 0;
    await execute(connection, forTable('load_staged', table));
    if (state?.rejects) await execute(connection, forTable('reject_staged', table), { evidence: id });
    await execute(connection, forTable('drop_judged', table));
  }
  if ('snapshot' in adapter && tables.length > 0) {
    const taken = Date.parse(fileTime(file)) * 1000;
    assume('valid from ever and until another snapshot of the fleet says otherwise');
    const lone = standsInNoList(sample, records);
    await execute(connection, sql.keep_snapshot, { evidence: id, format: adapter.format, taken, lone });
    await execute(connection, sql.keep_snapshot_rows, { evidence: id });
  }
  if (adapter.reads === 'columns') (await keepWithoutValidity(connection, id, sample, adapter, survey)).forEach(assume);
  await keepRejects(connection, id, staged?.rejects ?? []);
  const rejected = (await query<{ n: number }>(connection, sql.count_rejects, { evidence: id }))[0]?.n ?? 0;
  const rest = survey.scan.lines - survey.scan.blank - (staged?.recordLines ?? 0);
  const header = staged?.header ?? Math.max(0, rest);
  if (staged && header < rest) {
    throw new Error(`${survey.path}: ${rest} lines are in no record and not blank, but ${header} are of its header.`);
  }
  return {
    records,
    header: staged ? header : 0,
    rejected,
    skipped: staged?.skipped ?? new Map(),
    assumed: [
      ...assumed,
      ...assumedZone(zoneless, options.declared),
      ...(survey.damage === undefined
        ? []
        : [`no more records where the ${survey.packing} file breaks off (${survey.damage})`]),
    ],
    context: context(),
    tables,
  };
}

/** What is kept of how a file was to be read: of mappings the one that read it. */
function saidOf(declared: ImportOptions, mapping: Mapping | undefined): ImportOptions {
  return { ...declared, mappings: mapping && [mapping] };
}

/** Every way to read a surveyed file, from the outside in. */
export async function samplesOf(connection: DuckDBConnection, survey: Survey): Promise<readonly Sample[]> {
  const parquet = survey.packing === 'parquet' ? await parquetSample(connection, survey.file) : undefined;
  if (typeof parquet === 'string') return [];
  return parquet ? [parquet] : survey.samples;
}

function unread(survey: Survey): Loaded {
  const records = survey.scan.lines - survey.scan.blank;
  return { ...NOTHING, records, skipped: new Map(records > 0 ? [['unknown format', records]] : []) };
}

function questionOf(formats: readonly string[]): string {
  return `It could be ${formats.slice(0, -1).join(', ')} or ${formats.at(-1) ?? ''}; nothing in it tells which. Say which (in the window: select it in Evidence; on the command line: import it again with --format), or map its columns.`;
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

/** Where the records of a file stand as text; the rows of a Parquet file are written out for that. */
export async function textOf(
  connection: DuckDBConnection,
  survey: Survey,
  sample: Sample,
  scratch: string,
): Promise<string> {
  if (sample.shape !== 'parquet') return survey.textPath;
  const rows = join(scratch, 'rows.json');
  await execute(connection, parquetAsJson(survey.file, rows));
  return rows;
}

/** Whether objects were handed over one by one, as YAML documents or as one of JSON: then a file says nothing of those that it does not show. */
function standsInNoList({ list, wrapper }: Sample, records: number): boolean {
  return list === '' && (wrapper === 'yaml' || (records === 1 && /^(json|ndjson)$/.test(wrapper)));
}
