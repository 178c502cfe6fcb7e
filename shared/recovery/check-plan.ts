import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Plan } from '../model/plan.ts';

/**
 * Proves a plan against the map that it was made from, by plain reachability and nothing of the planner. Returns what
 * is wrong with it, one sentence each; nothing where every server comes before its clients.
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
  const inside = map.dependencies.filter(({ client, server }) => waveOf.has(client) && waveOf.has(server));
  const pairs = inside.filter(({ client, server }) => client !== server);
  const reachable = reachability(pairs);
  const looped = (a: ServiceId, b: ServiceId) => reachable(a).has(b) && reachable(b).has(a);
  const wave = (service: ServiceId) => waveOf.get(service) ?? 0;

  const breaks = new Set(
    plan.cycles.flatMap((cycle) => cycle.breaks.map(({ client, server }) => `${client}\n${server}`)),
  );
  for (const { client, server } of pairs) {
    if (breaks.has(`${client}\n${server}`)) {
      if (!looped(client, server)) wrong.push(`The break ${client} → ${server} is in no cycle.`);
    } else if (wave(server) >= wave(client)) {
      wrong.push(`${client} (wave ${wave(client)}) needs ${server} (wave ${wave(server)}) first.`);
    }
  }
  for (const { steps } of plan.waves)
    for (const { service, after } of steps)
      for (const server of after)
        if (wave(server) === 0 || wave(server) >= wave(service))
          wrong.push(`${service} waits for ${server}, which comes no earlier.`);

  const last = plan.waves.length;
  if (last > 0 && !waveOf.has(plan.target)) wrong.push(`The target ${plan.target} is not in its plan.`);
  for (const [service, at] of waveOf)
    if (service !== plan.target && at >= wave(plan.target) && !looped(service, plan.target))
      wrong.push(`${service} comes no earlier than the target.`);
  for (const cycle of plan.cycles.filter(({ inPlan }) => inPlan)) {
    const used = new Set(cycle.services.map(wave));
    if (Math.max(...used) - Math.min(...used) + 1 !== used.size)
      wrong.push(`The waves of the cycle of ${cycle.services.join(', ')} are not consecutive.`);
  }
  return wrong;
}

/** What a service reaches, itself left out unless it stands in a loop; worked out once for each service asked for. */
function reachability(pairs: readonly { client: ServiceId; server: ServiceId }[]) {
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
