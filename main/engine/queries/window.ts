import type { DuckDBConnection } from '@duckdb/node-api';
import { HOUR, MINUTE, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';

/** From the first lookup or health event of the case to just after the last; null while there is none. */
export async function caseSpan(connection: DuckDBConnection): Promise<TimeWindow | null> {
  const span = (await query<{ first: number | null; last: number | null }>(connection, sql.case_span))[0];
  return span && span.first !== null && span.last !== null ? { from: span.first, to: span.last + 1 } : null;
}

/** A window cut into whole hours, whole minutes and the edges within a minute, as the parameters of the window queries. */
export interface CutWindow {
  readonly from: number;
  readonly to: number;
  /** The edges are [from, head) and [tail, to). */
  readonly head: number;
  readonly tail: number;
  readonly minute_from: number;
  readonly minute_to: number;
  readonly hour_from: number;
  readonly hour_to: number;
}

export function cutWindow({ from, to }: TimeWindow): CutWindow {
  const minuteFrom = Math.ceil(from / MINUTE);
  const minuteTo = Math.floor(to / MINUTE);
  if (minuteFrom > minuteTo) {
    return { from, to, head: to, tail: to, minute_from: 0, minute_to: 0, hour_from: 0, hour_to: 0 };
  }
  const hourFrom = Math.ceil((minuteFrom * MINUTE) / HOUR);
  const hourTo = Math.floor((minuteTo * MINUTE) / HOUR);
  const hours = hourFrom < hourTo ? { hour_from: hourFrom, hour_to: hourTo } : { hour_from: 0, hour_to: 0 };
  return {
    from,
    to,
    head: minuteFrom * MINUTE,
    tail: minuteTo * MINUTE,
    minute_from: minuteFrom,
    minute_to: minuteTo,
    ...hours,
  };
}
