import type { Fields } from './json-parse.ts';
import type { Sample } from './sample.ts';

/** What the header of a Zeek log says about its lines; it may come again in the middle of a file. */
export interface ZeekHeader {
  separator: string;
  setSeparator: string;
  unset: string;
  empty: string;
  path: string;
  fields: readonly string[];
  types: readonly string[];
}

export function zeekHeader(): ZeekHeader {
  return { separator: '\t', setSeparator: ',', unset: '-', empty: '(empty)', path: '', fields: [], types: [] };
}

/** Whether the first lines are the header of a Zeek log. */
export function isZeek(firstLines: readonly string[]): boolean {
  return (
    firstLines.slice(0, 5).some((line) => line.startsWith('#separator ')) ||
    firstLines.slice(0, 10).some((line) => /^#fields\t/.test(line))
  );
}

/** Reads a header line; true where it is one. */
export function readHeader(header: ZeekHeader, line: string): boolean {
  if (!line.startsWith('#')) return false;
  const [name = '', ...values] = line.slice(1).split(line.startsWith('#separator') ? ' ' : header.separator);
  const first = values[0] ?? '';
  if (name === 'separator') header.separator = unescape(first);
  else if (name === 'set_separator') header.setSeparator = unescape(first);
  else if (name === 'unset_field') header.unset = first;
  else if (name === 'empty_field') header.empty = first;
  else if (name === 'path') header.path = first;
  else if (name === 'fields') header.fields = values;
  else if (name === 'types') header.types = values;
  return true;
}

/** The record of a line: unset is null, vectors and sets are lists, all else text; `_path` names the log. Or why there is none. */
export function zeekRecord(header: ZeekHeader, line: string): Fields | string {
  const values = line.split(header.separator);
  if (values.length !== header.fields.length) {
    return `the line has ${values.length} fields where its header has ${header.fields.length}`;
  }
  const entries = header.fields.map((name, index): [string, unknown] => {
    const value = values[index] ?? '';
    if (value === header.unset) return [name, null];
    if (!/^(vector|set|table)\[/.test(header.types[index] ?? ''))
      return [name, value === header.empty ? '' : unescape(value)];
    return [name, value === header.empty ? [] : value.split(header.setSeparator).map(unescape)];
  });
  return { _path: header.path, ...Object.fromEntries(entries) };
}

export function zeekSample(sample: Sample, lines: readonly string[]): Sample {
  const header = zeekHeader();
  const records: Fields[] = [];
  for (const line of lines.slice(0, 60)) {
    if (line.trim() === '' || readHeader(header, line)) continue;
    const record = zeekRecord(header, line);
    if (typeof record !== 'string') records.push(record);
  }
  const known = [...header.fields].map((name): [string, readonly string[]] => [name, []]);
  const outline = new Map<string, readonly string[]>([['_path', [header.path]], ...known]);
  return { ...sample, records, outline, columns: header.fields.map((name) => name.toLowerCase()) };
}

function unescape(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
