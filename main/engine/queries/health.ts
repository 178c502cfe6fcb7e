import type { DuckDBConnection } from '@duckdb/node-api';
import type { FailingInterval, Health } from '../../../shared/model/health.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

type IntervalRow = Omit<FailingInterval, 'citation'> & {
  readonly evidence_id: number;
  readonly line: number;
  readonly path: string;
};

/** Every failing interval of the case with the record that opened it, and the services that have health data at all. */
export async function readHealth(connection: DuckDBConnection): Promise<Health> {
  const rows = await query<IntervalRow>(connection, sql.failing_intervals);
  const observed = await query<{ id: string }>(connection, sql.observed_services);
  return {
    intervals: rows.map(({ evidence_id: source, line, path, ...interval }) => ({
      ...interval,
      citation: { source, path, line },
    })),
    observed: observed.map(({ id }) => id),
  };
}
