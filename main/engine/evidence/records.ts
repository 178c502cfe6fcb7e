import { createReadStream } from 'node:fs';
import type { SourceRecord } from '../adapters/adapter.ts';
import { csvRecords } from './csv-records.ts';
import { frames } from './frames.ts';
import { createJsonScanner, jsonValues, type JsonList, type JsonValue } from './json-scan.ts';
import { isFields, parseJson, parseObject, parseRecord, type Fields } from './json-parse.ts';
import { containerLine, eventLine, messageOf, prefixedLine, syslogLine, type Message } from './message.ts';
import { recordPath } from './record-path.ts';
import { headerNames, type Sample } from './sample.ts';
import { textLines, type TextLine } from './text-lines.ts';
import { parseYaml, yamlAsJson, yamlDocuments } from './yaml-documents.ts';
import { xmlEvents } from './xml-events.ts';
import { readHeader, zeekHeader, zeekRecord } from './zeek-lines.ts';

/** A record of a file, or why there is none where one should stand. `lines` counts the lines that it covers and no record before it. */
export type FoundRecord =
  | { readonly line: number; readonly lines: number; readonly record: SourceRecord }
  | { readonly line: number; readonly lines: number; readonly problem: string };

/** What is learned of a file while its records are read. */
export interface Told {
  /** Lines that hold no record: headers, brackets around records. Where undefined, all lines that are not in records or blank. */
  header: number | undefined;
  /** Whether the text broke off before all that was opened was closed. */
  open: boolean;
  /** The status of the query whose results the records are, where it says that there were to be more. */
  unfinished?: string | undefined;
}

const NO_BYTES = new Uint8Array();
const PLAIN = { within: [], key: undefined, time: undefined, bytes: NO_BYTES, text: '', fields: {} } as const;

/** The records of a plain UTF-8 text (or of a stream of frames) as its sample says that they are to be read, one at a time. */
export async function* readRecords(path: string, sample: Sample, told: Told): AsyncGenerator<FoundRecord> {
  const found = recordsOf(path, sample, told);
  yield* sample.message === 'field' ? messages(found, sample) : found;
}

function recordsOf(path: string, sample: Sample, told: Told): AsyncGenerator<FoundRecord> {
  if (sample.shape === 'csv') return csv(path, sample, told);
  if (sample.shape === 'zeek') return zeek(path, told);
  if (sample.shape === 'yaml') return yaml(path, sample, told);
  if (sample.shape === 'xml') return xml(path, told);
  if (sample.shape === 'frames') return binary(path, told);
  if (sample.shape === 'json') return json(path, sample, told);
  if (sample.shape === 'ndjson' || sample.shape === 'parquet') return ndjson(path, sample, told);
  return lines(path, sample);
}

async function* csv(path: string, sample: Sample, told: Told): AsyncGenerator<FoundRecord> {
  let names: readonly string[] | undefined;
  told.header = sample.before;
  const table = linesAfter(textLines(path), sample.before);
  for await (const { line, lines, fields, problem } of csvRecords(table, sample.delimiter)) {
    if (!names) {
      names = fields ? headerNames(fields) : sample.columns;
      told.header += lines;
    } else if (!fields) yield { line, lines, problem: problem ?? 'the line cannot be read' };
    else if (fields.length !== names.length) {
      yield { line, lines, problem: `the line has ${fields.length} fields where the header has ${names.length}` };
    } else {
      const record = Object.fromEntries(
        names.map((name, index) => [name, fields[index] === '' ? null : fields[index]]),
      );
      yield { line, lines, record: { ...PLAIN, line, fields: record } };
    }
  }
}

/** The lines that follow the first so many that are not blank. */
async function* linesAfter(lines: AsyncIterable<TextLine>, count: number): AsyncGenerator<TextLine> {
  let left = count;
  for await (const line of lines) {
    if (left === 0) yield line;
    else if (line.text?.trim() !== '') left -= 1;
  }
}

async function* zeek(path: string, told: Told): AsyncGenerator<FoundRecord> {
  const header = zeekHeader();
  told.header = 0;
  for await (const { line, text, problem } of textLines(path)) {
    if (text === undefined) yield { line, lines: 1, problem: problem ?? 'the line cannot be read' };
    else if (readHeader(header, text)) told.header += 1;
    else if (text.trim() !== '') {
      const fields = zeekRecord(header, text);
      if (typeof fields === 'string') yield { line, lines: 1, problem: fields };
      else yield { line, lines: 1, record: { ...PLAIN, line, fields, text } };
    }
  }
}

