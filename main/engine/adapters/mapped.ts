import { looksLikeName, looksLikeType, partsOf } from '../../../shared/mapping/looks.ts';
import { takeApart } from '../../../shared/mapping/propose-lines.ts';
import { timeReader } from '../../../shared/mapping/time-format.ts';
import type { Mapping } from '../../../shared/model/mapping.ts';
import type { Sample } from '../evidence/sample.ts';
import { isFields, type Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RawRow, RecordAdapter, SourceRecord } from './adapter.ts';
import { responseRows } from './answers.ts';
import { isAddress, text } from './fields.ts';
import { typeName } from './parts/dns-message.ts';
import { isoText, yearOf } from './times.ts';

/** The adapter that a mapping makes: its format is `mapped:NAME`, and it fits what has the columns that it names. */
export function mappedAdapter(mapping: Mapping): RecordAdapter {
  const { name, kind, lines, list, fields } = mapping;
  const inventory = ['vm_inventory', 'ip_inventory', 'service_tree'].includes(kind);
  const valid = 'valid_from' in fields || 'valid_to' in fields;
  return {
    reads: lines ? 'lines' : 'objects',
    format: `mapped:${name}`,
    kind,
    ...(list === undefined ? {} : { lists: [list] }),
    ...(inventory && !valid ? { snapshot: true } : {}),
    fits: (sample) => missingColumns(sample, mapping).length === 0,
    open: (file) => {
      const timeText = timesOf(mapping, file);
      return (record) => rowsOf(record, mapping, timeText);
    },
  };
}

/** The columns that a mapping needs and a file does not show; of lines, those that fit its pattern are counted. */
export function missingColumns(sample: Sample, { lines, list, fields, only = {} }: Mapping): readonly string[] {
  const needed = [...new Set([...Object.values(fields), ...Object.keys(only)])];
  if (lines) {
    const taken = sample.firstLines.map((line) => takeApart(line, lines)).filter((each) => each !== undefined);
    if (sample.shape !== 'text' || taken.length === 0 || taken.length < sample.firstLines.length / 2) return needed;
    return needed.filter((column) => !taken.some((parts) => column in parts));
  }
  if (sample.shape === 'text' || sample.shape === 'frames') return needed;
  const inside = list === undefined || sample.list === list ? '' : `${list}.`;
  const plain = (path: string) => path.replaceAll('[]', '');
  const paths = new Set([...sample.outline.keys()].map(plain));
  const known = (column: string) =>
    paths.has(plain(`${inside}${column}`)) || (inside === '' && sample.columns.includes(column.toLowerCase()));
  return needed.filter((column) => !known(column));
}

/** How the times of a file are read: by the format of the mapping, else as they stand. */
function timesOf({ times = {} }: Mapping, file: EvidenceFile): (time: string) => string {
  const read = times.format === undefined ? undefined : timeReader(times.format);
  if (read === undefined || typeof read === 'string') return (time) => time;
  const nearest = yearOf(file);
  return (time) => {
    const found = read(time);
    if (!found) return time;
    const { year = nearest(found.month, found.day), month, day, rest } = found;
    return isoText(year, month, day, rest);
  };
}

const NONE = new Set(['', '-', 'null', 'NULL', 'N/A']);
const TIMES = ['timestamp', 'valid_from', 'valid_to'];

