import type { DuckDBConnection } from '@duckdb/node-api';
import { proposeLines, takeApart } from '../../../shared/mapping/propose-lines.ts';
import { readsAsTime } from '../../../shared/mapping/time-format.ts';
import { isAddress } from '../../../shared/model/address.ts';
import type { FileLook, MappedLines } from '../../../shared/model/mapping.ts';
import type { SourceRecord } from '../adapters/adapter.ts';
import { columnsOf } from '../adapters/mapped.ts';
import { samplesOf, textOf } from './import-file.ts';
import { readRecords } from './records.ts';
import { tableRows, type Sample } from './sample.ts';
import type { Survey } from './survey.ts';

const MOST_RECORDS = 50;

/**
 * The beginning of a file as a mapping sees it: the columns of its records with their first values. Plain lines are taken apart as `lines` says,
 * else as they can be.
 */
export async function lookAtFile(
  connection: DuckDBConnection,
  survey: Survey,
  scratch: string,
  lines?: MappedLines,
): Promise<FileLook> {
  const samples = await samplesOf(connection, survey);
  const table = lines ? undefined : tableOf(samples);
  if (table) {
    const records = await firstRecords(await textOf(connection, survey, table, scratch), table);
    return {
      shape: table.wrapper,
      ...(table.list === '' || table.wrapper !== 'json' ? {} : { list: table.list }),
      columns: columnsOf(
        records.map(({ fields }) => fields),
        MOST_RECORDS,
      ),
      firstLines: table.shape === 'parquet' ? [] : table.firstLines,
    };
  }
  const text = samples.find(({ shape }) => shape === 'text');
  const firstLines = text?.firstLines ?? [];
  const taken = lines ?? proposeLines(firstLines);
  const parts = taken ? firstLines.map((line) => takeApart(line, taken)).filter((each) => each !== undefined) : [];
  return { shape: 'text', ...(taken ? { lines: taken } : {}), columns: columnsOf(parts, MOST_RECORDS), firstLines };
}

/** The sample whose records have columns of their own: that with the most records, in the list of a document that no other list is longer than. */
function tableOf(samples: readonly Sample[]): Sample | undefined {
  const tables = samples.filter(
    ({ shape, columns, message, records }) =>
      shape !== 'text' && shape !== 'frames' && columns.length > 0 && (message === 'none' || records.length > 0),
  );
  const best = tables.reduce<Sample | undefined>(
    (a, b) => (a === undefined || b.records.length > a.records.length ? b : a),
    undefined,
  );
  if (!best || best.shape === 'parquet') return best;
  if (best.shape === 'csv' && !isTable(best)) return undefined;
  if (best.shape !== 'json' || best.records.length > 1 || best.list !== '') return best;
  const list = longestList(best);
  return list === undefined ? best : { ...best, list };
}

/** Whether lines that could be CSV are: most of them as wide as the header, and the header without times and addresses. */
function isTable(sample: Sample): boolean {
  const { records, outline, columns } = sample;
  const rows = tableRows(sample).length - 1;
  if (rows > 0 && records.length < rows / 2) return false;
  const header = columns.length > 0 ? columns : [...outline.keys()];
  return !header.some((name) => isAddress(name) || readsAsTime(name));
}

/** The list of objects in a document that says the most. */
function longestList({ outline }: Sample): string | undefined {
  const inner = new Map<string, number>();
  for (const path of outline.keys()) {
    const list = /^[^[]+\[\](?=\.)/.exec(path)?.[0];
    if (list !== undefined) inner.set(list, (inner.get(list) ?? 0) + 1);
  }
  return [...inner].sort((a, b) => b[1] - a[1])[0]?.[0];
}

async function firstRecords(path: string, sample: Sample): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const found of readRecords(path, sample, { header: 0, open: false })) {
    if ('record' in found) records.push(found.record);
    if (records.length >= MOST_RECORDS) break;
  }
  return records;
}
