import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recognise } from '../../main/engine/adapters/registry.ts';
import { samplesOfText, type Sample } from '../../main/engine/evidence/sample.ts';
import { root } from '../../build/project.mjs';

/** A format's own small file made long. */
export interface FormatFile {
  readonly format: string;
  readonly path: string;
  readonly bytes: number;
  /** How DuckDB reads it as plainly as it can: rows by their header, JSON values, or lines. */
  readonly scan: 'rows' | 'objects' | 'lines';
}

const fixtures = join(root, 'test', 'fixtures', 'formats');
/** Instants since 1970, clock times, addresses, and what is long and hexadecimal: what tells one record from the next. */
const MARKS =
  /\b1[67]\d{8}(?:\d{3}|\d{6}|\d{9})?\b|\b\d{2}:\d{2}:\d{2}\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?=[a-f0-9]*\d)[a-f0-9]{8,}\b/g;

/** The formats that have a small file of their own in text, in order. */
export async function formatNames(): Promise<readonly string[]> {
  return (await readdir(fixtures)).sort();
}

/** Repeats the records of a format's first text file, each time moved in time, address and id, until it has `bytes`; undefined where it has none. */
export async function longFile(format: string, bytes: number, path: string): Promise<FormatFile | undefined> {
  for (const name of (await readdir(join(fixtures, format))).sort()) {
    const text = await readFile(join(fixtures, format, name), 'utf8');
    const [found, ...others] = recognise(samplesOfText(text, true));
    if (!found || others.length > 0 || found.adapter.format !== format) continue;
    const { head, parts, mark, tail } = partsOf(text, found.sample);
    const pieces = [head];
    for (let nth = 0, size = 0; size < bytes; nth += 1) {
      const moved = parts.map((part) => movedBy(part, nth)).join(mark);
      pieces.push(nth === 0 ? '' : mark, moved);
      size += Buffer.byteLength(moved) + mark.length;
    }
    pieces.push(tail);
    const long = pieces.join('');
    await writeFile(path, long);
    return { format, path, bytes: Buffer.byteLength(long), scan: scanOf(found.sample) };
  }
  return undefined;
}

function scanOf({ shape }: Sample): FormatFile['scan'] {
  if (shape === 'csv') return 'rows';
  return shape === 'json' || shape === 'ndjson' ? 'objects' : 'lines';
}

interface Parts {
  readonly head: string;
  readonly parts: readonly string[];
  readonly mark: string;
  readonly tail: string;
}

/** What stands once around the records of a text, and the records, which can be repeated. */
function partsOf(text: string, { shape }: Sample): Parts {
  if (shape === 'json') return inDocument(JSON.parse(text) as unknown);
  if (shape === 'yaml') return { head: '', parts: [text.replace(/^---\n/, '').trimEnd()], mark: '\n---\n', tail: '\n' };
  const lines = text.trimEnd().split(/\r?\n/);
  const head = shape === 'csv' ? 1 : shape === 'zeek' ? lines.findIndex((line) => !line.startsWith('#')) : 0;
  const records = shape === 'zeek' ? lines.slice(head).filter((line) => !line.startsWith('#')) : lines.slice(head);
  return {
    head: lines
      .slice(0, head)
      .map((line) => `${line}\n`)
      .join(''),
    parts: records,
    mark: '\n',
    tail: '\n',
  };
}

/** The first list of objects in a document, from the outside in, without which the document stands around it. */
function inDocument(document: unknown): Parts {
  const HOLE = '\u0001';
  let items: readonly unknown[] | undefined;
  const around = JSON.stringify(document, (_, value: unknown) => {
    if (items !== undefined || !Array.isArray(value) || typeof value[0] !== 'object') return value;
    items = value;
    return [HOLE];
  });
  if (items === undefined) return { head: '', parts: [JSON.stringify(document)], mark: '\n', tail: '\n' };
  const [head = '', tail = ''] = around.split(JSON.stringify(HOLE));
  return { head, parts: items.map((item) => JSON.stringify(item)), mark: ',', tail };
}

function movedBy(text: string, nth: number): string {
  if (nth === 0) return text;
  return text.replace(MARKS, (mark) => {
    if (/^\d{2}:/.test(mark))
      return new Date(Date.parse(`2026-03-02T${mark}Z`) + nth * 1000).toISOString().slice(11, 19);
    if (mark.includes('.')) return [mark.split('.')[0], nth >> 14, (nth >> 7) & 127, nth & 127].join('.');
    if (/^\d+$/.test(mark)) return String(BigInt(mark) + BigInt(nth) * 10n ** BigInt(Math.max(0, mark.length - 10)));
    return mark.slice(0, -6) + nth.toString(16).padStart(6, '0');
  });
}
