import { splitQuoted } from '../../../shared/mapping/split-quoted.ts';
import { createCsvReader } from './csv-records.ts';
import { jsonValues } from './json-scan.ts';
import { outlineBelow, outlineOf, type Outline } from './json-outline.ts';
import { isFields, parseObject, parseRecord, type Fields } from './json-parse.ts';
import { containerLine, eventLine, holdObjects, messageOf, prefixedLine, syslogLine, type Message } from './message.ts';
import { recordPath } from './record-path.ts';
import { sampleOfYaml } from './yaml-documents.ts';
import { firstXmlEvents, isXmlEvents } from './xml-events.ts';
import { isZeek, zeekSample } from './zeek-lines.ts';

/** How the records of a text are told apart. */
export type Shape = 'csv' | 'ndjson' | 'json' | 'zeek' | 'yaml' | 'xml' | 'text' | 'parquet' | 'frames';

/**
 * The beginning of a file as a format can be told from: at most 64 KiB of unpacked text, or the columns of a Parquet file. A file that wraps its
 * records (a list in a document, messages in records) has a sample for each way to read it.
 */
export interface Sample {
  readonly shape: Shape;
  /** The shape in words for the `wrapper` of the source, e.g. `json-array`. */
  readonly wrapper: string;
  /** Column names in file order: of the header, of the Parquet schema, or every key of the first records. Lower case. */
  readonly columns: readonly string[];
  /** The first records, as an adapter is given them: JSON objects, or rows by their header. */
  readonly records: readonly Fields[];
  /** What stands where in the first records, and around them in a document of JSON: also of a record that the sample cuts off. */
  readonly outline: Outline;
  /** The first lines that are not blank; of the messages, where they were unwrapped. */
  readonly firstLines: readonly string[];
  readonly delimiter: string;
  /** Lines of text before the header of a table: titles, comments, `sep=;`. */
  readonly before: number;
  /** Where the records stand in a JSON document (record-path.ts); empty: at the top. */
  readonly list: string;
  /** Where they stand in lines of NDJSON that lack that list. */
  readonly otherLists: readonly string[];
  /** How a record or line is only the wrapper of what a program wrote. */
  readonly message: 'none' | 'field' | 'container' | 'event' | 'prefixed' | 'syslog';
}

const DELIMITERS = [',', ';', '\t', '|'];
const MOST_RECORDS = 50;

/** Lists in which programs of many makers hand out records; `tables` holds columns and rows apart. */
export const COMMON_LISTS = [
  ...['Records', 'records', 'events', 'logEvents', 'items', 'value', 'data', 'entries', 'hits.hits', 'results'],
  'tables',
];

const EMPTY = {
  columns: [],
  records: [],
  outline: new Map(),
  firstLines: [],
  delimiter: '',
  before: 0,
  list: '',
  otherLists: [],
  message: 'none',
} as const;

/** Every way to read a text, from the outside in: as it stands, then what its lists hold, then what their messages hold. */
export function samplesOfText(text: string, complete: boolean): readonly Sample[] {
  const lines = text.split(/\r?\n/);
  if (!complete && lines.length > 1) lines.pop();
  const firstLines = lines.filter((line) => line.trim() !== '').slice(0, MOST_RECORDS);
  const asText: Sample = { ...EMPTY, shape: 'text', wrapper: 'text', firstLines };
  if (isZeek(firstLines)) return [zeekSample({ ...asText, shape: 'zeek', wrapper: 'zeek-tsv' }, lines)];
  if (isXmlEvents(text))
    return [
      { ...asText, shape: 'xml', wrapper: 'xml', firstLines: firstXmlEvents(text).slice(0, MOST_RECORDS) },
      asText,
    ];
  const json = jsonSamples(text, firstLines);
  if (json.length > 0) return json;
  for (const [message, lineOf] of LINES) {
    const found = firstLines.map(lineOf);
    const messages = found.filter((each) => each !== undefined);
    if (messages.length === 0 || messages.length < firstLines.length / 2) continue;
    if (message === 'prefixed' && !holdObjects(messages)) continue;
    const timed = messages[0]?.time !== undefined;
    const wrapper = message === 'container' ? 'container-log' : timed ? 'cloudwatch-lines' : 'prefixed-ndjson';
    return [unwrapped({ ...asText, wrapper, message }, messages)];
  }
  const syslog = firstLines.map(syslogLine).filter((each) => each !== undefined);
  if (syslog.length * 2 > firstLines.length)
    return [asText, unwrapped({ ...asText, wrapper: 'syslog', message: 'syslog' }, syslog)];
  const yaml = sampleOfYaml(text, complete);
  if (yaml) return [{ ...asText, shape: 'yaml', wrapper: 'yaml', ...ofRecords(yaml) }, asText];
  return [...tableSamples(asText).flatMap((table) => [table, ...ofMessages(table)]), asText];
}

