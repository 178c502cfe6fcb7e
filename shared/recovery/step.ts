import type { ServiceId } from '../model/map.ts';
import type { Place, PlanStep } from '../model/plan.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { failingIntervals, withOwnLookups } from '../map/failing.ts';
import { namesOf } from '../map/follow.ts';
import { pairKey, pairSet } from '../map/pairs.ts';
import type { MutedSender } from './countermeasures.ts';
import type { Ordered } from './order.ts';
import type { PlanInput } from './plan-restart.ts';
import { rollingOrder } from './rolling.ts';
import { minutesOf } from './timing.ts';
import { changedPlaces } from './what-if.ts';
import { doubtAbout, stepCheck, stepReason, type StepFacts } from './words.ts';

/** The region of an instance whose inventory names none. */
const UNKNOWN = 'unknown';

/** Why a service without health data is in the plan all the same. */
const inferredBy = (inferred: boolean, failed: boolean): StepFacts['inferred'] =>
  inferred ? (failed ? 'lookups' : 'place') : null;

/** Makes the step of a service of the plan, its place in time still open. */
export function stepMaker(
  input: PlanInput,
  ordered: Ordered,
  muted: readonly MutedSender[],
): (id: ServiceId) => PlanStep {
  const { health, target, window, scope, diagnosis, whatIf } = input;
  const { fleet, inferred, obstacles, planned, waves } = ordered;
  const name = namesOf(fleet.map);
  const known = new Map(fleet.map.services.map((service) => [service.id, service]));
  const watched = new Set(health.watched.map(({ service }) => service));
  const there = pairSet(input.map.dependencies);
  const failing = failingIntervals(withOwnLookups(health, target), window);
  const needs = groupBy(waves.respected, ({ client }) => client);
  const waiting = groupBy(waves.respected, ({ server }) => server);
  const indirect = groupBy(ordered.indirect, ({ client }) => client);
  const uses = groupBy(fleet.map.dependencies, ({ client }) => client);
  const opened = groupBy(
    waves.cycles.flatMap(({ breaks }) => breaks),
    ({ client }) => client,
  );
  const spurned = groupBy(
    (whatIf?.without?.dependencies ?? []).filter((one) => there.has(pairKey(one))),
    ({ client }) => client,
  );
  const calls = groupBy(fleet.map.dependencies, ({ server }) => server);

  const regionsOf = (id: ServiceId): readonly Place[] =>
    (known.get(id)?.regions ?? []).map((region) => ({ region, instances: [] }));
  const placesOf = (id: ServiceId): readonly Place[] => changedPlaces(input.places?.get(id) ?? regionsOf(id), whatIf);
  const standIns = groupBy(
    muted.flatMap(({ sender: { service }, takeOver: { standIn } }) =>
      standIn === null ? [] : [{ service, instance: standIn.instance }],
    ),
    ({ service }) => service,
  );
  return (id) => {
    const after = [...(needs.get(id) ?? [])].sort((a, b) => b.failures - a.failures || byId(a.server, b.server));
    const over = indirect.get(id) ?? [];
    const intervals = failing.get(id) ?? [];
    const own = calls.get(id) ?? [];
    const spared = [...new Set((standIns.get(id) ?? []).map(({ instance }) => instance))].sort(byId);
    const facts = {
      isOrigin: diagnosis.origins[0]?.service === id,
      isTarget: id === target,
      inferred: inferredBy(inferred.has(id), intervals.length > 0),
      assumed: fleet.assumed.has(id),
      opened: (opened.get(id) ?? []).map(({ server }) => server),
      gone: (uses.get(id) ?? []).map(({ server }) => server).filter((server) => fleet.lost.has(server)),
      spurned: (spurned.get(id) ?? []).map(({ server }) => server).filter((server) => planned.has(server)),
      needs: after,
      indirect: over,
      waiting: waiting.get(id)?.length ?? 0,
      scopeIsFailing: scope === 'failing',
      spared,
    };
    const hindrances = obstacles.get(id) ?? [];
    const places = withoutInstances(placesOf(id), spared);
    const rolling = rollingOrder(input.rolling, places, own, intervals);
    const minutes = minutesOf(input.minutes, id);
    const inventoried = input.places?.has(id) ?? false;
    return {
      service: id,
      reason: stepReason(facts, name),
      after: [...after, ...over].map(({ server }) => server).sort(byId),
      indirect: over.map(({ server }) => server).sort(byId),
      blockedBy: hindrances.map(({ service }) => service),
      obstacles: hindrances,
      instances: inventoried
        ? new Set(places.flatMap(({ instances }) => instances)).size
        : Math.max(0, (known.get(id)?.instances ?? 0) - spared.length),
      regions: (inventoried ? places : changedPlaces(regionsOf(id), whatIf)).flatMap(({ region }) =>
        region === UNKNOWN ? [] : [region],
      ),
      places,
      spared,
      inferred: inferred.has(id),
      assumed: fleet.assumed.has(id),
      check: stepCheck(
        watched.has(id),
        intervals,
        own.reduce((sum, { failures }) => sum + failures, 0),
      ),
      onset: intervals[0]?.from ?? null,
      doubt: scope === 'failing' ? doubtAbout(id, intervals, diagnosis) : null,
      rolling,
      minutes: minutes === null ? null : minutes * Math.max(1, rolling.length),
      start: null,
      critical: false,
    };
  };
}

/** The places without some instances; a region that held only those is not restarted. */
function withoutInstances(places: readonly Place[], spared: readonly string[]): readonly Place[] {
  if (spared.length === 0) return places;
  return places.flatMap(({ region, instances }) => {
    const left = instances.filter((instance) => !spared.includes(instance));
    return left.length > 0 || instances.length === 0 ? [{ region, instances: left }] : [];
  });
}
