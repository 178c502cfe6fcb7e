import { splitQuoted } from '../../../shared/mapping/split-quoted.ts';
import type { TextLine } from './text-lines.ts';

/** A record of a CSV file, or why there is none at its line; `lines` counts the lines that it covers. */
export interface CsvRecord {
  readonly line: number;
  readonly lines: number;
  readonly fields: readonly string[] | undefined;
  readonly problem?: string;
}

const MOST_LINES = 64;

/** The records of CSV lines, the header among them. */
export async function* csvRecords(lines: AsyncIterable<TextLine>, delimiter: string): AsyncGenerator<CsvRecord> {
  const reader = createCsvReader(delimiter);
  for await (const line of lines) yield* reader.push(line);
  yield* reader.end();
}

/**
 * Makes records (RFC 4180) of CSV lines that come one by one. A quoted field may hold line ends; a quote that is never closed spoils only the
 * line that it stands on, and reading goes on with the next: no CSV library gives that, they lose the file from the quote on.
 */
export function createCsvReader(delimiter: string) {
  const held: TextLine[] = [];
  let width: number | undefined;
  let open:
    { readonly text: string; readonly parsed: ReturnType<typeof splitQuoted>; readonly lines: number } | undefined;

  /** The record that begins with the first line held; undefined where lines that are still to come may belong to it. */
  const first = (begun: TextLine, isEnd: boolean): CsvRecord | undefined => {
    const { line, problem } = begun;
    if (begun.text === undefined)
      return { line, lines: 1, fields: undefined, problem: problem ?? 'the line cannot be read' };
    if (!begun.text.includes('"')) return { line, lines: 1, fields: begun.text.split(delimiter) };
    let { text, parsed, lines } = open ?? { text: begun.text, parsed: splitQuoted(begun.text, delimiter), lines: 1 };
    for (; parsed === 'open' && lines <= MOST_LINES; lines += 1) {
      const more = held[lines];
      if (!more && !isEnd) {
        open = { text, parsed, lines };
        return undefined;
      }
      if (more?.text === undefined) break;
      text += `\n${more.text}`;
      parsed = splitQuoted(text, delimiter);
    }
    open = undefined;
    const swallowed = lines > 1 && width !== undefined && parsed.length !== width;
    if (Array.isArray(parsed) && !swallowed) return { line, lines, fields: parsed };
    const spoiled = parsed === 'stray' ? 'text stands after a closed quote' : 'a quote is opened and never closed';
    return { line, lines: 1, fields: undefined, problem: spoiled };
  };
  function* taken(isEnd: boolean): Generator<CsvRecord> {
    for (let begun = held[0]; begun; begun = held[0]) {
      if (begun.text?.trim() === '') {
        held.shift();
        continue;
      }
      const record = first(begun, isEnd);
      if (!record) return;
      held.splice(0, record.lines);
      width ??= record.fields?.length;
      yield record;
    }
  }

  return {
    push(line: TextLine): Generator<CsvRecord> {
      held.push(line);
      return taken(false);
    },
    end: (): Generator<CsvRecord> => taken(true),
  };
}
