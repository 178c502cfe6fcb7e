import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ImportOptions } from '../../../shared/api.ts';
import type { CitedRecord } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { recognise } from '../adapters/registry.ts';
import { materialise } from './archive.ts';
import { readRecords } from './records.ts';
import { hashFile, surveyFile } from './survey.ts';
import { textLines } from './text-lines.ts';
import { packingOf, unpacked } from './wrapper.ts';

interface EvidenceFile {
  readonly path: string;
  readonly sha256: string;
  readonly wrapper: string;
  readonly encoding: string;
  readonly options: string;
}

/** Reads records back from the evidence, after its hash is checked once a session. */
export interface RecordReader {
  /** The record that begins on a line, of several on it the one with the record number given; the line itself where lines are records. */
  read(source: number, line: number, record?: number | null): Promise<CitedRecord>;
}

/** Reads from the evidence of a case; members of archives are unpacked once, into `scratch`. */
export function createRecordReader(connection: DuckDBConnection, scratch: string): RecordReader {
  const opened = new Map<number, Promise<{ readonly path: string } | { readonly problem: string }>>();

  const openOnce = (source: number, file: EvidenceFile) => {
    const known = opened.get(source);
    if (known) return known;
    const opening = fileOf(file, scratch);
    opened.set(source, opening);
    return opening;
  };

  return {
    async read(source, line, record = null) {
      const file = (await query<EvidenceFile>(connection, sql.evidence_file, { evidence: source }))[0];
      if (!file) return { citation: { source, path: '', line }, raw: null, problem: 'The case holds no such source.' };
      const citation = { source, path: file.path, line };
      const found = await openOnce(source, file);
      if ('problem' in found) return { citation, raw: null, problem: found.problem };
      const raw = await rawOf(connection, source, { ...file, path: found.path }, line, record, scratch);
      return { citation, raw, problem: raw === null ? 'The file has no such line that can be shown as text.' : null };
    },
  };
}

async function fileOf(
  file: EvidenceFile,
  scratch: string,
): Promise<{ readonly path: string } | { readonly problem: string }> {
  try {
    const path = await materialise(file.path, scratch);
    if ((await hashFile(path)) === file.sha256) return { path };
    return { problem: 'The file was changed since it was imported; its hash differs.' };
  } catch {
    return { problem: 'The file is no longer where it was imported from.' };
  }
}

function rawOf(
  connection: DuckDBConnection,
  source: number,
  file: EvidenceFile,
  line: number,
  record: number | null,
  scratch: string,
): Promise<string | null> {
  const shape = file.wrapper.split('+')[0] ?? '';
  if (shape === 'parquet') return parquetRow(connection, file.path, line);
  if (shape === 'frames') return Promise.resolve(`frame ${line}`);
  if (shape.startsWith('json') || shape === 'yaml' || shape === 'xml')
    return documentRecord(file, line, record, scratch);
  return textLine(connection, source, file, line);
}

/** A record of a document, found by reading the document again as it was read when it was imported. */
async function documentRecord(
  { path, options }: EvidenceFile,
  line: number,
  record: number | null,
  scratch: string,
): Promise<string | null> {
  const folder = join(scratch, 'reading');
  await mkdir(folder, { recursive: true });
  const part = { path, file: path, archives: [], modified: 0 };
  const survey = await surveyFile(part, folder, { signal: new AbortController().signal, onBytes: () => undefined });
  const declared = JSON.parse(options) as ImportOptions;
  const sample = recognise(survey.samples, declared)[0]?.sample ?? survey.samples[0];
  let number = 0;
  try {
    if (!sample) return null;
    for await (const found of readRecords(survey.textPath, sample, { header: 0, open: false })) {
      number += 1;
      if (record === null ? found.line !== line : number !== record) continue;
      return 'record' in found ? found.record.text : ((await lineOf(survey.textPath, line)) ?? null);
    }
    return await lineOf(survey.textPath, line);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lineOf(path: string, line: number): Promise<string | null> {
  for await (const found of textLines(path)) if (found.line === line) return found.text ?? null;
  return null;
}

async function textLine(
  connection: DuckDBConnection,
  source: number,
  file: EvidenceFile,
  line: number,
): Promise<string | null> {
  const near = (
    await query<{ line: number; byte_offset: number }>(connection, sql.line_offset, { evidence: source, line })
  )[0];
  const start = near ?? { line: 1, byte_offset: 0 };
  const packing = await packingOf(file.path);
  if (packing !== 'plain' || file.encoding !== 'utf-8') return unpackedLine(file, line);
  const mark = await markLength(file.path);
  for await (const found of textLines(file.path, start.byte_offset + mark, start.line))
    if (found.line === line) return found.text ?? null;
  return null;
}

/** The length of a UTF-8 byte-order mark: offsets are counted after it. */
async function markLength(path: string): Promise<number> {
  for await (const head of createReadStream(path, { end: 2 }) as AsyncIterable<Buffer>) {
    return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  }
  return 0;
}

/** A line of a packed or UTF-16 file: read from the beginning, since its bytes cannot be reached by offset. */
async function unpackedLine(file: EvidenceFile, line: number): Promise<string | null> {
  const packing = await packingOf(file.path);
  const decoder = new TextDecoder(file.encoding);
  let number = 1;
  let rest = '';
  for await (const chunk of unpacked(file.path, packing)) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    const found = parts[line - number];
    if (found !== undefined) return found.replace(/\r$/, '');
    number += parts.length;
  }
  return number === line && rest !== '' ? rest : null;
}

async function parquetRow(connection: DuckDBConnection, path: string, row: number): Promise<string | null> {
  return (await query<{ raw: string }>(connection, sql.parquet_row, { path, row }))[0]?.raw ?? null;
}
