import { isAddress } from '../model/address.ts';
import type { MappedLines } from '../model/mapping.ts';
import { looksLikeName, looksLikeType } from './looks.ts';
import { splitQuoted } from './split-quoted.ts';
import { readsAsTime } from './time-format.ts';

const DELIMITERS = ['\t', '|', ';', ','];

/** How plain lines can be taken apart: at a delimiter where all have it alike, else by a pattern made of the first line; undefined where neither fits. */
export function proposeLines(lines: readonly string[]): MappedLines | undefined {
  for (const delimiter of DELIMITERS) {
    const widths = lines.map((line) => cellsOf(line, delimiter).length);
    if (lines.length > 0 && (widths[0] ?? 0) >= 3 && widths.every((width) => width === widths[0])) return { delimiter };
  }
  for (const line of lines.slice(0, 10)) {
    const pattern = patternOf(line);
    if (pattern === undefined) continue;
    const expression = new RegExp(pattern);
    if (lines.filter((each) => expression.test(each)).length >= lines.length / 2) return { pattern };
  }
  return undefined;
}

/** The named groups that a line gives, or its parts by their number; undefined for a line that does not fit. */
export function takeApart(line: string, lines: MappedLines): Readonly<Record<string, string>> | undefined {
  if ('delimiter' in lines) {
    const parts = cellsOf(line, lines.delimiter);
    if (parts.length < 2) return undefined;
    return Object.fromEntries(parts.map((part, index) => [String(index + 1), part.trim()]));
  }
  const found: Readonly<Record<string, string | undefined>> | undefined = compiled(lines.pattern)?.exec(line)?.groups;
  return found && Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value ?? '']));
}

/** The cells of a line, without the quotes around them; quotes that do not close are letters like others. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  const cells = splitQuoted(line, delimiter);
  return Array.isArray(cells) ? cells : line.split(delimiter);
}

let last: { readonly pattern: string; readonly expression: RegExp | undefined } | undefined;

/** The expression of a pattern; undefined where it is none. */
export function compiled(pattern: string): RegExp | undefined {
  if (last?.pattern === pattern) return last.expression;
  try {
    last = { pattern, expression: new RegExp(pattern) };
  } catch {
    last = { pattern, expression: undefined };
  }
  return last.expression;
}

/** What a token is called in a pattern, and what it is made of there. */
const TOKENS: readonly (readonly [name: string, is: (text: string) => boolean, made: string])[] = [
  ['address', isAddress, '[0-9A-Fa-f:.]+'],
  ['name', looksLikeName, '[\\w*.-]+'],
  ['type', looksLikeType, '[A-Z]+\\d*'],
  ['code', (text) => /^(NOERROR|NXDOMAIN|SERVFAIL|REFUSED|FORMERR|NOTIMP)$/.test(text), '[A-Z]+'],
];

/** A pattern of a line: its times, addresses, names, types and codes as groups, key=value as groups by their key, the rest as anything. */
function patternOf(line: string): string | undefined {
  const used = new Map<string, number>();
  const group = (name: string, made: string): string => {
    const plain = name.replace(/\W+/g, '_').replace(/^(\d)/, '_$1');
    const count = (used.get(plain) ?? 0) + 1;
    used.set(plain, count);
    return `(?<${plain}${count === 1 ? '' : String(count)}>${made})`;
  };
  const { time, rest } = leading(line);
  const head = time === undefined ? '' : timeGroup(time, group);
  const parts = rest.split(/(\s+)/).map((token) => {
    if (token === '') return '';
    if (/^\s+$/.test(token)) return '\\s+';
    return tokenPattern(token, group);
  });
  return used.size >= 2 ? `^${head}${parts.join('')}` : undefined;
}

function timeGroup(
  time: { readonly open: string; readonly text: string; readonly close: string },
  group: Group,
): string {
  const words = time.text.split(/\s+/).length;
  const made = words === 1 ? '\\S+?' : `\\S+(?:\\s+\\S+){${words - 1}}?`;
  return `${escaped(time.open)}${group('time', made)}${escaped(time.close)}`;
}

type Group = (name: string, made: string) => string;

function tokenPattern(token: string, group: Group): string {
  const pair = /^([A-Za-z_][\w.-]*)=(.+)$/.exec(token);
  if (pair) {
    const [, key = '', value = ''] = pair;
    const [, open = '', , close = ''] = /^(["'[(]*)(.*?)(["'\]),;:]*)$/.exec(value) ?? [];
    return `${escaped(key)}=${escaped(open)}${group(key, close === '' ? '\\S*' : '.*?')}${escaped(close)}`;
  }
  const [, open = '', inner = '', close = ''] = /^(["'[(<]*)(.*?)(["'\])>,;:]*)$/.exec(token) ?? [];
  const [, text = inner, port = ''] = /^(.+?)(#\d+|(?<=\.\d+):\d+)$/.exec(inner) ?? [];
  const known = TOKENS.find(([, is]) => is(text));
  if (!known) return '\\S+';
  return `${escaped(open)}${group(known[0], known[2])}${port === '' ? '' : '(?:[#:]\\d+)?'}${escaped(close)}`;
}

/** The time with which a line begins, up to five words long, with or without brackets; and what follows. */
function leading(line: string) {
  const tokens = line.split(/(\s+)/);
  for (let words = 5; words >= 1; words -= 1) {
    const text = tokens.slice(0, 2 * words - 1).join('');
    const [, open = '', inner = '', close = ''] = /^(["'[(<]*)(.*?)(["'\])>,;:]*)$/.exec(text) ?? [];
    if (inner !== '' && readsAsTime(inner))
      return { time: { open, text: inner, close }, rest: line.slice(text.length) };
  }
  return { time: undefined, rest: line };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
