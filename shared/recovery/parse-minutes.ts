import { isMap, isScalar, LineCounter, parseDocument, type Node } from 'yaml';
import { AftermapError } from '../failure.ts';

/** Expected minutes by service as they are written: id, name or `*` for all others. */
export type MinuteLine = { readonly service: string; readonly minutes: number; readonly line: number };

const EXAMPLE = 'Write lines like “Service G: 3” (YAML) or “Service G,3” (CSV); “*” stands for all other services.';

/**
 * The minutes of a text: YAML (`service: minutes`) or CSV (`service,minutes`, with or without these words as its first
 * line). Which of the two it is, is told from the first line that says something.
 * @throws AftermapError `usage` with the file, the line and what to write instead.
 */
export function parseMinutes(text: string, file: string): MinuteLine[] {
  const first = text.split(/\r?\n/).find((line) => /^\s*[^#\s]/.test(line)) ?? '';
  const yaml = /:\s*["']?[\d.]+["']?\s*(#.*)?$/.test(first) || (first.includes(':') && !/[,;\t]/.test(first));
  const found = yaml ? fromYaml(text, file) : fromCsv(text, file);
  const seen = new Set<string>();
  for (const { service, line } of found) {
    if (seen.has(service)) refuse(file, line, `“${service}” has minutes twice.`, 'Leave one of the two lines.');
    seen.add(service);
  }
  return found;
}

function fromYaml(text: string, file: string): MinuteLine[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const lineOf = (node: unknown) => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  const broken = document.errors[0];
  if (broken) return refuse(file, lines.linePos(broken.pos[0]).line, broken.message.split('\n')[0] ?? '', EXAMPLE);
  const root = document.contents;
  if (!isMap(root)) return refuse(file, 1, 'the file is no list of services with minutes.', EXAMPLE);
  return root.items.map(({ key, value }) => {
    const service = isScalar(key) ? String(key.value) : '';
    return entry(service, isScalar(value) ? String(value.value) : '', lineOf(key), file);
  });
}

function fromCsv(text: string, file: string): MinuteLine[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    const [, quoted, plain, minutes = ''] =
      /^\s*(?:"((?:[^"]|"")*)"|(.*?))\s*[,;\t]\s*"?([^,;\t"]*)"?\s*$/.exec(line) ?? [];
    const service = (quoted?.replaceAll('""', '"') ?? plain ?? '').trim();
    if (line.trim() === '' || line.trim().startsWith('#')) return [];
    if (/^service(_id|_name)?$/i.test(service)) return [];
    return [entry(service, minutes.trim(), at + 1, file)];
  });
}

function entry(service: string, minutes: string, line: number, file: string): MinuteLine {
  if (service === '') return refuse(file, line, 'no service stands here.', EXAMPLE);
  const value = Number(minutes);
  if (minutes === '' || !Number.isFinite(value) || value < 0)
    return refuse(file, line, `“${minutes}” is no number of minutes.`, EXAMPLE);
  return { service, minutes: value, line };
}

function refuse(file: string, line: number, what: string, remedy: string): never {
  throw new AftermapError('usage', `${file}, line ${line}: ${what}`, remedy);
}
