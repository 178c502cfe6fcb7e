import type { ReportSection } from '../../../shared/report/report-html.ts';
import { reportHtml } from '../../../shared/report/report-html.ts';
import { planHtml } from '../../../shared/report/plan-html.ts';
import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import type { Plan, PlanScope } from '../../../shared/model/plan.ts';
import type { RegionReport, RegionRule } from '../../../shared/model/regions.ts';
import type { DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { diagnose } from '../../../shared/diagnosis/diagnose.ts';
import { incidentWindow } from '../../../shared/diagnosis/incident.ts';
import { planRestart } from '../../../shared/recovery/plan-restart.ts';
import { regionReport } from '../../../shared/compliance/region-report.ts';
import { reachDownstream } from '../../../shared/map/reach.ts';
import type { OpenCase } from '../case/open-case.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readHealth } from './health.ts';
import { readMap, readMapWithCarried } from './map.ts';
import { readSummary } from './summary.ts';
import { caseSpan } from './window.ts';

const EMPTY_SPAN: TimeWindow = { from: 0, to: 1 };

export interface Question {
  readonly service: ServiceId;
  readonly window?: TimeWindow | undefined;
}

/** The map of a window (unset: the whole case); with a service, what it reaches downstream. */
export async function answerMap(
  { database: { connection } }: OpenCase,
  question: {
    readonly window?: TimeWindow | undefined;
    readonly service?: ServiceId | undefined;
    readonly depth?: number | undefined;
  },
): Promise<DependencyMap> {
  const map = await readMap(connection, question.window ?? (await caseSpan(connection)) ?? EMPTY_SPAN);
  return question.service === undefined ? map : reachDownstream(map, question.service, question.depth);
}

/** Where the fault that was noticed at a service began (unset window: its incident). */
export async function answerDiagnosis(open: OpenCase, { service, window }: Question): Promise<Diagnosis> {
  return (await investigate(open, { service, window })).diagnosis;
}

/** In what order to bring the services back (unset window: the incident). */
export async function answerPlan(
  open: OpenCase,
  { service, window }: Question,
  scope: PlanScope = 'failing',
): Promise<Plan> {
  const found = await investigate(open, { service, window });
  return planRestart({ ...found, target: service, scope });
}

/** Where the services that a service reaches were processed (unset window: the whole case). */
export async function answerRegions(
  { database: { connection } }: OpenCase,
  { service, window }: Question,
  rules: readonly RegionRule[] = [],
): Promise<RegionReport> {
  const chosen = window ?? (await caseSpan(connection)) ?? EMPTY_SPAN;
  const map = await readMap(connection, chosen);
  const known = await query<{ id: string; name: string }>(connection, sql.service_names);
  return regionReport({ map, target: service, window: chosen, rules, known });
}

/** The chosen chapters as one HTML document; the plan alone as its sheet. */
export async function answerReport(
  open: OpenCase,
  question: Question & {
    readonly sections: readonly ReportSection[];
    readonly rules?: readonly RegionRule[] | undefined;
    readonly scope?: PlanScope | undefined;
  },
): Promise<string> {
  const { service: target, sections, rules = [], scope = 'failing' } = question;
  const summary = await readSummary(open);
  const found = await investigate(open, question);
  const plan = planRestart({ ...found, target, scope });
  if (sections.length === 1 && sections[0] === 'plan')
    return planHtml({ summary, map: found.map, plan, diagnosis: found.diagnosis });
  const regions = await answerRegions(open, { service: target, window: question.window ?? found.window }, rules);
  return reportHtml({
    summary,
    target,
    window: found.window,
    map: reachDownstream(found.map, target),
    sections,
    diagnosis: found.diagnosis,
    plan,
    regions,
  });
}

async function investigate({ database: { connection } }: OpenCase, { service: target, window }: Question) {
  const health = await readHealth(connection);
  const span = (await caseSpan(connection)) ?? EMPTY_SPAN;
  const chosen = window ?? incidentWindow(health, target, span);
  const map = await readMapWithCarried(connection, chosen);
  return { map, health, window: chosen, diagnosis: diagnose({ map, health, target, window: chosen }) };
}
