import type { DuckDBConnection } from '@duckdb/node-api';
import { AftermapError } from '../../../shared/failure.ts';
import { cyclesOf } from '../../../shared/graph/condense.ts';
import { groupBy } from '../../../shared/graph/group.ts';
import { graphOfMap } from '../../../shared/map/follow.ts';
import type { DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import type { Pair, Place, Plan, PlanQuestion } from '../../../shared/model/plan.ts';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { planRestart } from '../../../shared/recovery/plan-restart.ts';
import { query } from '../database/query.ts';
import { sql } from '../sql/catalogue.ts';
import type { SilentSender } from '../../../shared/recovery/sender.ts';
import { readSilentSenders } from './senders.ts';
import type { Investigation } from './investigation.ts';

/** The plan of a question whose services are ids, from what was found at its window; `called` gives silent senders other names. */
export async function planFrom(
  connection: DuckDBConnection,
  found: Investigation,
  question: PlanQuestion,
  called: (senders: readonly SilentSender[]) => readonly SilentSender[] = (senders) => senders,
): Promise<Plan> {
  const { map, window } = found;
  const { service: target, scope = 'failing', ...options } = question;
  refuseUnknownRegions(map, options.whatIf?.without?.regions ?? []);
  const places = await readPlaces(connection, window);
  const ttl = await readTtl(connection, map, window);
  const senders = called(await readSilentSenders(connection, window));
  return planRestart({ ...options, ...found, target, scope, places, ttl, senders });
}

/** The instances of each service by region, as the inventories hold them in the window. */
async function readPlaces(
  connection: DuckDBConnection,
  { from, to }: TimeWindow,
): Promise<ReadonlyMap<ServiceId, readonly Place[]>> {
  const rows = await query<{ service: string; region: string; instance: string }>(connection, sql.plan_instances, {
    from,
    to,
  });
  const services = groupBy(rows, ({ service }) => service);
  return new Map(
    [...services].map(([service, own]) => [
      service,
      [...groupBy(own, ({ region }) => region)].map(([region, list]) => ({
        region,
        instances: list.map(({ instance }) => instance),
      })),
    ]),
  );
}

/** For how long answers may be kept, of the dependencies within cycles; no other is ever broken. */
async function readTtl(
  connection: DuckDBConnection,
  map: DependencyMap,
  { to }: TimeWindow,
): Promise<readonly (Pair & { seconds: number })[]> {
  const services = cyclesOf(graphOfMap(map)).flat();
  if (services.length === 0) return [];
  return query<Pair & { seconds: number }>(connection, sql.answer_ttl, { services: services.join('\n'), to });
}

function refuseUnknownRegions(map: DependencyMap, regions: readonly string[]): void {
  const known = [...new Set(map.services.flatMap((service) => service.regions))].sort();
  for (const region of regions)
    if (!known.includes(region))
      throw new AftermapError(
        'usage',
        `No service runs in a region "${region}" in the window.`,
        known.length > 0 ? `The regions are ${known.join(', ')}.` : 'The inventories of the case name no region.',
      );
}
