import { byId } from '../../graph/graph.ts';

/** A column of a plain text table; numbers are aligned to the right, `max` cuts long texts with an ellipsis, those of `names` not before they differ. */
export type Column = { readonly head: string; readonly right?: boolean; readonly max?: number; readonly names?: true };

/** Aligned columns, two spaces apart, the head underlined; lines end without blanks. `under`: for each row, whole lines below it. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
  under: readonly (readonly string[])[] = [],
): string {
  const whole = rows.map((row) => row.map((cell) => plain(String(cell))));
  const most = columns.map(({ max, names }, at) =>
    max !== undefined && names
      ? toldApartAt(
          whole.flatMap((row) => row[at] ?? []),
          max,
        )
      : max,
  );
  const cells = whole.map((row) => row.map((cell, at) => cut(cell, most[at])));
  const widths = columns.map(({ head }, at) => Math.max(width(head), ...cells.map((row) => width(row[at] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0, columns[at]?.right ?? false))
      .join('  ')
      .trimEnd();
  const rule = widths.map((length) => '─'.repeat(length)).join('  ');
  const body = cells.flatMap((row, at) => [line(row), ...(under[at] ?? [])]);
  return [line(columns.map(({ head }) => head)), rule, ...body].join('\n');
}

/** Sentences broken at blanks to fit `length` characters, each line after the first indented. */
export function wrapped(text: string, indent: string, length = 100): string {
  const lines: string[] = [''];
  for (const word of plain(text).split(' ')) {
    const current = lines.at(-1) ?? '';
    if (current !== '' && width(indent) + width(current) + 1 + width(word) > length) lines.push(word);
    else lines[lines.length - 1] = current === '' ? word : `${current} ${word}`;
  }
  return lines.map((line, at) => (at === 0 ? line : `${indent}${line}`)).join('\n');
}

/** Control characters made harmless, so that evidence cannot steer a terminal. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}

/** The length, `max` and more, at which texts that differ are still told apart when they are cut. */
function toldApartAt(texts: readonly string[], max: number): number {
  const long = [...new Set(texts)].filter((text) => width(text) > max).sort(byId);
  const alike = long.map((text, at) => (at === 0 ? 0 : sameStart(long[at - 1] ?? '', text)));
  // As many as are the same, three from the first that differs on, and the ellipsis.
  return Math.max(max, ...alike.map((same) => same + 4));
}

function sameStart(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((letter, at) => letter !== b[at]);
  return at === -1 ? a.length : at;
}

function cut(text: string, max = Infinity): string {
  return width(text) > max ? `${[...text].slice(0, max - 1).join('')}…` : text;
}

function padded(text: string, to: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, to - width(text)));
  return right ? `${blanks}${text}` : `${text}${blanks}`;
}

function width(text: string): number {
  return [...text].length;
}
