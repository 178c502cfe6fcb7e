import { isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { isFields, type Fields } from './json-parse.ts';
import type { TextLine } from './text-lines.ts';

/** A document of a YAML text. */
export interface YamlText {
  readonly line: number;
  readonly lines: number;
  readonly text: string;
  readonly problem?: string;
}

const LONGEST_DOCUMENT = 64 << 20;

/** The documents of a YAML text, which lines of `---` keep apart. */
export async function* yamlDocuments(lines: AsyncIterable<TextLine>): AsyncGenerator<YamlText> {
  let begun: { line: number; lines: number; parts: string[]; size: number; problem?: string } | undefined;
  const done = (): YamlText | undefined => {
    if (!begun || begun.parts.every((part) => /^\s*(#|$)/.test(part))) return undefined;
    const { line, lines: count, parts, problem } = begun;
    return { line, lines: count, text: parts.join('\n'), ...(problem === undefined ? {} : { problem }) };
  };
  for await (const { line, text, problem } of lines) {
    if (text !== undefined && /^---(\s|$)|^\.\.\.\s*$/.test(text)) {
      const document = done();
      if (document) yield document;
      begun = undefined;
      if (text.slice(3).trim() === '' || text.slice(3).trim().startsWith('#')) continue;
    }
    const part = text === undefined ? '' : text.replace(/^---/, '');
    if (!begun && part.trim() === '' && problem === undefined) continue;
    begun ??= { line, lines: 0, parts: [], size: 0 };
    begun.lines = line - begun.line + 1;
    begun.size += part.length;
    if (begun.size > LONGEST_DOCUMENT) begun.problem = `the document is longer than ${LONGEST_DOCUMENT >> 20} MiB`;
    else begun.parts.push(part);
    if (problem !== undefined) begun.problem ??= problem;
  }
  const document = done();
  if (document) yield document;
}

/** The object of a YAML document, or why there is none. Unknown tags are passed over; a text that unfolds without end is refused. */
export function parseYaml(text: string): Fields | string {
  const found = read(text);
  return typeof found === 'string' ? found : found.fields;
}

/**
 * A YAML document as JSON, in which each item of a list right under the document begins on its own line of the YAML (1 the first), so that a record can be
 * cited by it; or why there is none.
 */
export function yamlAsJson(text: string): { readonly json: string } | string {
  const found = read(text);
  if (typeof found === 'string') return found;
  const { fields, document, lines } = found;
  let line = 1;
  const members = Object.entries(fields).map(([name, value]) => {
    const list = document.get(name, true);
    if (!Array.isArray(value) || !isSeq(list)) return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    const items = value.map((item, n) => {
      const [begin = 0] = (list.items[n] as Partial<Node> | undefined)?.range ?? [];
      const gap = Math.max(0, lines.linePos(begin).line - line);
      line += gap;
      return `${'\n'.repeat(gap)}${JSON.stringify(item)}`;
    });
    return `${JSON.stringify(name)}:[${items.join(',')}]`;
  });
  return { json: `{${members.join(',')}}` };
}

function read(
  text: string,
): { readonly fields: Fields; readonly document: Document; readonly lines: LineCounter } | string {
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, lineCounter: lines });
    const wrong = document.errors[0];
    if (wrong) return `it is not YAML (${wrong.message.split('\n')[0] ?? ''})`;
    const fields: unknown = document.toJS({ maxAliasCount: 1000 });
    return isFields(fields) ? { fields, document, lines } : 'it is not a YAML mapping';
  } catch (error) {
    return `it is not YAML (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** The first documents of a text that looks like YAML; undefined where it does not. */
export function sampleOfYaml(text: string, complete: boolean): readonly Fields[] | undefined {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '' && !line.startsWith('#'));
  if (first === undefined || !/^---(\s|$)|^[A-Za-z_][\w.-]*:(\s|$)/.test(first)) return undefined;
  const documents = text.split(/^---.*$/m).filter((part) => part.trim() !== '');
  const whole = complete || documents.length < 2 ? documents : documents.slice(0, -1);
  const found = whole.slice(0, 20).map(parseYaml);
  const records = found.filter((each) => typeof each !== 'string');
  return records.length > 0 && records.length >= found.length / 2 ? records : undefined;
}
