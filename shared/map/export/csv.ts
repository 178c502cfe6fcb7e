import type { Citation } from '../../model/evidence.ts';

/** Where evidence stands, as one field: `path:line`, apart by `; `, for paths can hold blanks. */
export function placesField(evidence: readonly { readonly citation: Citation }[]): string {
  return evidence.map(({ citation: { path, line } }) => `${path}:${line}`).join('; ');
}

/** A CSV text after RFC 4180: fields quoted where needed, lines ended by CR LF, the first line names the columns. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
