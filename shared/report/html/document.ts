import type { CaseSummary, ReportTenant } from '../../api.ts';
import { count } from '../../map/words.ts';
import { recordsBalance, shortDigest } from '../words.ts';
import { html, trusted, type Markup } from './markup.ts';
import { STYLE } from './style.ts';

/** What a document is printed on. */
export type Paper = 'a4' | 'letter';

/** How a document is made: what it is printed on (A4 where left out), and the tenant that it may be handed to, where it is one alone. */
export type DocumentOptions = { readonly paper?: Paper; readonly tenant?: ReportTenant | undefined };

/** One self-contained document: nothing is loaded, nothing runs. Digest and completeness stand on every printed page. */
export function documentOf(
  title: string,
  summary: CaseSummary,
  body: readonly Markup[],
  { paper = 'a4', tenant }: DocumentOptions = {},
): string {
  const { total, resolved, self } = summary.lookups;
  const unresolved = total - resolved - self;
  const lookups = `lookups of the case ${count(total)} = resolved ${count(resolved)} + self ${count(self)} + unresolved ${count(unresolved)}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${trusted(paper === 'letter' ? `${STYLE}@page { size: letter }` : STYLE)}
        </style>
      </head>
      <body>
        <table class="sheet" role="presentation">
          <tfoot>
            <tr>
              <td></td>
            </tr>
          </tfoot>
          <tbody>
            <tr>
              <td>
                <main>${body}</main>
              </td>
            </tr>
          </tbody>
        </table>
        <footer class="running">
          <span
            >${recordsBalance(summary)} · ${lookups} ·
            ${tenant ? `for ${tenant.tenant} alone` : 'nothing hidden, nothing capped'}</span
          ><span>Aftermap ${summary.version} · case ${shortDigest(summary.digest)}</span>
        </footer>
      </body>
    </html> `.markup;
}

/** What cannot be told for certain in the case, as an entry of the head; none where all can. */
export function remarksEntry({ remarks }: CaseSummary): readonly (readonly [string, string])[] {
  return remarks.length > 0 ? [['Not certain', `${remarks.join('. ')}.`]] : [];
}

/** Pairs of a name and what it says, for the head of a page. */
export function metaList(entries: readonly (readonly [string, string | Markup])[]): Markup {
  return html`<dl class="meta">
    ${entries.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** A table; cells of a column with the class `n` are numbers. */
export function dataTable(
  columns: readonly { readonly head: string; readonly kind?: 'n' | 't' | 'mono' | 'wide' }[],
  rows: readonly (readonly (string | number | Markup)[])[],
): Markup {
  const head = columns.map(({ head: text, kind }) => html`<th class="${kind ?? ''}" scope="col">${text}</th>`);
  const cells = (row: readonly (string | number | Markup)[]) =>
    row.map((cell, at) => html`<td class="${columns[at]?.kind ?? ''}">${cell}</td>`);
  const body = rows.map(
    (row) =>
      html`<tr>
        ${cells(row)}
      </tr>`,
  );
  return html`<table class="data">
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>
  </table>`;
}
