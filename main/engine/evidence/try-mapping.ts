import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import type { Declaration } from '../../../shared/model/evidence.ts';
import type { Mapping, MappingTrial } from '../../../shared/model/mapping.ts';
import type { Table } from '../adapters/adapter.ts';
import { mappedAdapter, missingColumns } from '../adapters/mapped.ts';
import { execute, query } from '../database/query.ts';
import { forTable, sql, takingRelations } from '../sql/catalogue.ts';
import { recognise } from '../adapters/registry.ts';
import { declaredWith } from './declared-with.ts';
import { assumedZone, declareTimes, lookAtTimes } from './declared-times.ts';
import { openFile } from './evidence-file.ts';
import { samplesOf, textOf } from './import-file.ts';
import { rawOfShard } from './raw-view.ts';
import { stageRecords } from './stage.ts';
import type { Survey } from './survey.ts';

const MOST_ROWS = 50;

/**
 * What a mapping yields of a file, or of its first `limit` records; the case is not touched.
 * Fails with `usage` where the file lacks columns of the mapping.
 */
export async function tryMapping(
  connection: DuckDBConnection,
  survey: Survey,
  mapping: Mapping,
  options: {
    readonly scratch: string;
    readonly signal: AbortSignal;
    readonly declared: Declaration;
    readonly limit?: number;
    readonly onRecords?: (records: number) => void;
  },
): Promise<MappingTrial> {
  const samples = await samplesOf(connection, survey);
  const [found] = recognise(samples, { mappings: [mapping] });
  const adapter = mappedAdapter(mapping);
  if (found?.adapter.format !== adapter.format || !found.mapping) throw lacks(survey, samples, mapping);
  for (const name of takingRelations) await execute(connection, sql[name]);
  const declared = declaredWith(options.declared, mapping);
  const { file, assumed } = openFile(survey, found.sample, declared);
  await declareTimes(connection, declared);
  const staged = await stageRecords(
    await textOf(connection, survey, found.sample, options.scratch),
    adapter,
    file,
    options.scratch,
    {
      signal: options.signal,
      cut: undefined,
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      ...(options.onRecords ? { onRecords: options.onRecords } : {}),
    },
  );
  const judged = new Map<string, { records: number; line: number }>();
  const count = (reason: string, records: number, line: number) => {
    const known = judged.get(reason);
    judged.set(reason, { records: (known?.records ?? 0) + records, line: Math.min(known?.line ?? line, line) });
  };
  for (const { reason, line } of staged.rejects) count(reason.replace(/"[^"]*"/g, '…'), 1, line);
  const rows: { line: number; reason: string | null; body: Readonly<Record<string, unknown>> }[] = [];
  let rejected = staged.rejects.length;
  for (const [table, shard] of staged.shards) {
    (await judge(connection, table, shard, declared)).forEach((what) => file.assume(what));
    rejected += (await query<{ n: number }>(connection, forTable('judged_count', table)))[0]?.n ?? 0;
    for (const each of await query<{ reason: string; records: number; line: number }>(
      connection,
      forTable('judged_reasons', table),
    ))
      count(each.reason, each.records, each.line);
    const first = await query<{ line: number; reason: string | null; body: string }>(
      connection,
      forTable('judged_rows', table),
      { limit: MOST_ROWS },
    );
    for (const row of first) rows.push({ ...row, body: JSON.parse(row.body) as Record<string, unknown> });
    await execute(connection, forTable('drop_judged', table));
  }
  const skipped = [...staged.skipped.values()].reduce((sum, n) => sum + n, 0);
  const columns = columnsOfRows(rows.map(({ body }) => body));
  return {
    records: staged.records,
    taken: staged.records - rejected - skipped,
    rejected,
    skipped,
    partial: staged.partial,
    reasons: [...judged]
      .map(([reason, each]) => ({ reason, ...each }))
      .sort((a, b) => b.records - a.records || a.line - b.line)
      .slice(0, 20),
    skips: Object.fromEntries(staged.skipped),
    assumed: [...assumed],
    columns,
    rows: rows.map(({ line, reason, body }) => ({ line, reason, cells: columns.map((name) => cellOf(body[name])) })),
  };
}

/** Types the rows of a shard as an import would; gives what was assumed of the times of those that are sound. */
async function judge(connection: DuckDBConnection, table: Table, shard: string, declared: Declaration) {
  await execute(connection, rawOfShard(table, shard));
  const { assumed } = await lookAtTimes(connection, table, declared);
  await execute(connection, forTable('judge_staged', table));
  const [judged] = await query<{ zoneless: boolean }>(connection, forTable('judged_state', table));
  return [...assumed, ...assumedZone(judged?.zoneless ?? false, declared)];
}

const PLACES = ['record', 'line', 'zoneless', 'reason', 'whole', 'source_vm_id'];

function columnsOfRows(rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.filter((name) => !PLACES.includes(name) && rows.some((row) => cellOf(row[name]) !== null));
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === 'infinity' || text === '-infinity' ? null : text;
}

function lacks(survey: Survey, samples: Parameters<typeof recognise>[0], mapping: Mapping): AftermapError {
  const fewest = samples
    .map((sample) => missingColumns(sample, mapping))
    .reduce((a, b) => (b.length < a.length ? b : a), Object.values(mapping.fields));
  return new AftermapError(
    'usage',
    mapping.lines
      ? `Less than half of the first lines of ${survey.path} fit the mapping “${mapping.name}”.`
      : `${survey.path} does not have the columns of the mapping “${mapping.name}”: ${fewest.join(', ')} missing.`,
    'Correct the mapping, or use it with the files that it was made for.',
  );
}
