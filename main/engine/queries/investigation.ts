import type { DuckDBConnection } from '@duckdb/node-api';
import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import type { Health } from '../../../shared/model/health.ts';
import type { RegionalDependency, RegionReport, RegionRule } from '../../../shared/model/regions.ts';
import type { DependencyMap, ServiceId, Via } from '../../../shared/model/map.ts';
import { NO_TIME, type TimeWindow } from '../../../shared/model/time.ts';
import { diagnose } from '../../../shared/diagnosis/diagnose.ts';
import { incidentWindow } from '../../../shared/diagnosis/incident.ts';
import { healthFor, watchedIn } from '../../../shared/map/failing.ts';
import { reachDownstream } from '../../../shared/map/reach.ts';
import type { OpenCase } from '../case/open-case.ts';
import { readHealth } from './health.ts';
import { readLogEvidence } from './logs.ts';
import { readMap, readMapWithCarried } from './map.ts';
import { readRegionalDependencies, readRegions } from './regions.ts';
import { caseSpan } from './window.ts';

export interface Question {
  readonly service: ServiceId;
  readonly window?: TimeWindow | undefined;
}

/** The map of a window (unset: the whole case), by one witness or any; with a service, what it reaches downstream. */
export async function answerMap(
  { database: { connection } }: OpenCase,
  question: {
    readonly window?: TimeWindow | undefined;
    readonly service?: ServiceId | undefined;
    readonly depth?: number | undefined;
    readonly via?: Via | undefined;
  },
): Promise<DependencyMap> {
  const map = await readMap(connection, question.window ?? (await caseSpan(connection)) ?? NO_TIME, question.via);
  return question.service === undefined ? map : reachDownstream(map, question.service, question.depth);
}

/** Where the fault that was noticed at a service began (unset window: its incident). */
export async function answerDiagnosis(open: OpenCase, { service, window }: Question): Promise<Diagnosis> {
  return (await investigate(open, { service, window })).diagnosis;
}

/** Where the services that a service reaches were processed (unset window: the whole case). */
export async function answerRegions(
  { database: { connection } }: OpenCase,
  { service, window }: Question,
  rules: readonly RegionRule[] = [],
): Promise<RegionReport> {
  const chosen = window ?? (await caseSpan(connection)) ?? NO_TIME;
  return readRegions(connection, { target: service, window: chosen }, rules);
}

/** The dependencies behind cells of the region heatmap (unset window: the whole case). */
export async function answerRegionalDependencies(
  { database: { connection } }: OpenCase,
  {
    service,
    window,
    ...cell
  }: Question & {
    readonly servers?: readonly ServiceId[] | undefined;
    readonly region?: string | undefined;
    readonly askedFrom?: string | undefined;
  },
): Promise<readonly RegionalDependency[]> {
  const chosen = window ?? (await caseSpan(connection)) ?? NO_TIME;
  return readRegionalDependencies(connection, { target: service, window: chosen }, cell);
}

/** The incident of a target; of one that nothing tells of, that of the failures which it reaches; the whole case where there is none. */
async function readIncident(connection: DuckDBConnection, health: Health, target: ServiceId): Promise<TimeWindow> {
  const own = incidentWindow(health, target);
  if (own) return own;
  const span = (await caseSpan(connection)) ?? NO_TIME;
  if (watchedIn(health, span).has(target)) return span;
  const known = healthFor(await readMap(connection, span), health, target, span).health;
  return incidentWindow(known, target) ?? span;
}

/** The map, the health and the diagnosis of a window. */
export interface Investigation {
  readonly map: DependencyMap;
  readonly health: Health;
  readonly window: TimeWindow;
  readonly diagnosis: Diagnosis;
}

/** What a diagnosis is made from, at a window (unset: the incident of the service). */
export async function readScene({ database: { connection } }: OpenCase, { service: target, window }: Question) {
  const health = await readHealth(connection);
  const chosen = window ?? (await readIncident(connection, health, target));
  const map = await readMapWithCarried(connection, chosen);
  return { map, health, target, window: chosen, logs: await readLogEvidence(connection, chosen) };
}

/** What is known at a window (unset: the incident of the service). */
export async function investigate(open: OpenCase, question: Question): Promise<Investigation> {
  return concluded(await readScene(open, question));
}

/** A scene with its diagnosis. */
export function concluded(scene: Awaited<ReturnType<typeof readScene>>): Investigation {
  const { map, health, window } = scene;
  return { map, health, window, diagnosis: diagnose(scene) };
}
