import type { DuckDBConnection } from '@duckdb/node-api';
import { groupBy } from '../../../shared/graph/group.ts';
import { byId } from '../../../shared/graph/graph.ts';
import type { HeartbeatLanes } from '../../../shared/model/heartbeats.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { caseSpan } from './window.ts';

/** The beats and acts of every emitter over a window (unset: the whole case), in at most so many buckets of one width. */
export async function readHeartbeatLanes(
  connection: DuckDBConnection,
  asked: TimeWindow | undefined,
  most: number,
): Promise<HeartbeatLanes> {
  const window = asked ?? (await caseSpan(connection)) ?? { from: 0, to: 1 };
  const step = Math.max(1, Math.ceil((window.to - window.from) / most));
  const buckets = Math.ceil((window.to - window.from) / step);
  const place = { ...window, step };
  const beats = groupBy(await query<BeatRow>(connection, sql.heartbeat_lane_beats, place), ({ runtime }) => runtime);
  const acts = groupBy(await query<ActRow>(connection, sql.heartbeat_lane_acts, place), ({ runtime }) => runtime);
  const filled = (counts: readonly (readonly [number, number])[]) => {
    const byBucket = new Map(counts);
    return Array.from({ length: buckets }, (_, bucket) => byBucket.get(bucket) ?? 0);
  };
  const lanes = [...new Set([...beats.keys(), ...acts.keys()])].sort(byId).map((runtime) => {
    const done = acts.get(runtime) ?? [];
    return {
      runtime,
      beats: filled((beats.get(runtime) ?? []).map((row) => [row.bucket, row.beats])),
      lookups: filled(done.map((row) => [row.bucket, row.lookups])),
      connections: filled(done.map((row) => [row.bucket, row.connections])),
    };
  });
  return { window, step, lanes };
}

interface BeatRow {
  readonly runtime: string;
  readonly bucket: number;
  readonly beats: number;
}

interface ActRow {
  readonly runtime: string;
  readonly bucket: number;
  readonly lookups: number;
  readonly connections: number;
}
