/** The beginning of a file as a format can be told from: at most 64 KiB of unpacked text, or the columns of a Parquet file. */
export interface Sample {
  readonly shape: 'csv' | 'ndjson' | 'text' | 'parquet';
  /** Column names in file order: of the CSV header, of the Parquet schema, or every key of the first JSON records. Lower case. */
  readonly columns: readonly string[];
  /** The first JSON records. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly delimiter: string;
  readonly firstLines: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|'];

export function sampleOfText(text: string, complete: boolean): Sample {
  const lines = text.split(/\r?\n/);
  if (!complete) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  const firstLines = filled.slice(0, 50);
  const records = firstLines.map(jsonObject).filter((record) => record !== undefined);
  if (records.length > 0 && records.length >= firstLines.length / 2) {
    const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
    return { shape: 'ndjson', columns, records, delimiter: '', firstLines };
  }
  const header = firstLines[0] ?? '';
  const delimiter = DELIMITERS.map((mark) => ({ mark, parts: header.split(mark).length })).sort(
    (a, b) => b.parts - a.parts,
  )[0];
  if (!delimiter || delimiter.parts < 2) return { shape: 'text', columns: [], records: [], delimiter: '', firstLines };
  return {
    shape: 'csv',
    columns: headerColumns(header, delimiter.mark),
    records: [],
    delimiter: delimiter.mark,
    firstLines,
  };
}

export function sampleOfParquet(columns: readonly string[]): Sample {
  return {
    shape: 'parquet',
    columns: columns.map((name) => name.toLowerCase()),
    records: [],
    delimiter: '',
    firstLines: [],
  };
}

/** Column names of a CSV header: trimmed, unquoted, lower case. */
export function headerColumns(header: string, delimiter: string): readonly string[] {
  return header
    .replace(/^\uFEFF/, '')
    .split(delimiter)
    .map((name) =>
      name
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim()
        .toLowerCase(),
    );
}

function jsonObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
