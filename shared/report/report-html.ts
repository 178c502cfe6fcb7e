import type { CaseSummary } from '../api.ts';
import type { Audit } from '../model/audit.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Heartbeats } from '../model/heartbeats.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Plan } from '../model/plan.ts';
import type { PolicyReport } from '../model/policy.ts';
import type { RegionReport } from '../model/regions.ts';
import type { TimeWindow } from '../model/time.ts';
import { auditSection } from './html/audit-section.ts';
import { documentOf, metaList, remarksEntry } from './html/document.ts';
import { evidenceSection } from './html/evidence-section.ts';
import { heartbeatsSection } from './html/heartbeats-section.ts';
import { mapSection } from './html/map-section.ts';
import { html, type Markup } from './html/markup.ts';
import { planSection } from './html/plan-section.ts';
import { regionsSection } from './html/regions-section.ts';
import { traceSection } from './html/trace-section.ts';
import { namesFrom, windowText } from './words.ts';

export type ReportSection = 'evidence' | 'map' | 'trace' | 'plan' | 'regions' | 'heartbeats' | 'audit';

/** What a report is made from; a chapter needs its part, and is left out without it. */
export type ReportInput = {
  readonly summary: CaseSummary;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  readonly map: DependencyMap;
  readonly sections: readonly ReportSection[];
  readonly diagnosis?: Diagnosis;
  readonly plan?: Plan;
  readonly regions?: RegionReport;
  readonly heartbeats?: Heartbeats;
  readonly audit?: Audit;
  readonly policies?: PolicyReport;
};

/** The report as one self-contained HTML document, for the screen and for paper; equal input gives equal text. */
export function reportHtml(input: ReportInput): string {
  const { summary, target, window, map, diagnosis } = input;
  const name = namesFrom([...summary.services, ...map.services]);
  const title = `What happened to ${name(target)}`;
  const head = html`<h1>${title}</h1>
    <p class="lead">${diagnosis?.finding ?? ''}</p>
    ${metaList([
      ['Case', summary.name],
      ['Window', windowText(window)],
      ['Service', name(target)],
      ['Case digest', html`<span class="mono">${summary.digest}</span>`],
      ...remarksEntry(summary),
    ])}`;
  return documentOf(title, summary, [head, ...input.sections.flatMap((section) => chapter(section, input))]);
}

function chapter(section: ReportSection, input: ReportInput): Markup[] {
  const { summary, target, map, diagnosis, plan, regions, heartbeats, audit, policies } = input;
  switch (section) {
    case 'evidence':
      return [evidenceSection(summary)];
    case 'map':
      return [mapSection(map, target)];
    case 'trace':
      return diagnosis ? [traceSection(diagnosis, summary)] : [];
    case 'plan':
      return plan ? [planSection(plan, map)] : [];
    case 'regions':
      return regions ? [regionsSection(regions, map)] : [];
    case 'heartbeats':
      return heartbeats && heartbeats.pairs.length > 0 ? [heartbeatsSection(heartbeats, summary.services)] : [];
    case 'audit':
      return audit ? [auditSection(audit, policies, summary.services)] : [];
  }
}
