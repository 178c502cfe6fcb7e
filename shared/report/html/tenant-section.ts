import type { CaseSummary, ReportTenant } from '../../api.ts';
import { counted } from '../../map/words.ts';
import { html, type Markup } from './markup.ts';

/** The first entry of the head: the case by its name, or the one tenant whom a report is for. */
export function caseEntry({ name }: CaseSummary, tenant: ReportTenant | undefined): readonly [string, string] {
  return tenant ? ['Tenant', tenant.tenant] : ['Case', name];
}

/** For whom a report is, and what stands in it for others; nothing where it is for all. */
export function tenantLead(tenant: ReportTenant | undefined): Markup | null {
  if (!tenant) return null;
  const touched = tenant.others.map(({ id, services }) => `${id} (${counted(services, 'service')})`).join(', ');
  return html`<p class="lead">
    For ${tenant.tenant} alone: nobody else is named. Every other tenant is called tenant 1, tenant 2 … as a whole, and
    whatever is of no certain tenant, outside. ${tenant.tenant} touches
    ${touched === '' ? 'no service of others' : touched}. What is left out is listed at the end.
  </p>`;
}

/** What a report for one tenant leaves out, so that nothing is lost in silence. */
export function tenantSection(tenant: ReportTenant | undefined): readonly Markup[] {
  if (!tenant) return [];
  const { leftOut, uncertain } = tenant;
  const partly = `Map: ${counted(uncertain, 'service')} of ${tenant.tenant} for a part of the window only, or by some records only; counted with others.`;
  const lines = [...leftOut, ...(uncertain > 0 ? [partly] : [])];
  return [
    html`<section class="chapter">
      <h2>Left out for ${tenant.tenant}</h2>
      <p class="lead">
        ${lines.length === 0 ? 'Nothing.' : 'What is between others, or cannot be said without naming them:'}
      </p>
      <ul class="lead">
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </section>`,
  ];
}
