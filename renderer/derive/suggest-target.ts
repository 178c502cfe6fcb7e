import { groupBy } from '../../shared/graph/group.ts';
import type { Health } from '../../shared/model/health.ts';
import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';

/**
 * The service to begin with: of those that failed with an error, the one with the most dependencies of its own; where
 * none did, of all that nothing depends on. Null for an empty map.
 */
export function suggestTarget(map: DependencyMap, health: Health): ServiceId | null {
  const clients = groupBy(map.dependencies, ({ client }) => client);
  const servers = new Set(map.dependencies.map(({ server }) => server));
  const errors = new Set(health.intervals.filter(({ status }) => status === 'error').map(({ service }) => service));
  const known = [...clients.keys()];
  const candidates = [known.filter((id) => errors.has(id)), known.filter((id) => !servers.has(id)), known];
  const fanOut = (id: ServiceId): number => clients.get(id)?.length ?? 0;
  const [first] = (candidates.find((list) => list.length > 0) ?? []).toSorted(
    (a, b) => fanOut(b) - fanOut(a) || (a < b ? -1 : 1),
  );
  return first ?? map.services[0]?.id ?? null;
}
