import type { DuckDBConnection } from '@duckdb/node-api';
import type { ImportOptions } from '../../../shared/api.ts';
import type { Adapter, ColumnAdapter, Table } from '../adapters/adapter.ts';
import { declare } from '../database/declare.ts';
import { execute, query } from '../database/query.ts';
import { forTable, sql } from '../sql/catalogue.ts';
import { clearSource } from './clear-source.ts';
import type { Context } from './evidence-file.ts';
import type { Sample } from './sample.ts';
import type { Staged } from './stage.ts';
import type { Survey } from './survey.ts';

/** What became of a file's records. */
export interface Loaded {
  readonly records: number;
  readonly header: number;
  readonly rejected: number;
  readonly skipped: ReadonlyMap<string, number>;
  readonly assumed: readonly string[];
  readonly context: Context;
  readonly tables: readonly Table[];
}

/** Why nothing of a file was taken; `problem` null: it was. */
export interface Untaken {
  readonly problem: string | null;
  readonly couldBe: readonly string[];
}

export const READ: Untaken = { problem: null, couldBe: [] };

/** The number under which a file is kept; what a source gave in whose place it comes is taken out. */
export async function placeOf(connection: DuckDBConnection, replaces: number | undefined): Promise<number> {
  if (replaces !== undefined) await clearSource(connection, replaces);
  const id = replaces ?? (await query<{ id: number }>(connection, sql.next_evidence))[0]?.id ?? 1;
  await declare(connection, sql.declare_evidence, { evidence: id });
  return id;
}

/** Keeps what a file is and what became of its records. */
export async function keepEvidence(
  connection: DuckDBConnection,
  id: number,
  survey: Survey,
  sample: Sample | undefined,
  adapter: Adapter | undefined,
  loaded: Loaded,
  { problem, couldBe }: Untaken,
  declared: ImportOptions,
): Promise<void> {
  const shape = sample?.wrapper ?? (survey.packing === 'plain' ? 'text' : survey.packing);
  const packed = sample !== undefined && (survey.packing === 'gzip' || survey.packing === 'zstd');
  const isTable = shape === 'parquet';
  await execute(connection, sql.keep_evidence, {
    evidence: id,
    path: survey.path,
    sha256: survey.sha256,
    bytes: survey.bytes,
    format: adapter?.format ?? 'unknown',
    wrapper: [shape, ...(packed ? [survey.packing] : []), ...survey.archives].join('+'),
    kind: adapter?.kind ?? 'unknown',
    assumed: JSON.stringify(loaded.assumed),
    encoding: survey.encoding,
    header: loaded.header,
    blank: isTable ? 0 : survey.scan.blank,
    lines: isTable ? 0 : survey.scan.lines,
    records: loaded.records,
    rejected: loaded.rejected,
    distinguishing: await distinguishes(connection, loaded.tables),
    problem,
    could_be: JSON.stringify(couldBe),
    context: JSON.stringify(loaded.context),
    options: JSON.stringify(declared),
  });
  for (const [reason, records] of loaded.skipped)
    await execute(connection, sql.insert_skip, { evidence: id, reason, records });
  if (!isTable) await keepLineIndex(connection, id, survey);
}

/** Whether two equal records of the file are one record seen twice; inventories always say which by their ids. */
async function distinguishes(connection: DuckDBConnection, tables: readonly Table[]): Promise<boolean> {
  let told = true;
  for (const table of tables) {
    if (table !== 'dns_request' && table !== 'dns_response' && table !== 'health_event') continue;
    const text = table === 'health_event' ? sql.distinguishing_health : forTable('distinguishing_dns', table);
    told = (await query<{ found: boolean }>(connection, text))[0]?.found ?? true;
    if (told) return true;
  }
  return told;
}

/** Marks an inventory whose columns say nothing of validity: what was assumed of it, in words. */
export async function keepWithoutValidity(
  connection: DuckDBConnection,
  id: number,
  { columns }: Sample,
  { table, format }: ColumnAdapter,
  { modified: taken }: Survey,
): Promise<readonly string[]> {
  const holdsFleet = table === 'vm_inventory' || table === 'ip_inventory' || table === 'service_tree';
  if (!holdsFleet || columns.includes('valid_from') || columns.includes('valid_to')) return [];
  await execute(connection, sql.keep_snapshot, { evidence: id, format, taken, lone: false });
  return ['valid for ever: it has no valid_from and valid_to'];
}

/** Appended, not inserted one by one: of a damaged file every line may be rejected. */
export async function keepRejects(connection: DuckDBConnection, id: number, rejects: Staged['rejects']): Promise<void> {
  const appender = await connection.createAppender('reject');
  for (const { record, line, reason } of rejects) {
    appender.appendInteger(id);
    appender.appendInteger(record);
    appender.appendInteger(line);
    appender.appendVarchar(reason);
    appender.endRow();
  }
  appender.closeSync();
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
