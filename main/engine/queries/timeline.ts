import type { DuckDBConnection } from '@duckdb/node-api';
import type { Timeline } from '../../../shared/api.ts';
import { MINUTE, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** The whole case in at most so many buckets of whole minutes. */
export async function readTimeline(
  connection: DuckDBConnection,
  span: TimeWindow | null,
  most: number,
): Promise<Timeline> {
  if (!span) return { from: 0, step: MINUTE, lookups: [], failures: [], failing: [], connections: [] };
  const from = Math.floor(span.from / MINUTE) * MINUTE;
  const step = Math.max(1, Math.ceil((span.to - from) / MINUTE / most)) * MINUTE;
  const buckets = Math.ceil((span.to - from) / step);
  const rows = await query<{ bucket: number; lookups: number; failures: number }>(connection, sql.timeline_lookups, {
    from,
    step,
  });
  const failing = await query<{ bucket: number; failing: number }>(connection, sql.timeline_failing, {
    from,
    step,
    buckets,
  });
  const connected = await query<{ bucket: number; connections: number }>(connection, sql.timeline_connections, {
    from,
    step,
  });
  const filled = (values: readonly (readonly [number, number])[]) => {
    const byBucket = new Map(values);
    return Array.from({ length: buckets }, (_, bucket) => byBucket.get(bucket) ?? 0);
  };
  return {
    from,
    step,
    lookups: filled(rows.map((row) => [row.bucket, row.lookups])),
    failures: filled(rows.map((row) => [row.bucket, row.failures])),
    failing: filled(failing.map((row) => [row.bucket, row.failing])),
    connections: filled(connected.map((row) => [row.bucket, row.connections])),
  };
}
