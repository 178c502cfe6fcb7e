import type { methods, MethodName, Output, PlanRef } from '../../shared/api.ts';
import { AftermapError } from '../../shared/failure.ts';
import type { Plan, SavedPlanHead, Signature } from '../../shared/model/plan.ts';
import { toIso } from '../../shared/model/time.ts';
import { comparePlans } from '../../shared/recovery/compare-plans.ts';
import { parseMinutes } from '../../shared/recovery/parse-minutes.ts';
import { planHtml } from '../../shared/report/plan-html.ts';
import type { Database } from './database/connection.ts';
import type { OpenCase } from './case/open-case.ts';
import { dropPlan, findSavedPlan, keepPlan, readSavedPlans, signPlan } from './case/saved-plans.ts';
import { answerDiagnosis } from './queries/investigation.ts';
import { answerPlan, answerPlanHtml } from './queries/plan.ts';
import { resolveQuestion } from './queries/plan-question.ts';
import { serviceFinder } from './queries/service-finder.ts';
import { readSummary } from './queries/summary.ts';

/** Nobody stands for a plan twice in one role. */
function refuseSecond({ name: plan, signatures }: SavedPlanHead, { role, name }: Signature): void {
  const own = signatures.find((one) => one.role === role && one.name === name);
  if (own)
    throw new AftermapError(
      'usage',
      `${name} stands for the plan “${plan}” as ${role} already, since ${toIso(own.at)}.`,
      'Choose another role, or sign with another name.',
    );
}

type Method = Extract<
  MethodName,
  | 'plan.html'
  | 'plan.save'
  | 'plan.sign'
  | 'plan.delete'
  | 'plan.saved'
  | 'plans.list'
  | 'plan.compare'
  | 'minutes.parse'
>;
type Answers = {
  readonly [M in Method]: (input: ReturnType<(typeof methods)[M]['input']['parse']>) => Promise<Output<M>>;
};

/**
 * What the engine answers about plans that are kept, compared and printed.
 * @param current the open case
 * @param writing opens it for writing for the time of a piece of work
 */
export function planAnswers(
  current: () => OpenCase,
  writing: <T>(work: (database: Database) => Promise<T>) => Promise<T>,
): Answers {
  const digestNow = async () => (await readSummary(current())).digest;
  const saved = async (id: number) => findSavedPlan(current().database.connection, await digestNow(), id);
  const planOf = async (ref: PlanRef): Promise<{ plan: Plan; digest: string }> => {
    if ('question' in ref) return { plan: await answerPlan(current(), ref.question), digest: await digestNow() };
    const { plan, head } = await saved(ref.saved);
    return { plan, digest: head.digest };
  };

  return {
    async 'plan.html'({ plan: ref, paper = 'a4', done = [] }) {
      if ('question' in ref) return { html: await answerPlanHtml(current(), ref.question, paper, done) };
      const { head, plan, question } = await saved(ref.saved);
      const diagnosis = head.outdated ? undefined : await answerDiagnosis(current(), question);
      const summary = await readSummary(current());
      return { html: planHtml({ summary, plan, paper, saved: head, ...(diagnosis ? { diagnosis } : {}) }) };
    },
    async 'plan.save'({ name, question, done = [], signatures = [], at }) {
      const { connection } = current().database;
      const digest = await digestNow();
      if ((await readSavedPlans(connection, digest)).some(({ head }) => head.name === name))
        throw new AftermapError(
          'usage',
          `A plan “${name}” is already kept in this case.`,
          'Choose another name, or delete that plan first.',
        );
      const asked = resolveQuestion(question, await serviceFinder(connection));
      const plan = await answerPlan(current(), asked);
      if (plan.waves.length === 0)
        throw new AftermapError(
          'usage',
          'An empty plan is not kept.',
          `${plan.finding} Choose another scope or window.`,
        );
      const kept = { name, savedAt: at, digest, question: { ...asked, window: plan.window }, plan, done, signatures };
      const id = await writing(({ connection: write }) => keepPlan(write, kept));
      return (await saved(id)).head;
    },
    async 'plan.sign'({ id, signature, done }) {
      const { head } = await saved(id);
      if (signature) refuseSecond(head, signature);
      const signatures = signature ? [...head.signatures, signature] : head.signatures;
      await writing(({ connection: write }) => signPlan(write, id, signatures, done ?? head.done));
      return (await saved(id)).head;
    },
    async 'plan.delete'({ id }) {
      await saved(id);
      await writing(({ connection: write }) => dropPlan(write, id));
      return {};
    },
    'plan.saved': ({ id }) => saved(id),
    async 'plans.list'() {
      const plans = await readSavedPlans(current().database.connection, await digestNow());
      return { plans: plans.map(({ head }) => head) };
    },
    async 'plan.compare'({ a, b }) {
      const [before, after] = [await planOf(a), await planOf(b)];
      return comparePlans(before.plan, after.plan, before.digest === after.digest);
    },
    async 'minutes.parse'({ text, file }) {
      const { find } = await serviceFinder(current().database.connection);
      const known = ({ service, line }: { service: string; line: number }) => {
        if (service === '*') return service;
        try {
          return find(service);
        } catch (error) {
          if (!(error instanceof AftermapError)) throw error;
          throw new AftermapError('usage', `${file}, line ${line}: ${error.message}`, error.hint);
        }
      };
      return { minutes: Object.fromEntries(parseMinutes(text, file).map((one) => [known(one), one.minutes])) };
    },
  };
}
