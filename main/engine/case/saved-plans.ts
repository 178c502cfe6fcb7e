import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import {
  plan as planSchema,
  planQuestion,
  signature,
  type Plan,
  type PlanQuestion,
  type SavedPlan,
  type Signature,
} from '../../../shared/model/plan.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { Micros } from '../../../shared/model/time.ts';
import { costOf } from '../../../shared/recovery/answer-what-if.ts';
import { hypothesisOf } from '../../../shared/recovery/compare-plans.ts';
import { execute, query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

interface PlanRow {
  readonly id: number;
  readonly name: string;
  readonly saved_at: number;
  readonly digest: string;
  readonly question: string;
  readonly plan: string;
  readonly signatures: string;
  readonly done: string;
}

/** A plan that is to be kept. */
export interface NewPlan {
  readonly name: string;
  readonly savedAt: Micros;
  /** Digest of the evidence that it was made from. */
  readonly digest: string;
  readonly question: PlanQuestion;
  readonly plan: Plan;
  readonly done: readonly ServiceId[];
  readonly signatures: readonly Signature[];
}

/**
 * The saved plans of a case, oldest first.
 * @param digest that of the evidence which the case holds now
 */
export async function readSavedPlans(connection: DuckDBConnection, digest: string): Promise<readonly SavedPlan[]> {
  return (await query<PlanRow>(connection, sql.saved_plans)).map((row) => savedPlanOf(row, digest));
}

/** The saved plan of a number. Fails with `not-found`. */
export async function findSavedPlan(connection: DuckDBConnection, digest: string, id: number): Promise<SavedPlan> {
  const found = (await readSavedPlans(connection, digest)).find(({ head }) => head.id === id);
  if (found) return found;
  throw new AftermapError('not-found', `The case holds no saved plan ${id}.`, 'See the list of saved plans.');
}

/** Keeps a plan; gives its number. */
export async function keepPlan(connection: DuckDBConnection, made: NewPlan): Promise<number> {
  const rows = await query<{ plan_id: number }>(connection, sql.keep_plan, {
    name: made.name,
    saved_at: made.savedAt,
    digest: made.digest,
    question: JSON.stringify(made.question),
    plan: JSON.stringify(made.plan),
    signatures: JSON.stringify(made.signatures),
    done: JSON.stringify(made.done),
  });
  return rows[0]?.plan_id ?? 0;
}

/** Puts signatures and ticks in the place of those that a saved plan has. */
export async function signPlan(
  connection: DuckDBConnection,
  id: number,
  signatures: readonly Signature[],
  done: readonly ServiceId[],
): Promise<void> {
  const parameters = { id, signatures: JSON.stringify(signatures), done: JSON.stringify(done) };
  await execute(connection, sql.sign_plan, parameters);
}

export async function dropPlan(connection: DuckDBConnection, id: number): Promise<void> {
  await execute(connection, sql.drop_plan, { id });
}

function savedPlanOf(row: PlanRow, digest: string): SavedPlan {
  const made = planSchema.parse(JSON.parse(row.plan));
  return {
    head: {
      id: row.id,
      name: row.name,
      savedAt: row.saved_at,
      digest: row.digest,
      outdated: row.digest !== digest,
      target: made.target,
      scope: made.scope,
      cost: costOf(made),
      whatIf: hypothesisOf(made),
      signatures: signature.array().parse(JSON.parse(row.signatures)),
      done: planQuestion.shape.services.unwrap().parse(JSON.parse(row.done)),
    },
    question: planQuestion.parse(JSON.parse(row.question)),
    plan: made,
  };
}
