import type { InstanceDependency } from '../../model/map.ts';
import { toIso } from '../../model/time.ts';
import { csvText } from './csv.ts';

/** The instance-to-instance map as CSV: services by id, instances, lookups of the window, first_seen and last_seen (ISO 8601, UTC). */
export function instancesToCsv(instances: readonly InstanceDependency[]): string {
  const columns = ['client', 'client_instance', 'server', 'server_instance', 'lookups', 'first_seen', 'last_seen'];
  const rows = instances.map((pair) => [
    pair.client,
    pair.clientInstance,
    pair.server,
    pair.serverInstance,
    pair.lookups,
    toIso(pair.firstSeen),
    toIso(pair.lastSeen),
  ]);
  return csvText([columns, ...rows]);
}
