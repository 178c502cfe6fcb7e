import { byId } from '../../graph/graph.ts';
import { groupBy } from '../../graph/group.ts';
import { counted } from '../../map/words.ts';
import type { Countermeasure } from '../../model/countermeasure.ts';
import type { ServiceId } from '../../model/map.ts';
import type { Changes, Obstacle, Pair, Plan, PlanStep, Wave, WhatIfAnswer } from '../../model/plan.ts';
import { OUTSIDE, type TenantBorder } from '../../policy/tenant-map.ts';
import { foldWay, leftOut, nodesOf, type Kept } from './fold.ts';

/**
 * A plan as one tenant works by it: its own steps as they are; in each wave what is restarted of another tenant as one step, to wait for or
 * not; countermeasures at its own senders; cycles that stay within it.
 */
export function tenantPlan(plan: Plan, border: TenantBorder): Kept<Plan> {
  const { isOwn } = border;
  const countermeasures = plan.countermeasures.filter(({ service }) => isOwn(service));
  const cycles = plan.cycles.filter(({ services }) => services.every(isOwn));
  const within = ({ client, server }: Pair) => isOwn(client) && isOwn(server);
  const refused = plan.refused.filter(within);
  const needed = neededBy(plan, border);
  const foreign = plan.waves.flatMap(({ steps }) => steps).filter(({ service }) => !isOwn(service)).length;
  return {
    kept: {
      ...plan,
      waves: plan.waves.map((wave) => waveFor(wave, needed, border)),
      countermeasures: countermeasures.map((one) => countermeasureFor(one, border)),
      cycles,
      time: plan.time && {
        ...plan.time,
        path: foldWay(plan.time.path.map(border.nodeOf), (node) => node),
        missing: plan.time.missing.map(border.nodeOf),
      },
      refused: refused.map(({ near = [], ...one }) => ({ ...one, near: near.filter(within) })),
      whatIf: plan.whatIf && whatIfFor(plan.whatIf, border),
    },
    leftOut: [
      ...leftOut(
        foreign,
        (n) =>
          `Plan: reasons, places and checks of ${counted(n, 'step')} of others, which stand as one step in each wave.`,
      ),
      ...leftOut(
        plan.countermeasures.length - countermeasures.length,
        (n) => `Plan: ${counted(n, 'countermeasure')} at senders of others.`,
      ),
      ...leftOut(
        plan.cycles.length - cycles.length,
        (n) => `Plan: ${counted(n, 'cycle')} that others are part of; where a step opens one, it says so.`,
      ),
      ...leftOut(
        plan.refused.length - refused.length,
        (n) => `Plan: ${counted(n, 'refused break')} at services of others.`,
      ),
    ],
  };
}

/** Services of others that the tenant's own steps wait for, directly or not. */
function neededBy({ waves }: Plan, { isOwn }: TenantBorder): ReadonlySet<ServiceId> {
  const after = new Map(waves.flatMap(({ steps }) => steps.map((step) => [step.service, step.after] as const)));
  const found = new Set<ServiceId>([...after.keys()].filter(isOwn));
  for (const service of found) for (const server of after.get(service) ?? []) found.add(server);
  return found;
}

function waveFor(wave: Wave, needed: ReadonlySet<ServiceId>, border: TenantBorder): Wave {
  const own = wave.steps.filter(({ service }) => border.isOwn(service));
  const foreign = groupBy(
    wave.steps.filter(({ service }) => !border.isOwn(service)),
    ({ service }) => border.nodeOf(service),
  );
  return {
    ...wave,
    steps: [
      ...own.map((step) => ownStep(step, border)),
      ...[...foreign].sort(([a], [b]) => byId(a, b)).map(([node, steps]) => foreignStep(node, steps, needed, border)),
    ],
  };
}

function ownStep(step: PlanStep, border: TenantBorder): PlanStep {
  return {
    ...step,
    after: nodesOf(border, step.after),
    indirect: nodesOf(border, step.indirect),
    blockedBy: nodesOf(border, step.blockedBy),
    obstacles: step.obstacles.map((one) => obstacleFor(one, border)),
  };
}

/** All that a wave restarts of one other tenant. */
function foreignStep(
  node: string,
  steps: readonly PlanStep[],
  needed: ReadonlySet<ServiceId>,
  border: TenantBorder,
): PlanStep {
  const minutes = steps.flatMap((step) => step.minutes ?? []);
  const starts = steps.flatMap((step) => step.start ?? []);
  const whose = node === OUTSIDE ? 'whose tenant is not known for certain' : 'of another tenant';
  const isNeeded = steps.some(({ service }) => needed.has(service));
  return {
    service: node,
    reason: `${counted(steps.length, 'service')} ${whose}. ${isNeeded ? `Steps of ${border.tenant} wait for it.` : `No step of ${border.tenant} waits for it.`}`,
    after: nodesOf(
      border,
      steps.flatMap((step) => step.after),
    ).filter((one) => one !== node),
    indirect: [],
    blockedBy: [],
    obstacles: [],
    instances: steps.reduce((sum, step) => sum + step.instances, 0),
    regions: [],
    places: [],
    spared: [],
    inferred: false,
    assumed: false,
    check: isNeeded ? 'Who runs it says that it is up.' : 'None.',
    onset: null,
    doubt: null,
    rolling: [],
    minutes: minutes.length > 0 ? Math.max(...minutes) : null,
    start: starts.length > 0 ? Math.min(...starts) : null,
    critical: steps.some((step) => step.critical),
  };
}

function obstacleFor({ service, path, ...why }: Obstacle, { nodeOf }: TenantBorder): Obstacle {
  return { ...why, service: nodeOf(service), path: foldWay(path.map(nodeOf), (node) => node) };
}

function countermeasureFor(one: Countermeasure, { nodeOf }: TenantBorder): Countermeasure {
  return {
    ...one,
    receivers: one.receivers.map((receiver) => ({
      ...receiver,
      service: receiver.service === null ? null : nodeOf(receiver.service),
    })),
  };
}

function whatIfFor(answer: WhatIfAnswer, border: TenantBorder): WhatIfAnswer {
  const { isOwn, nodeOf } = border;
  const within = ({ client, server }: Pair) => isOwn(client) && isOwn(server);
  const changes = ({ services, dependencies, ...rest }: Changes): Changes => ({
    ...rest,
    ...(services ? { services: nodesOf(border, services) } : {}),
    ...(dependencies
      ? { dependencies: dependencies.map(({ client, server }) => ({ client: nodeOf(client), server: nodeOf(server) })) }
      : {}),
  });
  return {
    ...answer,
    without: changes(answer.without),
    with: changes(answer.with),
    lost: nodesOf(border, answer.lost),
    comesUp: nodesOf(border, answer.comesUp),
    stranded: answer.stranded
      .filter(({ service }) => isOwn(service))
      .map((one) => ({ ...one, obstacles: one.obstacles.map((obstacle) => obstacleFor(obstacle, border)) })),
    idle: answer.idle.filter(within).map((one) => ({ ...one, near: one.near.filter(within) })),
    idleServices: answer.idleServices.filter(({ service }) => isOwn(service)),
  };
}
