import type { Citation } from '../../model/evidence.ts';
import { html, type Markup } from './markup.ts';

/** The file and line of a record, without the folder: the chapter on the evidence gives that once. */
export const cited = ({ path, line }: Pick<Citation, 'path' | 'line'>): string =>
  `${path.split(/[\\/]/).at(-1) ?? path}:${line}`;

/** The records that something rests on, one below the other. */
export const citedLines = (evidence: readonly { readonly citation: Citation }[]): Markup =>
  html`${evidence.map(({ citation }) => html`<div class="mono">${cited(citation)}</div>`)}`;
