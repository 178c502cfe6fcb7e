import type { DuckDBConnection } from '@duckdb/node-api';
import type { LogEvidence } from '../../../shared/diagnosis/diagnose.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { MINUTE, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { cutWindow } from './window.ts';

/** Which services the DNS logs hear in a window, of which a socket log runs in it, and how the failed lookups in it ended. */
export async function readLogEvidence(connection: DuckDBConnection, window: TimeWindow): Promise<LogEvidence> {
  const { from, to, head, tail, minute_from, minute_to } = cutWindow(window);
  const heard = await query<{ id: ServiceId; covered: boolean }>(connection, sql.covered_services, {
    minute_from: Math.floor(from / MINUTE),
    minute_to: Math.ceil(to / MINUTE),
  });
  const failures = await query<LogEvidence['failures'][number]>(connection, sql.failures_between, {
    from,
    to,
    head,
    tail,
    minute_from,
    minute_to,
  });
  const sockets = await query<{ id: ServiceId; covered: boolean }>(connection, sql.socket_covered_services, {
    from,
    to,
  });
  const byService = (rows: typeof heard) => new Map(rows.map(({ id, covered }) => [id, covered]));
  return { heard: byService(heard), sockets: byService(sockets), failures };
}
