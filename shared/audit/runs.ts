import { connectionsOf } from '../map/follow.ts';
import { pairKey } from '../map/pairs.ts';
import type { Dependency } from '../model/map.ts';
import type { AuditFacts } from './facts.ts';

/**
 * Whether a log that would show a dependency runs in the window, by how it was seen at another time: a DNS log that hears the client for lookups; for
 * connections a socket log of the client, or one of the server if such a log showed the pair before (behind a translator it shows somebody else).
 */
export function logRuns({ dnsCovered, socketCovered, atServers }: AuditFacts, shown: Dependency): boolean {
  const { client, server, lookups, failures } = shown;
  return (
    (lookups + failures > 0 && dnsCovered.has(client)) ||
    (connectionsOf(shown) > 0 &&
      (socketCovered.has(client) || (socketCovered.has(server) && atServers.has(pairKey(shown)))))
  );
}