function rowsOf(record: SourceRecord, mapping: Mapping, timeText: (time: string) => string): Mapped {
  const { kind, lines, fields, constants = {}, values = {}, only = {} } = mapping;
  const parts = lines ? takeApart(record.text, lines) : record.fields;
  if (!parts) return { reject: 'the line does not fit the mapping' };
  for (const [column, wanted] of Object.entries(only)) {
    const found = valuesAt(parts, column).map((value) => value.toLowerCase());
    if (!wanted.some((value) => found.includes(value.toLowerCase()))) return { skip: 'left out by the mapping' };
  }
  const all = (field: string): readonly string[] => {
    const column = fields[field];
    if (column === undefined) return constants[field] === undefined ? [] : [constants[field]];
    const meanings = values[field];
    return valuesAt(parts, column)
      .map((value) => value.trim())
      .filter((value) => !NONE.has(value))
      .map((value) => (meanings ? meaningOf(value, meanings) : value))
      .map((value) => (TIMES.includes(field) ? timeText(value) : value));
  };
  const row = Object.fromEntries(
    [...Object.keys(fields), ...Object.keys(constants)].map((field) => [field, all(field)[0] ?? null]),
  );
  if (kind === 'dns_request') return { rows: [{ table: 'dns_request', values: typed(row) }] };
  if (kind === 'dns_response' || kind === 'dns_lookup') return answered(typed(row), kind === 'dns_lookup', all);
  if (kind === 'vm_inventory' || kind === 'ip_inventory') {
    const addresses = all('ip')
      .flatMap(partsOf)
      .map((ip) => ip.replace(/\/\d{1,3}$/, ''));
    const each = addresses.length > 0 ? [...new Set(addresses)] : [null];
    return { rows: each.map((ip) => ({ table: kind, values: { ...row, ip } })) };
  }
  return { rows: [{ table: kind, values: row }] };
}

function typed(row: RawRow['values']): RawRow['values'] {
  const type = row.query_type;
  return type && /^\d+$/.test(type) ? { ...row, query_type: typeName(type) } : row;
}

/** A row for each answer; beside addresses and names, only record types and numbers may stand among them. */
function answered(row: RawRow['values'], whole: boolean, all: (field: string) => readonly string[]): Mapped {
  const found = all('answer_ip').flatMap(partsOf);
  const odd = found.find((part) => !belongs(part));
  if (odd !== undefined) return { reject: `answer "${odd}" is neither an address nor a name` };
  const aliases = [...found.filter(looksLikeName), ...all('cname')];
  return responseRows({ ...row, ...(whole ? { whole: 'true' } : {}) }, [
    ...found.filter(isAddress).map((data) => ({ type: 'A', data, ttl: row.ttl })),
    ...aliases.map((data) => ({ type: 'CNAME', data })),
  ]);
}

function belongs(part: string): boolean {
  return isAddress(part) || looksLikeName(part) || looksLikeType(part) || /^\d+$/.test(part);
}

function meaningOf(value: string, meanings: Readonly<Record<string, string>>): string {
  const wanted = value.toLowerCase();
  const known = Object.keys(meanings).find((each) => each.toLowerCase() === wanted);
  return meanings[known ?? '*'] ?? value;
}

/** The texts at a path of keys, of every element of the lists on the way; a key with points of its own is tried first. */
export function valuesAt(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  if (path === '') {
    const plain = text(value);
    return plain === null ? [] : [plain];
  }
  if (!isFields(value)) return [];
  if (path in value) return valuesAt(value[path], '');
  const dots = [...path].flatMap((letter, index) => (letter === '.' ? [index] : []));
  const dot = dots.find((index) => path.slice(0, index) in value);
  return dot === undefined ? [] : valuesAt(value[path.slice(0, dot)], path.slice(dot + 1));
}

/** The columns of records with their first values, a column in objects by its path. */
export function columnsOf(records: readonly Fields[], most: number): readonly { name: string; values: string[] }[] {
  const found = new Map<string, string[]>();
  const see = (name: string, value: unknown, depth: number): void => {
    if (Array.isArray(value) && value.some(isFields)) {
      for (const each of value.slice(0, 10)) see(name, each, depth);
    } else if (isFields(value) && depth < 6)
      for (const [key, inner] of Object.entries(value)) see(name === '' ? key : `${name}.${key}`, inner, depth + 1);
    else if (name !== '') {
      const values = found.get(name) ?? [];
      found.set(name, values);
      const cell = Array.isArray(value) ? value.map(text).join(', ') : (text(value) ?? '');
      if (values.length < most) values.push(cell);
    }
  };
  for (const record of records) see('', record, 0);
  return [...found].map(([name, values]) => ({ name, values }));
}
