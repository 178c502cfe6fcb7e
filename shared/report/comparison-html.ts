import type { CaseSummary } from '../api.ts';
import type { Comparison } from '../model/comparison.ts';
import { comparisonSection } from './html/comparison-section.ts';
import { documentOf, metaList, remarksEntry } from './html/document.ts';
import { html } from './html/markup.ts';
import { shortDigest, windowText } from './words.ts';
import { namesFrom } from '../map/names.ts';

/** A comparison alone, as a sheet to print. */
export function comparisonHtml(summary: CaseSummary, comparison: Comparison): string {
  const { window, against, againstCase, service } = comparison;
  const title = againstCase ? `Two cases compared: ${summary.name} and ${againstCase.name}` : 'Two windows compared';
  const head = html`<h1>${title}</h1>
    ${metaList([
      ['Case', summary.name],
      ['Case digest', html`<span class="mono">${shortDigest(summary.digest)}</span>`],
      ['Window', windowText(window)],
      ['Against', windowText(against)],
      ...(againstCase
        ? [
            ['Other case', againstCase.name] as const,
            ['Its digest', html`<span class="mono">${shortDigest(againstCase.digest)}</span>`] as const,
          ]
        : []),
      ...(service === null ? [] : [['Reach of', namesFrom(summary.services)(service)] as const]),
      ...remarksEntry(summary),
    ])}`;
  return documentOf(title, summary, [head, comparisonSection(comparison)]);
}
