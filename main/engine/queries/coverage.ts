import type { DuckDBConnection } from '@duckdb/node-api';
import type { ServiceId } from '../../../shared/model/map.ts';
import { MINUTE, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** Services that logs of a kind cover anywhere in the case: whether one does at some time of a window. */
export type Covered = ReadonlyMap<ServiceId, boolean>;

interface Row {
  readonly id: ServiceId;
  readonly covered: boolean;
}

const byService = (rows: readonly Row[]): Covered => new Map(rows.map(({ id, covered }) => [id, covered]));

/** The services that DNS logs with answers hear. A log covers whole minutes. */
export async function readHeard(connection: DuckDBConnection, { from, to }: TimeWindow): Promise<Covered> {
  const minutes = { minute_from: Math.floor(from / MINUTE), minute_to: Math.ceil(to / MINUTE) };
  return byService(await query<Row>(connection, sql.covered_services, minutes));
}

/** The services of which a socket log of an instance runs. */
export async function readSocketLogged(connection: DuckDBConnection, { from, to }: TimeWindow): Promise<Covered> {
  return byService(await query<Row>(connection, sql.socket_covered_services, { from, to }));
}