async function* ndjson(path: string, sample: Sample, told: Told): AsyncGenerator<FoundRecord> {
  const lists = [sample.list, ...sample.otherLists].filter((list) => list !== '').map(recordPath);
  for await (const { line, text, problem } of textLines(path)) {
    if (text === undefined) yield { line, lines: 1, problem: problem ?? 'the line cannot be read' };
    else if (text.trim() !== '') {
      const fields = lists.length === 0 ? '' : parseObject(text);
      const steps = typeof fields === 'string' ? lists[0] : lists.find((list) => leadsOn(fields, list));
      const said = typeof fields === 'string' || steps === undefined ? [] : [plainValues(fields)];
      told.unfinished ??= unfinished(sample, said[0]);
      yield* within({ text, line, lastLine: line, key: undefined }, steps ?? [ROOT], said, 1);
    }
  }
}

/** What an object around a list says beside it. */
function plainValues(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value !== 'object'));
}

async function* json(path: string, sample: Sample, told: Told): AsyncGenerator<FoundRecord> {
  const [first = ROOT, ...rest] = recordPath(sample.list);
  const ready: { readonly value: JsonValue; readonly around: Fields }[] = [];
  const scanner = createJsonScanner(first, (value) => ready.push({ value, around: { ...scanner.around() } }));
  let covered = 0;
  const flush = function* (): Generator<FoundRecord> {
    for (const { value, around } of ready.splice(0)) {
      const from = Math.max(value.line, covered + 1);
      const lines = Math.max(0, value.lastLine - from + 1);
      covered = Math.max(covered, value.lastLine);
      yield* expanded(value, rest, sample.list === '' ? [] : [around], lines);
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    scanner.push(chunk);
    yield* flush();
  }
  told.open = scanner.end().open;
  told.unfinished = unfinished(sample, scanner.around());
  yield* flush();
}

/** The status of a query of CloudWatch Insights or Elasticsearch that had not come to its end, as its results give it beside them. */
function unfinished({ list }: Sample, { status, timed_out }: Fields = {}): string | undefined {
  if (list === 'hits.hits[]') return timed_out === true ? 'timed out' : undefined;
  if (list !== 'results[]' || typeof status !== 'string') return undefined;
  return ['Scheduled', 'Running', 'Cancelled', 'Failed', 'Timeout'].includes(status) ? status : undefined;
}

const ROOT: JsonList = { keys: [], of: 'value' };

/** The records that stand in a value, by the steps of a path that are left; the value itself where none is. */
function* within(
  value: JsonValue,
  steps: readonly JsonList[],
  around: readonly Fields[],
  lines: number,
): Generator<FoundRecord> {
  const [step = ROOT, ...rest] = steps;
  if (step.keys.length === 0 && step.of === 'value') {
    yield* expanded(value, rest, around, lines);
    return;
  }
  let left = lines;
  for (const inner of jsonValues(value.text, step)) {
    const placed = { ...inner, line: value.line + inner.line - 1, lastLine: value.line + inner.lastLine - 1 };
    yield* expanded(placed, rest, around, left);
    left = 0;
  }
}

/** A value as a record, or the records in it: by the path that is left, by a list in it that wraps records again, or by columns and rows. */
function* expanded(
  value: JsonValue,
  rest: readonly JsonList[],
  around: readonly Fields[],
  lines: number,
): Generator<FoundRecord> {
  const { line, text, key } = value;
  if (value.problem !== undefined) {
    yield { line, lines, problem: value.problem };
    return;
  }
  const fields = parseRecord(text);
  const said = typeof fields === 'string' && rest.length === 0 && around.length > 1 ? stringOf(text) : undefined;
  if (typeof fields === 'string' && rest.length > 0 && text.startsWith('[')) {
    yield* within(value, rest, around, lines);
  } else if (said !== undefined) {
    yield { line, lines, record: { ...PLAIN, line, text: said, key, within: around } };
  } else if (typeof fields === 'string') {
    yield { line, lines, problem: fields.replace(/^it/, 'the record') };
  } else if (around.length > 0 && Array.isArray(fields.records) && Object.keys(fields).length === 1) {
    yield* within(value, [...recordPath('records[]'), ...rest], around, lines);
  } else if (rest.length > 0 && (key === undefined || leadsOn(fields, rest))) {
    yield* within(value, rest, [fields, ...around], lines);
  } else if (around.length > 0 && isTable(fields)) {
    yield* tableRows(value, fields, around, lines);
  } else {
    yield { line, lines, record: { ...PLAIN, line, fields, text, key, within: around } };
  }
}

/** Whether an object holds the list that a path goes on to; a member or line without it (a zone without machines) is a record of its own. */
function leadsOn(fields: Fields, [next]: readonly JsonList[]): boolean {
  return next?.keys[0]?.split('|').some((key) => key in fields) ?? false;
}

/** The text of a JSON string, as lists within lists hold records that are no objects (the tuples of a flow log). */
function stringOf(text: string): string | undefined {
  if (!text.startsWith('"')) return undefined;
  try {
    const value = parseJson(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTable(fields: Fields): boolean {
  return Array.isArray(fields.columns) && Array.isArray(fields.rows) && fields.columns.every(isFields);
}

/** The rows of a table that gives its columns and its rows apart (Log Analytics, Resource Graph), as objects. */
function* tableRows(
  table: JsonValue,
  fields: Fields,
  around: readonly Fields[],
  lines: number,
): Generator<FoundRecord> {
  const names = (fields.columns as readonly Fields[]).map(({ name, ColumnName }) => String(name ?? ColumnName));
  let left = lines;
  for (const row of jsonValues(table.text, { keys: ['rows'], of: 'elements' })) {
    const line = table.line + row.line - 1;
    const cells = arrayOf(row.text);
    if (!cells) yield { line, lines: left, problem: 'the row is not a JSON list' };
    else {
      const record = Object.fromEntries(names.map((name, index) => [name, cells[index]]));
      yield { line, lines: left, record: { ...PLAIN, line, fields: record, text: row.text, within: around } };
    }
    left = 0;
  }
}

function arrayOf(text: string): readonly unknown[] | undefined {
  try {
    const value = parseJson(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function* yaml(path: string, sample: Sample, told: Told): AsyncGenerator<FoundRecord> {
  const steps = recordPath(sample.list);
  told.header = undefined;
  for await (const { line, lines, text, problem } of yamlDocuments(textLines(path))) {
    const refused = (why: string): FoundRecord => ({ line, lines, problem: why.replace(/^it/, 'the document') });
    if (problem !== undefined) yield refused(problem);
    else if (sample.list === '') {
      const fields = parseYaml(text);
      yield typeof fields === 'string' ? refused(fields) : { line, lines, record: { ...PLAIN, line, fields, text } };
    } else {
      const found = yamlAsJson(text);
      if (typeof found === 'string') yield refused(found);
      else yield* within({ text: found.json, line, lastLine: line, key: undefined }, steps, [], lines);
    }
  }
}

async function* xml(path: string, told: Told): AsyncGenerator<FoundRecord> {
  told.header = undefined;
  let covered = 0;
  for await (const { line, lastLine, text, problem } of xmlEvents(path)) {
    const lines = Math.max(0, lastLine - Math.max(line, covered + 1) + 1);
    covered = Math.max(covered, lastLine);
    yield text === undefined
      ? { line, lines, problem: problem ?? 'the event cannot be read' }
      : { line, lines, record: { ...PLAIN, line, text } };
  }
}

const MESSAGE_IN = { container: containerLine, event: eventLine, prefixed: prefixedLine, syslog: syslogLine } as const;

async function* lines(path: string, sample: Sample): AsyncGenerator<FoundRecord> {
  for await (const { line, text, problem } of textLines(path)) {
    if (text === undefined) yield { line, lines: 1, problem: problem ?? 'the line cannot be read' };
    else if (text.trim() === '') continue;
    else if (sample.message === 'none' || sample.message === 'field')
      yield { line, lines: 1, record: { ...PLAIN, line, text } };
    else {
      const message = MESSAGE_IN[sample.message](text);
      yield message
        ? ofMessage(line, 1, message, sample)
        : { line, lines: 1, problem: 'the line lacks the prefix of the others' };
    }
  }
}

async function* messages(found: AsyncIterable<FoundRecord>, sample: Sample): AsyncGenerator<FoundRecord> {
  for await (const each of found) {
    const message = 'record' in each ? messageOf(each.record.fields) : undefined;
    if (message && 'record' in each) yield ofMessage(each.line, each.lines, message, sample, each.record.within);
    else
      yield 'problem' in each ? each : { line: each.line, lines: each.lines, problem: 'the record holds no message' };
  }
}

function ofMessage(
  line: number,
  lines: number,
  message: Message,
  sample: Sample,
  within: readonly Fields[] = [],
): FoundRecord {
  const base = { ...PLAIN, line, text: message.text, time: message.time, within };
  if (sample.records.length === 0) return { line, lines, record: base };
  const fields = parseObject(message.text);
  return typeof fields === 'string'
    ? { line, lines, problem: fields.replace(/^it/, 'the message') }
    : { line, lines, record: { ...base, fields } };
}

async function* binary(path: string, told: Told): AsyncGenerator<FoundRecord> {
  told.header = 0;
  let line = 0;
  for await (const frame of frames(path)) {
    line += 1;
    yield typeof frame === 'string'
      ? { line, lines: 0, problem: frame }
      : { line, lines: 0, record: { ...PLAIN, line, bytes: frame } };
  }
}
