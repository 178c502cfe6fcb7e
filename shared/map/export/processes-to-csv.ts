import type { ProcessDependency } from '../../model/map.ts';
import { toIso } from '../../model/time.ts';
import { csvText } from './csv.ts';

/** The process-to-process map as CSV: services by id, instances, processes and pids (empty where unknown), port, connections, first_seen and last_seen (ISO 8601, UTC). */
export function processesToCsv(processes: readonly ProcessDependency[]): string {
  const columns =
    'client,client_instance,client_process,client_pid,server,server_instance,server_process,server_pid,server_port,protocol,connections,first_seen,last_seen';
  const rows = processes.map((pair) => [
    pair.client,
    pair.clientInstance,
    pair.clientProcess ?? '',
    pair.clientPid ?? '',
    pair.server,
    pair.serverInstance,
    pair.serverProcess ?? '',
    pair.serverPid ?? '',
    pair.serverPort,
    pair.protocol,
    pair.connections,
    toIso(pair.firstSeen),
    toIso(pair.lastSeen),
  ]);
  return csvText([columns.split(','), ...rows]);
}
