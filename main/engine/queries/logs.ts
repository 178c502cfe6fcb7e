import type { DuckDBConnection } from '@duckdb/node-api';
import type { LogEvidence } from '../../../shared/diagnosis/diagnose.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readHeard, readSocketLogged } from './coverage.ts';
import { cutWindow } from './window.ts';

/** Which services the DNS logs hear in a window, of which a socket log runs in it, and how the failed lookups in it ended. */
export async function readLogEvidence(connection: DuckDBConnection, window: TimeWindow): Promise<LogEvidence> {
  const { from, to, head, tail, minute_from, minute_to } = cutWindow(window);
  const failures = await query<LogEvidence['failures'][number]>(connection, sql.failures_between, {
    from,
    to,
    head,
    tail,
    minute_from,
    minute_to,
  });
  return {
    heard: await readHeard(connection, window),
    sockets: await readSocketLogged(connection, window),
    failures,
  };
}
