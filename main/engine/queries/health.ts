import type { DuckDBConnection } from '@duckdb/node-api';
import type { FailingInterval, Health } from '../../../shared/model/health.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { failingBySilence } from '../../../shared/heartbeat/health-signals.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { overlaps } from '../../../shared/model/time.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readAllSilences } from './heartbeats.ts';

interface Cited {
  readonly evidence_id: number;
  readonly line: number;
  readonly path: string;
}
type EventRow = Omit<FailingInterval, 'citation' | 'witness'> & Cited;
interface LookupRow extends Cited {
  readonly service: ServiceId;
  readonly needed: ServiceId | null;
  readonly from: number;
  readonly to: number;
  readonly uses: number;
  readonly failures: number;
  readonly step: number;
}

/**
 * Every failing interval of the case with the record that opened it, by health events and by lost heartbeats, and when which services could
 * be watched. While neither speaks of a service, the lookups of its names that failed are its health.
 */
export async function readHealth(connection: DuckDBConnection): Promise<Health> {
  const events = (await query<EventRow>(connection, sql.failing_intervals)).map(eventInterval);
  const lookups = await query<LookupRow>(connection, sql.failed_intervals);
  const watched = await query<Health['watched'][number]>(connection, sql.watch_spans);
  const silent = failingBySilence(await readAllSilences(connection));
  const told = groupBy([...watched, ...silent], ({ service }) => service);
  const unmet = lookups.filter(({ needed }) => needed !== null).map(lookupInterval);
  const whole = lookups.filter(({ needed }) => needed === null).map(lookupInterval);
  const untold = [...whole, ...unmet.flatMap(partly(whole))].filter(
    (interval) => !told.get(interval.service)?.some((span) => overlaps(span, interval)),
  );
  return { intervals: [...events, ...silent, ...untold].sort((a, b) => a.from - b.from), watched, unmet };
}

/** A server that one client could not find while it was found often enough otherwise: degraded. */
function partly(whole: readonly FailingInterval[]): (unmet: FailingInterval) => FailingInterval[] {
  return (unmet) => {
    const known = whole.some((interval) => interval.service === unmet.subject && overlaps(interval, unmet));
    return known ? [] : [{ ...unmet, service: unmet.subject, status: 'degraded', asker: unmet.service }];
  };
}

function eventInterval({ evidence_id: source, line, path, ...interval }: EventRow): FailingInterval {
  return { ...interval, witness: 'events', citation: { source, path, line } };
}

function lookupInterval({ service, needed, from, to, uses, failures, step, ...cited }: LookupRow): FailingInterval {
  return {
    service,
    witness: 'lookups',
    subject: needed ?? service,
    kind: 'availability',
    status: 'error',
    from,
    to,
    after: from - step,
    sampled: true,
    severity: null,
    events: failures,
    step,
    message: `${failures} of ${uses} lookups failed`,
    citation: { source: cited.evidence_id, path: cited.path, line: cited.line },
  };
}