export function sampleOfParquet(columns: readonly string[]): Sample {
  const outline = new Map(columns.map((name): [string, readonly string[]] => [name, []]));
  return {
    ...EMPTY,
    shape: 'parquet',
    wrapper: 'parquet',
    columns: columns.map((name) => name.toLowerCase()),
    outline,
  };
}

/** The sample of a stream of binary frames. */
export function sampleOfFrames(contentType: string): Sample {
  return { ...EMPTY, shape: 'frames', wrapper: 'frames', firstLines: [contentType] };
}

/** Ways in which whole lines are only wrappers of others. */
const LINES = [
  ['container', containerLine],
  ['event', eventLine],
  ['prefixed', prefixedLine],
] as const;

/** Column names as the cells of a header give them: trimmed and unquoted. */
export function headerNames(cells: readonly string[]): readonly string[] {
  return cells.map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

/** The rows of a text as a table, behind the lines before its header; of a row that cannot be read nothing. */
export function tableRows({ firstLines, delimiter, before }: Sample): readonly (readonly string[] | undefined)[] {
  const reader = createCsvReader(delimiter);
  const rows = firstLines.slice(before).flatMap((text, line) => [...reader.push({ line, text })]);
  return [...rows, ...reader.end()].map(({ fields }) => fields);
}

function jsonSamples(text: string, firstLines: readonly string[]): readonly Sample[] {
  const objects = firstLines.map((line) => (line.trimStart().startsWith('{') ? parseRecord(line) : ''));
  const parsed = objects.filter((object) => typeof object !== 'string');
  const base = { ...EMPTY, firstLines };
  if (parsed.length > 0 && parsed.length >= firstLines.length / 2) {
    const outline = indexed(outlineOf(text)) ?? outlineOf(JSON.stringify(parsed)) ?? new Map();
    return inLists(text, { ...base, shape: 'ndjson', wrapper: 'ndjson', ...ofRecords(parsed), outline });
  }
  const outline = /^\s*[[{]/.test(text) ? indexed(outlineOf(text)) : undefined;
  if (!outline) return [];
  const records = recordsAt(text, '');
  const several = records.length > 1 ? 'json-concatenated' : 'json';
  const wrapper = text.trimStart().startsWith('[') ? 'json-array' : several;
  return inLists(text, { ...base, shape: 'json', wrapper, ...ofRecords(records), outline });
}

/** The outline of what was indexed, where it is one of hits of Elasticsearch (parseRecord). */
function indexed(outline: Outline | undefined): Outline | undefined {
  return outline?.has('_index') && outline.has('_source') ? outlineBelow(outline, '_source') : outline;
}

/** A sample of JSON, then those of the lists and messages in it. */
function inLists(text: string, sample: Sample): readonly Sample[] {
  const found: Sample[] = [sample];
  for (const name of COMMON_LISTS) {
    const list = `${name}[]`;
    if (!sample.outline.has(list) && ![...sample.outline.keys()].some((path) => path.startsWith(`${list}.`))) continue;
    const records = recordsAt(text, list);
    const wrapper = `json-${name.split('.')[0]?.toLowerCase() ?? name}`;
    const inner = { ...sample, wrapper, list, ...ofRecords(records) };
    const outline = records.length > 0 ? inner.outline : outlineBelow(sample.outline, list);
    const columns = outline.has('rows') ? tableColumns(text) : inner.columns;
    found.push({ ...inner, outline, columns }, ...ofMessages({ ...inner, outline }));
  }
  if (found.length === 1 && sample.records.length === 0 && sample.outline.has('[]')) {
    const outline = outlineBelow(sample.outline, '[]');
    return [sample, { ...sample, list: '[][]', ...ofRecords(recordsAt(text, '[][]')), outline }];
  }
  return found.length > 1 ? found : [...found, ...ofMessages(sample)];
}

/** The columns of the first table that gives its columns and its rows apart (records.ts), lower case. */
function tableColumns(text: string): readonly string[] {
  const columns = parseObject(`{${/"columns"\s*:\s*\[[^\]]*\]/.exec(text)?.[0] ?? ''}}`);
  if (typeof columns === 'string' || !Array.isArray(columns.columns)) return [];
  return columns.columns.filter(isFields).map(({ name, ColumnName }) => String(name ?? ColumnName).toLowerCase());
}

/** The sample of what the records' messages hold, where they are only wrappers. */
function ofMessages(sample: Sample): readonly Sample[] {
  const messages = sample.records.map(messageOf).filter((each) => each !== undefined);
  if (messages.length === 0 || messages.length < sample.records.length / 2) return [];
  return [unwrapped({ ...sample, message: 'field' }, messages)];
}

function unwrapped(sample: Sample, messages: readonly Message[]): Sample {
  const firstLines = messages.map(({ text }) => text);
  if (!holdObjects(messages))
    return {
      ...sample,
      ...EMPTY,
      shape: sample.shape,
      list: sample.list,
      message: sample.message,
      delimiter: sample.delimiter,
      before: sample.before,
      columns: sample.columns,
      firstLines,
    };
  const objects = messages.map(({ text }) => parseObject(text)).filter((object) => typeof object !== 'string');
  return { ...sample, firstLines, ...ofRecords(objects) };
}

/** A text as a table: its first line is the header, or the first line that is as wide as most, behind titles and comments. */
function tableSamples(text: Sample): readonly Sample[] {
  const headers = [DELIMITERS.map((mark) => ({ mark, before: 0 })), DELIMITERS.map((mark) => titled(text, mark))];
  const tables = headers
    .map((each) => each.map(({ mark, before }) => tableSample(text, mark, before)))
    .map((each) => each.reduce((a, b) => (b.columns.length > a.columns.length ? b : a)))
    .filter(({ columns }) => columns.length > 1);
  return tables.filter(({ before }, nth) => nth === 0 || before > 0);
}

/** How many lines stand before the first that could be the header of most of the others. */
function titled({ firstLines }: Sample, mark: string): { readonly mark: string; readonly before: number } {
  const rows = firstLines.map((line) => splitQuoted(line, mark)).map((row) => (Array.isArray(row) ? row : []));
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const usual = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
  const full = (row: readonly string[]) => row.filter((cell) => cell.trim() === '').length < 2;
  return {
    mark,
    before: Math.max(
      0,
      rows.findIndex((row) => row.length === usual && full(row)),
    ),
  };
}

function tableSample(text: Sample, mark: string, before: number): Sample {
  const [header, ...rows] = tableRows({ ...text, delimiter: mark, before });
  const names = headerNames(header ?? text.firstLines[before]?.split(mark) ?? []);
  const records = rows
    .filter((row) => row?.length === names.length)
    .map((row) => Object.fromEntries(names.map((name, index) => [name, row?.[index]])));
  const columns = names.map((name) => name.toLowerCase());
  return { ...text, shape: 'csv', wrapper: 'csv', ...ofRecords(records), columns, delimiter: mark, before };
}

function ofRecords(records: readonly Fields[]): Pick<Sample, 'records' | 'columns' | 'outline'> {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].map((name) => name.toLowerCase());
  return { records, columns, outline: outlineOf(JSON.stringify(records)) ?? new Map() };
}

function recordsAt(text: string, list: string): readonly Fields[] {
  const [first, second] = recordPath(list);
  if (!first) return [];
  return jsonValues(text, first)
    .flatMap((value) => (second ? jsonValues(value.text, second) : [value]))
    .slice(0, MOST_RECORDS)
    .filter(({ problem }) => problem === undefined)
    .map((value) => parseRecord(value.text))
    .filter((object) => typeof object !== 'string');
}
