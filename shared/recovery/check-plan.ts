import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Pair, Plan } from '../model/plan.ts';

/**
 * Proves a plan against the map that it was made from, by plain reachability and nothing of the planner. Returns what
 * is wrong with it, one sentence each; nothing where every server comes before its clients. The what-if that the plan
 * states is applied to the map here anew.
 */
export function checkPlan(plan: Plan, map: DependencyMap): readonly string[] {
  const waveOf = new Map<ServiceId, number>();
  const wrong: string[] = [];
  plan.waves.forEach(({ wave, steps }, index) => {
    if (wave !== index + 1) wrong.push(`Wave ${index + 1} is called wave ${wave}.`);
    if (steps.length === 0) wrong.push(`Wave ${wave} is empty.`);
    for (const { service } of steps) {
      if (waveOf.has(service)) wrong.push(`${service} is in the plan twice.`);
      waveOf.set(service, wave);
    }
  });
  const all = changedPairs(plan, map);
  const pairs = all.filter(({ client, server }) => waveOf.has(client) && waveOf.has(server) && client !== server);
  const reachable = reachability(pairs);
  const looped = (a: ServiceId, b: ServiceId) => reachable(a).has(b) && reachable(b).has(a);
  const wave = (service: ServiceId) => waveOf.get(service) ?? 0;

  const broken = new Set(plan.cycles.flatMap(({ breaks }) => breaks.map(key)));
  for (const { client, server } of pairs) {
    if (broken.has(key({ client, server }))) {
      if (!looped(client, server)) wrong.push(`The break ${client} → ${server} is in no cycle.`);
    } else if (wave(server) >= wave(client)) {
      wrong.push(`${client} (wave ${wave(client)}) needs ${server} (wave ${wave(server)}) first.`);
    }
  }
  const after = new Map(plan.waves.flatMap(({ steps }) => steps.map((step) => [step.service, new Set(step.after)])));
  for (const { client, server } of pairs)
    if (!broken.has(key({ client, server })) && !after.get(client)?.has(server))
      wrong.push(`${client} does not say that it waits for ${server}.`);
  for (const [service, servers] of after)
    for (const server of servers)
      if (wave(server) === 0 || wave(server) >= wave(service))
        wrong.push(`${service} waits for ${server}, which comes no earlier.`);

  return [
    ...wrong,
    ...wrongTarget(plan, wave, looped),
    ...plan.cycles.filter(({ inPlan }) => inPlan).flatMap((cycle) => wrongCycle(cycle, wave)),
    ...wrongWhatIf(plan, map, all),
    ...wrongAcross(plan, map, all, wave),
  ];
}

const key = ({ client, server }: Pair) => `${client}\n${server}`;

/** The dependencies that are followed or respected, after the what-if. */
function changedPairs({ whatIf }: Plan, map: DependencyMap): readonly Pair[] {
  const gone = new Set(whatIf?.without.dependencies?.map(key));
  return [...map.dependencies.filter((one) => !gone.has(key(one))), ...(whatIf?.with.dependencies ?? [])];
}

/** The target comes last; not among services that were picked by hand, nor before those that a what-if adds. */
function wrongTarget(
  { waves, target, scope, whatIf }: Plan,
  wave: (service: ServiceId) => number,
  looped: (a: ServiceId, b: ServiceId) => boolean,
): string[] {
  if (scope === 'chosen' || waves.length === 0 || whatIf?.lost.includes(target)) return [];
  if (wave(target) === 0) return [`The target ${target} is not in its plan.`];
  const added = new Set(whatIf?.with.services);
  return waves
    .flatMap(({ steps }) => steps)
    .filter(({ service }) => service !== target && !added.has(service) && wave(service) >= wave(target))
    .filter(({ service }) => whatIf === null && !looped(service, target))
    .map(({ service }) => `${service} comes no earlier than the target.`);
}

