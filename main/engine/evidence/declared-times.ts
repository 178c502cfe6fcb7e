import type { DuckDBConnection } from '@duckdb/node-api';
import { counted } from '../../../shared/map/words.ts';
import type { DateOrder, Declaration } from '../../../shared/model/evidence.ts';
import { RAW_COLUMNS, type Table } from '../adapters/adapter.ts';
import { declare } from '../database/declare.ts';
import { execute, query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** Connections on which `moment` was ever declared otherwise than they were opened with. */
const withOwnMoment = new WeakSet<DuckDBConnection>();

/** What the times of raw rows leave open. */
export interface RawTimes {
  readonly zoneless: boolean;
  /** What was assumed of them, in words. */
  readonly assumed: readonly string[];
}

/** Lets the times of the file that is read next be taken as they were declared. */
export async function declareTimes(connection: DuckDBConnection, declared: Declaration): Promise<void> {
  const { zone = 'UTC', utcIsLocal = false, skew } = declared;
  await declare(connection, sql.declare_zone, { zone });
  await declare(connection, sql.declare_utc_is_local, { local: utcIsLocal });
  await declare(connection, sql.declare_skew, { skew: skew ? Math.round(skew * 1e6) : null });
}

/**
 * Looks at the times of the raw rows in hand. Where there are dates of numbers alone, their order is that which was declared, else that which
 * all of them can have; where both fit, it is assumed: month first with AM and PM, else day first.
 */
export async function lookAtTimes(
  connection: DuckDBConnection,
  table: Table,
  declared: Declaration,
): Promise<RawTimes> {
  // Events have a time, inventories a validity.
  const times = RAW_COLUMNS[table].some((name) => name === 'timestamp') ? 'raw_time' : 'raw_validity';
  const found = (await query<{ zoneless: boolean; numeric: boolean }>(connection, ofTimes('sample_times', times)))[0];
  const { order, assumed } = found?.numeric
    ? await orderOf(connection, times, declared.dateOrder)
    : { order: null, assumed: [] };
  await declare(connection, sql.declare_date_order, { order });
  const asGiven = order === null && !declared.utcIsLocal && !declared.skew;
  if (!asGiven) withOwnMoment.add(connection);
  if (withOwnMoment.has(connection)) await execute(connection, asGiven ? sql.moment : sql.declare_moment);
  const changes = declared.zone === undefined ? [] : await clockChanges(connection, times, declared.zone);
  return { zoneless: found?.zoneless ?? false, assumed: [...assumed, ...changes] };
}

type Times = 'raw_time' | 'raw_validity';

/** The text of a query over the times of the raw rows. */
function ofTimes(name: 'sample_times' | 'date_orders' | 'clock_changes', times: Times): string {
  return sql[name].replaceAll('{times}', times);
}

interface ClockChanges {
  readonly never: number;
  readonly first_never: string | null;
  readonly twice: number;
  readonly first_twice: string | null;
}

/** What was assumed of local times in the hours in which the clocks of their zone were changed, in words. */
async function clockChanges(connection: DuckDBConnection, times: Times, zone: string): Promise<readonly string[]> {
  const found = (await query<ClockChanges>(connection, ofTimes('clock_changes', times)))[0];
  return [
    ...(found && found.twice > 0
      ? [
          `the second pass of ${counted(found.twice, 'time')} that the clocks of ${zone} showed twice (the first: ${found.first_twice ?? ''})`,
        ]
      : []),
    ...(found && found.never > 0
      ? [
          `the time before the clocks of ${zone} were set on, of ${counted(found.never, 'time')} that they never showed (the first: ${found.first_never ?? ''}): is the zone right`,
        ]
      : []),
  ];
}

interface Orders {
  readonly day_first: boolean;
  readonly month_first: boolean;
  readonly halves: boolean;
  readonly any_date: boolean;
}

async function orderOf(
  connection: DuckDBConnection,
  times: Times,
  declared: DateOrder | undefined,
): Promise<{ readonly order: DateOrder; readonly assumed: readonly string[] }> {
  if (declared !== undefined) return { order: declared, assumed: [] };
  const seen = (await query<Orders>(connection, ofTimes('date_orders', times)))[0];
  if (!seen?.any_date) return { order: 'day-month', assumed: [] };
  if (seen.day_first !== seen.month_first) return { order: seen.day_first ? 'day-month' : 'month-day', assumed: [] };
  const order = seen.halves ? 'month-day' : 'day-month';
  return { order, assumed: [order === 'day-month' ? 'dates day first' : 'dates month first'] };
}

/** The zone that was assumed, in words. */
export function assumedZone(zoneless: boolean, { zone }: Declaration): readonly string[] {
  return zoneless && zone === undefined ? ['time zone UTC'] : [];
}
