import type { Citation } from '../../model/evidence.ts';

/** What rests on a record, with its file and line behind it: `The first lookup [dns/requests.csv:8]`; the text alone where there is none. */
export function cited(text: string, citation: Pick<Citation, 'path' | 'line'> | null | undefined): string {
  return citation ? `${text} [${citation.path}:${citation.line}]` : text;
}
