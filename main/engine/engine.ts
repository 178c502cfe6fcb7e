import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { methods, type Call, type Input, type MethodName, type Output, type Progress } from '../../shared/api.ts';
import { AftermapError } from '../../shared/failure.ts';
import { parseRules } from '../../shared/compliance/parse-rules.ts';
import { policiesOfService } from '../../shared/policy/of-service.ts';
import type { SearchHit } from '../../shared/api.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import { openCase } from './case/case-file.ts';
import { makeEmptyCase } from './case/empty-case.ts';
import { openForReading, type OpenCase } from './case/open-case.ts';
import { verifyCase } from './case/verify.ts';
import type { Limits } from './database/connection.ts';
import { query } from './database/query.ts';
import { evidenceAnswers, type Writing } from './evidence-answers.ts';
import { mappingAnswers } from './mapping-answers.ts';
import { planAnswers } from './plan-answers.ts';
import { answerDiagnosis, answerMap, answerRegionalDependencies, answerRegions } from './queries/investigation.ts';
import { answerComparison, answerComparisonHtml } from './queries/comparison.ts';
import { readDossier } from './queries/dossier.ts';
import { readAttributes } from './queries/attributes.ts';
import { readAudit } from './queries/audit.ts';
import { answerReport, answerReportHtml } from './queries/report.ts';
import { readProcesses } from './queries/connections.ts';
import { readInfrastructure } from './queries/infrastructure.ts';
import { readInstances } from './queries/instances.ts';
import { answerPlan } from './queries/plan.ts';
import { readAllowListYaml, readPolicies } from './queries/policy.ts';
import { readHealth } from './queries/health.ts';
import { readHeartbeatLanes } from './queries/heartbeat-lanes.ts';
import { readHeartbeats } from './queries/heartbeats.ts';
import { serviceFinder } from './queries/service-finder.ts';
import { readSummary } from './queries/summary.ts';
import { readTimeline } from './queries/timeline.ts';
import { caseSpan } from './queries/window.ts';
import { sql } from './sql/catalogue.ts';

export interface Engine {
  readonly call: Call;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly limits?: Limits;
}

type Answers = { readonly [M in MethodName]: (input: Output0<M>) => Promise<Output<M>> };
type Output0<M extends MethodName> = ReturnType<(typeof methods)[M]['input']['parse']>;

