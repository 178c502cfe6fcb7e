import { createReadStream } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CitedRecord } from '../../../shared/model/evidence.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { hashFile } from './survey.ts';
import { textLines } from './text-lines.ts';
import { unpacked } from './wrapper.ts';

interface EvidenceFile {
  readonly path: string;
  readonly sha256: string;
  readonly wrapper: string;
  readonly encoding: string;
}

/** Reads records back from the evidence, after its hash is checked once a session. */
export interface RecordReader {
  read(source: number, line: number): Promise<CitedRecord>;
}

export function createRecordReader(connection: DuckDBConnection): RecordReader {
  const checked = new Map<number, Promise<string | null>>();

  const problemOf = (source: number, file: EvidenceFile): Promise<string | null> => {
    const known = checked.get(source);
    if (known) return known;
    const check = hashFile(file.path).then(
      (sha256) => (sha256 === file.sha256 ? null : 'The file was changed since it was imported; its hash differs.'),
      () => 'The file is no longer where it was imported from.',
    );
    checked.set(source, check);
    return check;
  };

  return {
    async read(source, line) {
      const file = (await query<EvidenceFile>(connection, sql.evidence_file, { evidence: source }))[0];
      if (!file) return { citation: { source, path: '', line }, raw: null, problem: 'The case holds no such source.' };
      const citation = { source, path: file.path, line };
      const problem = await problemOf(source, file);
      if (problem !== null) return { citation, raw: null, problem };
      const raw =
        file.wrapper === 'parquet'
          ? await parquetRow(connection, file.path, line)
          : await textLine(connection, source, file, line);
      return { citation, raw, problem: raw === null ? 'The file has no such line.' : null };
    },
  };
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
  if (file.wrapper.includes('+') || file.encoding !== 'utf-8') return unpackedLine(file, line);
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
  const packing = file.wrapper.endsWith('+gzip') ? 'gzip' : file.wrapper.endsWith('+zstd') ? 'zstd' : 'plain';
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
