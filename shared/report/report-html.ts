import type { Report, ReportSection } from '../api.ts';
import { auditSection } from './html/audit-section.ts';
import { documentOf, metaList, remarksEntry } from './html/document.ts';
import { evidenceSection } from './html/evidence-section.ts';
import { heartbeatsSection } from './html/heartbeats-section.ts';
import { mapSection } from './html/map-section.ts';
import { html, type Markup } from './html/markup.ts';
import { planSection } from './html/plan-section.ts';
import { regionsSection } from './html/regions-section.ts';
import { caseEntry, tenantLead, tenantSection } from './html/tenant-section.ts';
import { traceSection } from './html/trace-section.ts';
import { windowText } from './words.ts';
import { namesFrom } from '../map/names.ts';

export type ReportInput = Omit<Report, 'fleet'>;

/** The report as one self-contained HTML document, for the screen and for paper; equal input gives equal text. */
export function reportHtml(input: ReportInput): string {
  const { summary, target, window, map, diagnosis, tenant } = input;
  const name = namesFrom([...summary.services, ...map.services]);
  const title = `What happened to ${name(target)}`;
  const head = html`<h1>${title}</h1>
    <p class="lead">${diagnosis?.finding ?? ''}</p>
    ${tenantLead(tenant)}
    ${metaList([
      caseEntry(summary, tenant),
      ['Window', windowText(window)],
      ['Service', name(target)],
      ['Case digest', html`<span class="mono">${summary.digest}</span>`],
      ...remarksEntry(summary),
    ])}`;
  const chapters = [...input.sections.flatMap((section) => chapter(section, input)), ...tenantSection(tenant)];
  return documentOf(title, summary, [head, ...chapters], { tenant });
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
