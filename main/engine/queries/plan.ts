import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Plan, PlanQuestion } from '../../../shared/model/plan.ts';
import { planHtml } from '../../../shared/report/plan-html.ts';
import type { Paper } from '../../../shared/report/html/document.ts';
import type { OpenCase } from '../case/open-case.ts';
import { investigate } from './investigation.ts';
import { planFrom } from './plan-from.ts';
import { resolveQuestion } from './plan-question.ts';
import { serviceFinder } from './service-finder.ts';
import { readSummary } from './summary.ts';

/** In what order to bring services back (unset window: the incident of the service). */
export async function answerPlan(open: OpenCase, question: PlanQuestion): Promise<Plan> {
  return (await planWithDiagnosis(open, question)).plan;
}

/** The plan alone, as a sheet to print. */
export async function answerPlanHtml(
  open: OpenCase,
  question: PlanQuestion,
  paper: Paper,
  done: readonly ServiceId[],
): Promise<string> {
  const { plan, diagnosis } = await planWithDiagnosis(open, question);
  return planHtml({ summary: await readSummary(open), plan, diagnosis, paper, state: { done, signatures: [] } });
}

async function planWithDiagnosis(open: OpenCase, asked: PlanQuestion): Promise<{ plan: Plan; diagnosis: Diagnosis }> {
  const { connection } = open.database;
  const question = resolveQuestion(asked, await serviceFinder(connection));
  const found = await investigate(open, question);
  return { plan: await planFrom(connection, found, question), diagnosis: found.diagnosis };
}
