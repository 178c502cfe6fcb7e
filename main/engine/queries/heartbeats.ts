import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  Activity,
  DoubtFacts,
  Gap,
  HeartbeatFacts,
  OwnerFacts,
  PairFacts,
  ValidityFacts,
} from '../../../shared/heartbeat/facts.ts';
import { heartbeatsOf, observe, silencesOf, type Observed } from '../../../shared/heartbeat/heartbeats.ts';
import { fewestMissed, fewestReceived, thresholdsOf } from '../../../shared/heartbeat/thresholds.ts';
import { lookFor } from '../../../shared/heartbeat/verdict.ts';
import type { Citation } from '../../../shared/model/evidence.ts';
import type { Heartbeats, HeartbeatThresholds, KnownAs, Silence } from '../../../shared/model/heartbeats.ts';
import { NO_TIME, type TimeWindow } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { caseSpan } from './window.ts';

export interface HeartbeatQuestion {
  readonly window?: TimeWindow | undefined;
  readonly thresholds?: { readonly [K in keyof HeartbeatThresholds]?: HeartbeatThresholds[K] | undefined } | undefined;
}

/** Who heard whom in a window (unset: the whole case), who fell silent, and what other evidence says of it. */
export async function readHeartbeats(connection: DuckDBConnection, question: HeartbeatQuestion): Promise<Heartbeats> {
  const window = question.window ?? (await caseSpan(connection)) ?? NO_TIME;
  const thresholds = thresholdsOf(chosen(question.thresholds));
  const facts = await readFacts(connection, window, thresholds);
  const observed = observe(facts, thresholds);
  return heartbeatsOf(observed, await readSilences(connection, observed, facts), facts, { window, thresholds });
}

/** The silences of the whole case by the usual thresholds. */
export async function readAllSilences(connection: DuckDBConnection): Promise<readonly Silence[]> {
  const thresholds = thresholdsOf();
  const facts = await readFacts(connection, { from: 0, to: 1 }, thresholds);
  return readSilences(connection, observe(facts, thresholds), facts);
}

function chosen(thresholds: HeartbeatQuestion['thresholds'] = {}): Partial<HeartbeatThresholds> {
  return Object.fromEntries(Object.entries(thresholds).filter(([, value]) => value !== undefined));
}

async function readSilences(
  connection: DuckDBConnection,
  observed: Observed,
  facts: HeartbeatFacts,
): Promise<readonly Silence[]> {
  if (observed.quiet.length === 0) return [];
  const looks = observed.quiet.map((quiet, nth) => ({ nth, ...lookFor(quiet) }));
  const rows = await query<ActivityRow>(connection, sql.heartbeat_activity, {
    silences: JSON.stringify(looks),
    names: JSON.stringify([...new Set(looks.map(({ name }) => name))]),
    from: looks.reduce((first, { earlier }) => Math.min(first, earlier), Infinity),
    to: looks.reduce((last, { to }) => Math.max(last, to), -Infinity),
  });
  const activities = observed.quiet.map((_, nth) => rows.filter((row) => row.nth === nth).map(activityOf));
  return silencesOf(observed, facts, activities);
}

async function readFacts(
  connection: DuckDBConnection,
  window: TimeWindow,
  thresholds: HeartbeatThresholds,
): Promise<HeartbeatFacts> {
  const pairs = await query<PairRow>(connection, sql.heartbeat_pairs, { from: window.from, to: window.to });
  if (pairs.length === 0) return { pairs: [], gaps: [], owners: [], validity: [], doubts: [] };
  const fewest = fewestReceived(thresholds);
  const most = fewestMissed(thresholds) - 1;
  const gaps = await query<GapRow>(connection, sql.heartbeat_gaps, { most, fewest });
  const owners = await query<OwnerRow>(connection, sql.runtime_owners);
  const validity = await query<ValidityRow>(connection, sql.runtime_validity);
  return {
    pairs: pairs.map(pairOf),
    gaps: gaps.map(gapOf),
    owners: owners.map(({ rank, ...owner }) => ({ ...owner, knownAs: rank === null ? null : (RANKS[rank] ?? null) })),
    validity: validity.map(({ evidence_id: source, path, line, ...record }) => ({
      ...record,
      citation: { source, path, line },
    })),
    doubts: await query<DoubtFacts>(connection, sql.runtime_doubts),
  };
}

const RANKS: Readonly<Record<number, KnownAs>> = { 1: 'instance', 2: 'source', 3: 'address', 4: 'service' };

interface PairRow extends Pick<PairFacts, 'pair' | 'emitter' | 'detector' | 'received' | 'missed' | 'unsent'> {
  readonly period: number | null;
  readonly told_by: PairFacts['intervalFrom'];
  readonly lost_on_way: number;
  readonly heard_from: number;
  readonly last_beat: number;
  readonly heard_to: number;
}

function pairOf({ pair, emitter, detector, received, missed, unsent, ...row }: PairRow): PairFacts {
  return {
    pair,
    emitter,
    detector,
    interval: row.period,
    intervalFrom: row.told_by,
    received,
    missed,
    lostOnTheWay: row.lost_on_way,
    unsent,
    firstBeat: row.heard_from,
    lastBeat: row.last_beat,
    heardTo: row.heard_to,
  };
}

interface GapRow extends Pick<Gap, 'pair' | 'to' | 'missed' | 'step' | 'restarted' | 'before' | 'after'> {
  readonly last_beat: number;
  readonly last: boolean;
  readonly lost_on_way: number | null;
  readonly evidence_id: number;
  readonly line: number;
  readonly path: string;
  readonly next_evidence_id: number | null;
  readonly next_line: number | null;
  readonly next_path: string | null;
}

function gapOf({ pair, to, missed, step, restarted, before, after, ...row }: GapRow): Gap {
  return {
    pair,
    lastBeat: row.last_beat,
    to,
    isLast: row.last,
    missed,
    step,
    lostOnTheWay: row.lost_on_way,
    restarted,
    before,
    after,
    last: { source: row.evidence_id, path: row.path, line: row.line },
    next: cited(row.next_evidence_id, row.next_path, row.next_line),
  };
}

interface OwnerRow extends Omit<OwnerFacts, 'knownAs'> {
  readonly rank: number | null;
}

interface ValidityRow extends Omit<ValidityFacts, 'citation'> {
  readonly evidence_id: number;
  readonly path: string;
  readonly line: number;
}

interface ActivityRow extends Pick<Activity, 'what' | 'before' | 'within' | 'first' | 'last'> {
  readonly nth: number;
  readonly goes_on: boolean | null;
  readonly path: string | null;
  readonly evidence_id: number | null;
  readonly line: number | null;
}

function activityOf({ what, before, within, first, last, goes_on, ...row }: ActivityRow): Activity {
  return {
    what,
    before,
    within,
    first,
    last,
    goesOn: goes_on ?? false,
    citation: cited(row.evidence_id, row.path, row.line),
  };
}

function cited(source: number | null, path: string | null, line: number | null): Citation | null {
  return source === null || path === null || line === null ? null : { source, path, line };
}
