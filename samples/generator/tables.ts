import { toIso, type Micros } from '../../shared/model/time.ts';

/** A value of a cell: text, an instant, or nothing. */
export type Cell = string | Micros | null;

/** A line of an evidence file: a record by its cells or its text, a torn record (its text is none any more), or a blank line. */
export type Line =
  | { readonly id: string; readonly cells: readonly Cell[] }
  | { readonly id: string; readonly text: string }
  | { readonly torn: string }
  | { readonly blank: true };

/** How a file is written: its wrapper, and the zone offset of its times in minutes. */
export interface FileForm {
  readonly path: string;
  readonly form: 'csv' | 'ndjson';
  readonly pack?: 'gz' | 'zst';
  readonly offset?: number;
  /** Times as epoch milliseconds instead of ISO 8601. */
  readonly epoch?: boolean;
}

/** An evidence file before it is written. Lines with one id are copies of one record. */
export interface Table extends FileForm {
  readonly format: string;
  readonly kind: string;
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
  /** The last line is cut off in mid-record and has no line end. */
  readonly openEnd?: boolean;
}

/** The instant in ISO 8601 at an offset from UTC, in minutes. */
export function isoAt(at: Micros, offset: number): string {
  if (offset === 0) return toIso(at);
  const [sign, size] = offset < 0 ? ['-', -offset] : ['+', offset];
  const two = (n: number): string => String(n).padStart(2, '0');
  return toIso(at + offset * 60_000_000).replace('Z', `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`);
}

/** Columns that are numbers in JSON. */
const NUMBERS = new Set(['ttl', 'severity']);

/** The text of a table, as it stands in the file before compression. */
export function render(table: Table): string {
  const head = table.form === 'csv' ? [table.columns.join(',')] : [];
  return [...head, ...table.lines.map((line) => lineText(table, line))].join('\n') + (table.openEnd ? '' : '\n');
}

/** One line of a table as text. */
export function lineText(table: Pick<Table, 'form' | 'columns' | 'offset' | 'epoch'>, line: Line): string {
  if ('torn' in line) return line.torn;
  if ('blank' in line) return '';
  if ('text' in line) return line.text;
  const cells = line.cells.map((cell) => {
    if (typeof cell !== 'number') return cell ?? '';
    if (!Number.isFinite(cell)) return '';
    return table.epoch ? String(Math.floor(cell / 1000)) : isoAt(cell, table.offset ?? 0);
  });
  if (table.form === 'csv') return cells.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
  const fields = table.columns.map((column, i) => {
    const number = NUMBERS.has(column) || (table.epoch === true && typeof line.cells[i] === 'number');
    return [column, number && cells[i] ? Number(cells[i]) : cells[i]] as const;
  });
  return JSON.stringify(Object.fromEntries(fields.filter(([, value]) => value !== '')));
}

/** What an import must say about one file. Repeats are told in the order of the paths; only their sum is free of it. */
export interface SourceCounts {
  readonly path: string;
  readonly format: string;
  readonly kind: string;
  readonly wrapper: string;
  readonly lines: number;
  readonly header: number;
  readonly blank: number;
  readonly records: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly rejected: number;
}

/** The counts of every file, by path. */
export function sourceCounts(tables: readonly Table[]): SourceCounts[] {
  const seen = new Set<string>();
  return [...tables]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, format, kind, form, pack, lines }) => {
      const [blank, rejected] = [lines.filter((line) => 'blank' in line).length, lines.filter((line) => 'torn' in line).length];
      let repeated = 0;
      for (const line of lines) {
        if (!('id' in line)) continue;
        const id = `${kind} ${line.id}`;
        if (seen.has(id)) repeated += 1;
        seen.add(id);
      }
      const records = lines.length - blank;
      const header = form === 'csv' ? 1 : 0;
      const wrapper = pack === undefined ? form : `${form}+${pack === 'gz' ? 'gzip' : 'zstd'}`;
      const accepted = records - rejected - repeated;
      return { path, format, kind, wrapper, lines: lines.length + header, header, blank, records, accepted, repeated, rejected };
    });
}
