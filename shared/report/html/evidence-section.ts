import type { CaseSummary } from '../../api.ts';
import { count, counted } from '../../map/words.ts';
import { declarationWords } from '../declaration-words.ts';
import { placesOf } from '../places.ts';
import { instant, lookupsBalance, recordsBalance } from '../words.ts';
import { dataTable } from './document.ts';
import { html, type Markup } from './markup.ts';

/** What was read: every source with its hash and counts, what was assumed, what was rejected, and how it balances. */
export function evidenceSection(summary: CaseSummary): Markup {
  const { folder, of: placeOf } = placesOf(summary.sources);
  const rows = summary.sources.map((source) => {
    const skipped = Object.values(source.skipped).reduce((sum, records) => sum + records, 0);
    return [
      html`${placeOf(source.path)}
        <div class="mono quiet">${source.sha256}</div>
        ${source.problem === null ? null : html`<div>Not read: ${source.problem}</div>`}`,
      `${source.format}, ${source.wrapper}`,
      count(source.records),
      count(source.accepted),
      count(source.repeated),
      count(source.rejected),
      count(skipped),
      html`${instant(source.from)}<br />${instant(source.to)}`,
    ];
  });
  const notes = summary.sources.flatMap((source) => [
    ...declarationWords(source.declared).map((declared) => `${placeOf(source.path)}: declared ${declared}`),
    ...source.assumed.map((assumed) => `${placeOf(source.path)}: assumed ${assumed}`),
    ...Object.entries(source.skipped).map(
      ([reason, records]) => `${placeOf(source.path)}: ${counted(records, 'record')} skipped, ${reason}`,
    ),
    ...source.rejects.map(({ line, reason }) => `${placeOf(source.path)}, line ${line}: ${reason}`),
  ]);
  return html`<section class="chapter">
    <h2>Evidence</h2>
    <p class="lead">
      ${counted(summary.sources.length, 'source')}${folder === '' ? '' : ` in ${folder}`}. ${recordsBalance(summary)}.
      ${lookupsBalance(summary.lookups)}.
    </p>
    ${dataTable(
      [
        { head: 'Source, SHA-256', kind: 'wide' },
        { head: 'Read as' },
        { head: 'Records', kind: 'n' },
        { head: 'Accepted', kind: 'n' },
        { head: 'Repeated', kind: 'n' },
        { head: 'Rejected', kind: 'n' },
        { head: 'Skipped', kind: 'n' },
        { head: 'From, to (UTC)', kind: 't' },
      ],
      rows,
    )}
    ${list('Declared, assumed, skipped and rejected', notes)} ${list('Remarks', summary.remarks)}
  </section>`;
}

function list(title: string, notes: readonly string[]): Markup | null {
  return notes.length === 0
    ? null
    : html`<h3>${title}</h3>
        <ul class="lead">
          ${notes.map((note) => html`<li>${note}</li>`)}
        </ul>`;
}