/** A cycle takes consecutive waves, and its bootstrap starts each service once and leaves none without what it needs. */
function wrongCycle({ services, within, breaks, bootstrap }: Plan['cycles'][number], wave: (id: ServiceId) => number) {
  const wrong: string[] = [];
  const name = services.join(', ');
  const used = new Set(services.map(wave));
  if (Math.max(...used) - Math.min(...used) + 1 !== used.size)
    wrong.push(`The waves of the cycle of ${name} are not consecutive.`);
  const up = new Set<ServiceId>();
  const open = new Set(breaks.map(key));
  for (const { act, service, servers } of bootstrap) {
    if (act === 'start') {
      for (const { client, server } of within)
        if (client === service && !up.has(server) && !servers.includes(server))
          wrong.push(`${service} is started without ${server}, and nothing says so.`);
      if (up.has(service)) wrong.push(`${service} is started twice.`);
      up.add(service);
    } else {
      for (const server of servers) {
        if (!up.has(server)) wrong.push(`${service} is connected to ${server}, which is not up.`);
        open.delete(key({ client: service, server }));
      }
    }
  }
  if (services.some((service) => !up.has(service))) wrong.push(`The bootstrap of ${name} does not start all of it.`);
  for (const one of open) wrong.push(`Nothing takes up ${one.replace('\n', ' → ')} again.`);
  return wrong;
}

/** What is lost is not restarted, and exactly those of the plan are blocked by it that reach it over certain dependencies. */
function wrongWhatIf({ waves, cycles, whatIf }: Plan, map: DependencyMap, all: readonly Pair[]): string[] {
  if (whatIf === null) return [];
  const lost = new Set(whatIf.lost);
  const broken = new Set(cycles.filter(({ inPlan }) => inPlan).flatMap(({ breaks }) => breaks.map(key)));
  const reachable = reachability(certainOf(all, map).filter((one) => !broken.has(key(one))));
  return waves
    .flatMap(({ steps }) => steps)
    .flatMap(({ service, obstacles }) => {
      if (lost.has(service)) return [`${service} is lost, and in the plan.`];
      const needs = [...reachable(service)].some((server) => lost.has(server));
      const blocked = obstacles.some(({ why }) => why !== 'failing');
      if (needs && !blocked) return [`${service} needs something that is lost, and is not blocked.`];
      return blocked && !needs ? [`${service} is blocked by nothing that it needs.`] : [];
    });
}

/** A service picked by hand comes after those that it needs over services outside of the plan, unless they need it too. */
function wrongAcross(
  { scope, waves }: Plan,
  map: DependencyMap,
  all: readonly Pair[],
  wave: (service: ServiceId) => number,
): string[] {
  if (scope !== 'chosen') return [];
  const reachable = reachability(all);
  const certain = certainOf(all, map);
  return waves
    .flatMap(({ steps }) => steps.map(({ service }) => service))
    .flatMap((client) => {
      const across = new Set([client]);
      const servers = new Set<ServiceId>();
      for (const service of across)
        for (const pair of certain)
          if (pair.client === service) (wave(pair.server) > 0 ? servers : across).add(pair.server);
      return [...servers]
        .filter((server) => server !== client && !reachable(server).has(client) && wave(server) >= wave(client))
        .map((server) => `${client} needs ${server} over services outside of the plan, and comes no later.`);
    });
}

/** The dependencies without those that are contested only. */
function certainOf(all: readonly Pair[], map: DependencyMap): readonly Pair[] {
  const unsure = new Set(
    map.dependencies
      .filter(({ lookups, failures, connections = 0, carried }) => lookups + failures + connections === 0 && !carried)
      .map(key),
  );
  return all.filter((one) => !unsure.has(key(one)));
}

/** What a service reaches, itself left out unless it stands in a loop; worked out once for each service asked for. */
function reachability(pairs: readonly Pair[]) {
  const servers = new Map<ServiceId, ServiceId[]>();
  for (const { client, server } of pairs) servers.set(client, [...(servers.get(client) ?? []), server]);
  const known = new Map<ServiceId, Set<ServiceId>>();
  return (start: ServiceId): Set<ServiceId> => {
    const found = known.get(start) ?? new Set(servers.get(start));
    if (!known.has(start)) for (const service of found) for (const to of servers.get(service) ?? []) found.add(to);
    known.set(start, found);
    return found;
  };
}
