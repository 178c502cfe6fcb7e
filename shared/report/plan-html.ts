import type { CaseSummary } from '../api.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { DependencyMap } from '../model/map.ts';
import type { Plan } from '../model/plan.ts';
import { documentOf, metaList, remarksEntry } from './html/document.ts';
import { html } from './html/markup.ts';
import { planSheet } from './html/plan-section.ts';
import { namesFrom, shortDigest, windowText } from './words.ts';

export type PlanSheetInput = {
  readonly summary: CaseSummary;
  readonly map: DependencyMap;
  readonly plan: Plan;
  readonly diagnosis: Diagnosis;
};

/** The restart plan alone, as a sheet to print, tick off and sign. */
export function planHtml({ summary, map, plan, diagnosis }: PlanSheetInput): string {
  const name = namesFrom([...summary.services, ...map.services]);
  const [best, ...rivals] = diagnosis.origins.map(({ service, score }) => `${name(service)} (${score.toFixed(2)})`);
  const others = rivals.slice(0, 2).join(', ');
  const title = `Restart plan: ${name(plan.target)}`;
  return documentOf(title, summary, [
    html`<h1>${title}</h1>
      <p class="lead">${plan.finding}</p>
      ${metaList([
        ['Case', summary.name],
        ['Window', windowText(plan.window)],
        ['Origin', best === undefined ? 'none found' : `${best}${others === '' ? '' : `, rivals: ${others}`}`],
        ['Case digest', html`<span class="mono">${shortDigest(summary.digest)}</span>`],
        ...remarksEntry(summary),
      ])}`,
    planSheet(plan, map),
  ]);
}
