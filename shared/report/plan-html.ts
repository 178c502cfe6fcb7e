import type { CaseSummary, ReportTenant } from '../api.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Plan, SavedPlanHead } from '../model/plan.ts';
import { timeWords } from '../recovery/words.ts';
import { documentOf, metaList, remarksEntry, type Paper } from './html/document.ts';
import { html } from './html/markup.ts';
import { planSheet, type PlanState } from './html/plan-section.ts';
import { caseEntry, tenantLead, tenantSection } from './html/tenant-section.ts';
import { instant, shortDigest, windowText } from './words.ts';
import { namesFrom } from '../map/names.ts';

export type PlanSheetInput = {
  readonly summary: CaseSummary;
  readonly plan: Plan;
  readonly diagnosis?: Diagnosis;
  readonly paper?: Paper;
  /** The saved plan that is printed, with its ticks and signatures. */
  readonly saved?: SavedPlanHead;
  readonly state?: PlanState;
  /** The tenant that it may be handed to, where it is one alone. */
  readonly tenant?: ReportTenant | undefined;
};

/** The restart plan alone, as a sheet to print, tick off and sign. */
export function planHtml({ summary, plan, diagnosis, paper = 'a4', saved, state, tenant }: PlanSheetInput): string {
  const name = namesFrom(summary.services);
  const title = `Restart plan: ${name(plan.target)}`;
  const body = html`<h1>${title}</h1>
    <p class="lead">${plan.finding} ${plan.time === null ? '' : timeWords(plan)}</p>
    ${tenantLead(tenant)}
    ${metaList([
      caseEntry(summary, tenant),
      ['Window', windowText(plan.window)],
      ...(diagnosis ? [['Origin', originWords(diagnosis, name)] as const] : []),
      ['Case digest', html`<span class="mono">${shortDigest(summary.digest)}</span>`],
      ...(saved ? savedEntries(saved) : []),
      ...remarksEntry(summary),
    ])}`;
  const sheet = planSheet(plan, summary.services, saved ?? state);
  return documentOf(title, summary, [body, sheet, ...tenantSection(tenant)], { paper, tenant });
}

function originWords({ origins }: Diagnosis, name: (id: string) => string): string {
  const [best, ...rivals] = origins.map(({ service, score }) => `${name(service)} (${score.toFixed(2)})`);
  const others = rivals.slice(0, 2).join(', ');
  return best === undefined ? 'none found' : `${best}${others === '' ? '' : `, rivals: ${others}`}`;
}

function savedEntries({ name, savedAt, outdated, digest }: SavedPlanHead): (readonly [string, string])[] {
  const since = outdated ? `; made from evidence ${shortDigest(digest)}, the case holds other evidence now` : '';
  return [['Kept as', `${name}, ${instant(savedAt)} UTC${since}`]];
}
