import type { TextLine } from './text-lines.ts';

/** A record of a CSV file, or why there is none at its line; `lines` counts the lines that it covers. */
export interface CsvRecord {
  readonly line: number;
  readonly lines: number;
  readonly fields: readonly string[] | undefined;
  readonly problem?: string;
}

const MOST_LINES = 64;

/**
 * The records of CSV lines (RFC 4180), the header among them. A quoted field may hold line ends; a quote that is never closed spoils
 * only the line that it stands on, and reading goes on with the next.
 */
export async function* csvRecords(lines: AsyncIterable<TextLine>, delimiter: string): AsyncGenerator<CsvRecord> {
  const queue: TextLine[] = [];
  let width: number | undefined;
  const source = lines[Symbol.asyncIterator]();
  const next = async (): Promise<TextLine | undefined> => {
    const queued = queue.shift();
    if (queued) return queued;
    const result = await source.next();
    return result.done ? undefined : result.value;
  };

  for (let first = await next(); first; first = await next()) {
    if (first.text === undefined) {
      yield { line: first.line, lines: 1, fields: undefined, problem: first.problem ?? 'the line cannot be read' };
      continue;
    }
    if (first.text.trim() === '') continue;
    if (!first.text.includes('"')) {
      const fields = first.text.split(delimiter);
      width ??= fields.length;
      yield { line: first.line, lines: 1, fields };
      continue;
    }
    const taken: TextLine[] = [];
    let text = first.text;
    let parsed = splitQuoted(text, delimiter);
    while (parsed === 'open' && taken.length < MOST_LINES) {
      const more = await next();
      if (!more) break;
      taken.push(more);
      if (more.text === undefined) break;
      text += `\n${more.text}`;
      parsed = splitQuoted(text, delimiter);
    }
    const swallowed = taken.length > 0 && width !== undefined && parsed.length !== width;
    if (Array.isArray(parsed) && !swallowed) {
      width ??= parsed.length;
      yield { line: first.line, lines: 1 + taken.length, fields: parsed };
    } else {
      queue.unshift(...taken);
      const problem = parsed === 'stray' ? 'text stands after a closed quote' : 'a quote is opened and never closed';
      yield { line: first.line, lines: 1, fields: undefined, problem };
    }
  }
}

/** The fields of a text with quotes; `open` where a quote is not closed, `stray` where text follows a closed one. A quote inside an unquoted field is a character like others. */
export function splitQuoted(text: string, delimiter: string): string[] | 'open' | 'stray' {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let field = '';
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote === -1) return 'open';
        field += text.slice(from, quote);
        if (text[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        field += '"';
        from = quote + 2;
      }
      fields.push(field);
      if (at < text.length && text[at] !== delimiter) return 'stray';
    } else {
      const end = text.indexOf(delimiter, at);
      const field = text.slice(at, end === -1 ? text.length : end);
      fields.push(field);
      at = end === -1 ? text.length : end;
    }
    if (at >= text.length) return fields;
    at += 1;
    if (at === text.length) return [...fields, ''];
  }
}
