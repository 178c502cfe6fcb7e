import type { DuckDBConnection } from '@duckdb/node-api';
import type { Report, ReportSection } from '../../../shared/api.ts';
import { AftermapError } from '../../../shared/failure.ts';
import { reachDownstream } from '../../../shared/map/reach.ts';
import { firstFew } from '../../../shared/map/words.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { PlanOptions } from '../../../shared/model/plan.ts';
import type { Attribute } from '../../../shared/model/policy.ts';
import type { RegionRule } from '../../../shared/model/regions.ts';
import { serviceAttributes } from '../../../shared/policy/attributes.ts';
import { findTenant, tenantBorder, type TenantBorder } from '../../../shared/policy/tenant-map.ts';
import type { SilentSender } from '../../../shared/recovery/sender.ts';
import type { Paper } from '../../../shared/report/html/document.ts';
import { planHtml } from '../../../shared/report/plan-html.ts';
import { reportHtml } from '../../../shared/report/report-html.ts';
import { runtimeBorder } from '../../../shared/report/tenant/tenant-heartbeats.ts';
import { tenantReport } from '../../../shared/report/tenant/tenant-report.ts';
import { tenantScene, tenantSenders } from '../../../shared/report/tenant/tenant-scene.ts';
import type { OpenCase } from '../case/open-case.ts';
import { readClaims } from './attributes.ts';
import { readAudit } from './audit.ts';
import { readHeartbeats } from './heartbeats.ts';
import { answerRegions, concluded, readScene, type Question } from './investigation.ts';
import { readMap } from './map.ts';
import { planFrom } from './plan-from.ts';
import { resolveQuestion } from './plan-question.ts';
import { readPolicies } from './policy.ts';
import { serviceFinder } from './service-finder.ts';
import { readSummary } from './summary.ts';

export interface ReportQuestion extends Question {
  readonly sections: readonly ReportSection[];
  readonly rules?: readonly RegionRule[] | undefined;
  /** What is asked of the plan. */
  readonly options?: PlanOptions | undefined;
  /** For this tenant alone. */
  readonly tenant?: string | undefined;
}

/** What the chosen chapters are made from; for a tenant, with nobody else named. */
export async function answerReport(open: OpenCase, question: ReportQuestion): Promise<Report> {
  const { service: target, sections, rules = [], options = {}, tenant } = question;
  const { connection } = open.database;
  const scene = await readScene(open, question);
  const { window } = scene;
  const view = tenant === undefined ? null : await readView(connection, scene, tenant);
  const found = concluded(view ? tenantScene(scene, view.border) : scene);
  const heartbeats = view || sections.includes('heartbeats') ? await readHeartbeats(connection, { window }) : null;
  const called = (senders: readonly SilentSender[]) =>
    view && heartbeats
      ? tenantSenders(senders, runtimeBorder(heartbeats.runtimes, view.border).nodeOf, view.border)
      : senders;
  const asked = resolveQuestion({ ...options, service: target }, await serviceFinder(connection));
  const report: Report = {
    summary: await readSummary(open),
    target,
    window,
    map: reachDownstream(found.map, target),
    fleet: await readMap(connection, window),
    sections,
    diagnosis: found.diagnosis,
    plan: await planFrom(connection, found, asked, called),
    regions: await answerRegions(open, { service: target, window: question.window ?? window }, rules),
    ...(sections.includes('heartbeats') && heartbeats ? { heartbeats } : {}),
    ...(sections.includes('audit')
      ? {
          audit: await readAudit(connection, { window, named: view === null }),
          policies: await readPolicies(connection, window),
        }
      : {}),
  };
  return view ? tenantReport(report, view.attributes, view.border) : report;
}

/** The chosen chapters as one HTML document; the plan alone as its sheet. */
export async function answerReportHtml(
  open: OpenCase,
  question: ReportQuestion & { readonly paper?: Paper | undefined },
): Promise<string> {
  const report = await answerReport(open, question);
  const { summary, plan, diagnosis, tenant, sections } = report;
  const { paper } = question;
  return plan && sections.length === 1 && sections[0] === 'plan'
    ? planHtml({ summary, plan, tenant, ...(diagnosis ? { diagnosis } : {}), ...(paper ? { paper } : {}) })
    : reportHtml(report);
}

/** The border of a tenant in a scene, whose target has to be its own. */
async function readView(
  connection: DuckDBConnection,
  { map, window, target }: Awaited<ReturnType<typeof readScene>>,
  called: string,
): Promise<{ readonly border: TenantBorder; readonly attributes: readonly Attribute[] }> {
  const attributes = serviceAttributes(await readClaims(connection, window), window);
  const border = tenantBorder(map, attributes, findTenant(attributes, called));
  if (!border.isOwn(target)) refuseForeign(map.services, target, border);
  return { border, attributes };
}

function refuseForeign(
  services: readonly { readonly id: ServiceId; readonly name: string }[],
  target: ServiceId,
  { tenant, isOwn }: TenantBorder,
): never {
  const name = services.find(({ id }) => id === target)?.name ?? target;
  const own = services.filter(({ id }) => isOwn(id)).map((service) => service.name);
  throw new AftermapError(
    'usage',
    `${name} is not known to belong to the tenant ${tenant} in the window.`,
    `Give a service of ${tenant}: ${firstFew(own)}.`,
  );
}
