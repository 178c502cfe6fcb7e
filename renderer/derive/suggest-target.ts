import { groupBy } from '../../shared/graph/group.ts';
import type { Health } from '../../shared/model/health.ts';
import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';

/**
 * The service to begin with: a failing one that no failing service depends on, the one with most dependencies first;
 * where none failed, a service that nothing depends on. Null for an empty map.
 */
export function suggestTarget(map: DependencyMap, health: Health): ServiceId | null {
  const clients = groupBy(map.dependencies, ({ client }) => client);
  const callers = groupBy(map.dependencies, ({ server }) => server);
  const failing = new Set(health.intervals.map(({ service }) => service));
  const fanOut = (service: ServiceId): number => clients.get(service)?.length ?? 0;
  const known = [...new Set(map.dependencies.flatMap(({ client, server }) => [client, server]))];
  const noticed = known.filter(
    (service) => failing.has(service) && !callers.get(service)?.some(({ client }) => failing.has(client)),
  );
  const inLoop = known.filter((service) => failing.has(service));
  const outer = known.filter((service) => !callers.has(service));
  const candidates = [noticed, inLoop, outer, known].find((list) => list.length > 0) ?? [];
  return candidates.toSorted((a, b) => fanOut(b) - fanOut(a) || (a < b ? -1 : 1))[0] ?? map.services[0]?.id ?? null;
}