/** The whole application without a screen: one case at a time, one call after the other; `work.cancel` alone goes past the queue. */
export function createEngine({ onProgress = () => undefined, limits }: EngineOptions = {}): Engine {
  let open: OpenCase | undefined;
  let stop = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();

  const current = (): OpenCase => {
    if (!open) throw new AftermapError('usage', 'No case is open.', 'Open a case or make a new one first.');
    return open;
  };
  const closeCase = async () => {
    const closing = open;
    open = undefined;
    await closing?.close();
  };
  const reopen = async (path: string) => {
    await closeCase();
    open = await openForReading(path, limits, onProgress);
    return open;
  };
  const writing: Writing = async (work, evidence = [], path = current().path) => {
    await closeCase();
    try {
      const database = await openCase({ path, mode: 'write', evidence, limits });
      const interrupt = () => database.connection.interrupt();
      stop.signal.addEventListener('abort', interrupt);
      try {
        return await work(database);
      } finally {
        stop.signal.removeEventListener('abort', interrupt);
        await database.close();
      }
    } finally {
      open = await openForReading(path, limits, onProgress, stop.signal.aborted);
    }
  };
  const target = async (text: string): Promise<ServiceId> =>
    (await serviceFinder(current().database.connection)).find(text);

  const answers: Answers = {
    async 'case.open'({ path, create }) {
      const file = resolve(path);
      if (create && !existsSync(file)) {
        await closeCase();
        await makeEmptyCase(file, limits);
      }
      return readSummary(await reopen(file));
    },
    'case.summary': () => readSummary(current()),
    async 'case.close'() {
      await closeCase();
      return {};
    },
    async 'case.verify'() {
      const { database } = current();
      const declared = await query<{ path: string; options: string }>(database.connection, sql.evidence_options);
      return verifyCase(database, { signal: stop.signal, onProgress, declared });
    },

    ...mappingAnswers(current, writing, () => ({ signal: stop.signal, onProgress })),
    ...evidenceAnswers(current, writing, () => ({ signal: stop.signal, onProgress }), limits),
    async 'timeline.read'({ buckets }) {
      const { connection } = current().database;
      return readTimeline(connection, await caseSpan(connection), buckets);
    },
    async 'map.read'({ service, ...question }) {
      return answerMap(current(), {
        ...question,
        ...(service === undefined ? {} : { service: await target(service) }),
      });
    },
    async 'infrastructure.read'({ window }) {
      const { connection } = current().database;
      return readInfrastructure(connection, window ?? (await caseSpan(connection)) ?? { from: 0, to: 1 });
    },
    async 'map.instances'({ window }) {
      const { connection } = current().database;
      const span = window ?? (await caseSpan(connection));
      return { dependencies: span ? await readInstances(connection, span) : [] };
    },
    async 'comparison.read'({ service, ...question }) {
      return answerComparison(current(), {
        ...question,
        service: service === undefined ? null : await target(service),
      });
    },
    async 'comparison.html'({ service, ...question }) {
      const reached = service === undefined ? null : await target(service);
      return { html: await answerComparisonHtml(current(), { ...question, service: reached }) };
    },
    async 'map.processes'({ window }) {
      const { connection } = current().database;
      const span = window ?? (await caseSpan(connection));
      return { dependencies: span ? await readProcesses(connection, span) : [] };
    },
    async 'audit.read'({ service, ...question }) {
      return readAudit(current().database.connection, {
        ...question,
        ...(service === undefined ? {} : { service: await target(service) }),
      });
    },
    'attributes.read': ({ window }) => readAttributes(current().database.connection, window),
    'heartbeats.lanes': ({ window, buckets }) => readHeartbeatLanes(current().database.connection, window, buckets),
    'heartbeats.read': (question) => readHeartbeats(current().database.connection, question),
    async 'policy.read'({ window, service }) {
      const report = await readPolicies(current().database.connection, window);
      return service === undefined ? report : policiesOfService(report, await target(service));
    },
    async 'policy.yaml'({ window }) {
      return { yaml: await readAllowListYaml(current().database.connection, window) };
    },
    'health.read': () => readHealth(current().database.connection),
    'dependency.dossier': (question) => readDossier(current().database.connection, current().records, question),
    async 'diagnosis.read'({ service, window }) {
      return answerDiagnosis(current(), { service: await target(service), window });
    },
    'plan.read': (question) => answerPlan(current(), question),
    ...planAnswers(current, writing),
    async 'regions.read'({ service, window, rules }) {
      return answerRegions(current(), { service: await target(service), window }, rules);
    },
    async 'regions.dependencies'({ service, ...question }) {
      const found = await answerRegionalDependencies(current(), { ...question, service: await target(service) });
      return { dependencies: found };
    },
    'rules.parse': async ({ text, file }) => {
      const known = await query<{ id: string; name: string }>(current().database.connection, sql.service_names);
      return { rules: parseRules(text, file, known) };
    },
    async 'search.find'({ text, limit }) {
      if (text.trim() === '') return { hits: [] };
      return {
        hits: await query<SearchHit>(current().database.connection, sql.search, {
          text: text.trim().toLowerCase(),
          limit,
        }),
      };
    },
    async 'report.read'({ service, scope, plan, ...question }) {
      const options = { ...(scope ? { scope } : {}), ...plan };
      return answerReport(current(), { ...question, options, service: await target(service) });
    },
    async 'report.html'({ service, scope, plan, ...question }) {
      const options = { ...(scope ? { scope } : {}), ...plan };
      return { html: await answerReportHtml(current(), { ...question, options, service: await target(service) }) };
    },
    'work.cancel': () => Promise.resolve({}),
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  return {
    async call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
      const parsed = methods[method].input.parse(input) as Output0<M>;
      if (method === 'work.cancel') {
        stop.abort(new AftermapError('cancelled', 'Stopped.', 'What was taken in before stays; start again to go on.'));
        return {} as Output<M>;
      }
      return inTurn(async () => {
        stop = new AbortController();
        return answers[method](parsed);
      });
    },
    close: () => inTurn(closeCase),
  };
}
