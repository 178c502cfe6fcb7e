import type { DuckDBConnection } from '@duckdb/node-api';
import { byId } from '../../../shared/graph/graph.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import type { Receiver, ReceiverUse } from '../../../shared/model/countermeasure.ts';
import type { Runtime, Silence } from '../../../shared/model/heartbeats.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import type { Candidate, Sign, SilentSender } from '../../../shared/recovery/sender.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import { readHeartbeats } from './heartbeats.ts';

/** The runtimes of services that fell silent in a window, by the usual thresholds, with who counted on them and who might take over. */
export async function readSilentSenders(
  connection: DuckDBConnection,
  window: TimeWindow,
): Promise<readonly SilentSender[]> {
  const { silences, runtimes } = await readHeartbeats(connection, { window });
  const owned = silences.flatMap(ownedSilence);
  if (owned.length === 0) return [];
  const asked = JSON.stringify(
    owned.map(({ emitter: name, service, from, to }, nth) => ({ nth, name, service, from, to })),
  );
  const uses = await query<UseRow>(connection, sql.sender_uses, { silences: asked, ...window });
  const candidates = await query<CandidateRow>(connection, sql.stand_ins, { silences: asked });
  const instances = await query<InstanceRow>(connection, sql.runtime_instances, { ...window });
  const serviceOf = new Map(runtimes.map(({ name, services }: Runtime) => [name, services.at(-1) ?? null]));
  return owned.map((silence, nth) => ({
    ...silence,
    instances: instances
      .filter(({ name, service }) => name === silence.emitter && service === silence.service)
      .map(({ instance }) => instance),
    receivers: receiversOf(
      uses.filter((use) => use.nth === nth && use.service !== silence.service),
      serviceOf,
    ),
    candidates: candidatesOf(candidates.filter((candidate) => candidate.nth === nth)),
  }));
}

function ownedSilence({ service, verdict, ...silence }: Silence) {
  return service === null || verdict === 'removed' ? [] : [{ ...silence, service, verdict }];
}

function receiversOf(rows: readonly UseRow[], serviceOf: ReadonlyMap<string, ServiceId | null>): Receiver[] {
  const named = rows.map((row) => {
    const service = row.service ?? serviceOf.get(row.runtime ?? '') ?? null;
    return { service, name: service ?? row.runtime ?? '', use: useOf(row) };
  });
  return [...groupBy(named, ({ name }) => name)]
    .map(([name, own]) => ({ service: own[0]?.service ?? null, name, uses: byWay(own.map(({ use }) => use)) }))
    .sort((a, b) => byId(a.name, b.name));
}

/** One use a way: instances of one service that listen are one receiver. */
const byWay = (uses: readonly ReceiverUse[]): ReceiverUse[] =>
  [...groupBy(uses, ({ way }) => way).values()].map((same) => same.reduce(bothUses));

function bothUses(a: ReceiverUse, b: ReceiverUse): ReceiverUse {
  const later = a.within > 0 === b.within > 0 ? b.last > a.last : b.within > 0;
  return { ...(later ? b : a), count: a.count + b.count, within: a.within + b.within };
}

function useOf({ way, uses: count, within, last, evidence_id: source, path, line }: UseRow): ReceiverUse {
  return { way, count, within, last, citation: { source, path, line } };
}

function candidatesOf(rows: readonly CandidateRow[]): Candidate[] {
  return [...groupBy(rows, ({ instance }) => instance)].flatMap(([instance, own]) =>
    own.slice(0, 1).map(({ region, names, ...row }) => ({
      instance,
      region,
      names: [instance, ...names.split('\n')],
      held: { source: row.held_evidence_id, path: row.held_path, line: row.held_line },
      runtime: own.find(({ beats_as }) => beats_as !== null)?.beats_as ?? null,
      signs: own.flatMap(signOf),
    })),
  );
}

function signOf({ way, times: count, evidence_id: source, path, line }: CandidateRow): Sign[] {
  return way === null ? [] : [{ way, count, citation: { source, path, line } }];
}

interface UseRow extends Pick<ReceiverUse, 'way' | 'within' | 'last'> {
  readonly nth: number;
  readonly service: ServiceId | null;
  readonly runtime: string | null;
  readonly uses: number;
  readonly evidence_id: number;
  readonly path: string;
  readonly line: number;
}

interface CandidateRow extends Pick<Candidate, 'instance' | 'region'> {
  readonly nth: number;
  readonly names: string;
  readonly held_evidence_id: number;
  readonly held_path: string;
  readonly held_line: number;
  readonly way: Sign['way'] | null;
  readonly beats_as: string | null;
  readonly times: number;
  readonly evidence_id: number;
  readonly path: string;
  readonly line: number;
}

interface InstanceRow {
  readonly name: string;
  readonly service: ServiceId;
  readonly instance: string;
}
