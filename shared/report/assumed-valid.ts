import type { Diagnosis } from '../model/diagnosis.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import type { Plan } from '../model/plan.ts';
import type { RegionReport } from '../model/regions.ts';
import { namesFrom } from '../map/names.ts';
import { firstFew } from '../map/words.ts';

/** A service, and whether (or for how many of its instances) nobody said that it was so at all times that are looked at. */
export interface MaybeAssumed {
  readonly id: ServiceId;
  readonly name: string;
  readonly assumedValid?: boolean | number | undefined;
}

/** Why something is assumed valid. */
export const WHY_ASSUMED_VALID = 'from snapshots that do not say since when or how long';

type Result = Pick<DependencyMap, 'dependencies'> | Diagnosis | Plan | RegionReport;

/** Which of the services that a result speaks of are assumed valid, in a sentence; none where none is. */
export function assumedValid(services: readonly MaybeAssumed[], result: Result): readonly string[] {
  const ids = new Set(servicesIn(result));
  const name = namesFrom(services);
  const names = services.filter(({ id, assumedValid: so }) => so && ids.has(id)).map(({ id }) => name(id));
  return names.length === 0 ? [] : [`Assumed valid, ${WHY_ASSUMED_VALID}: ${firstFew(names)}.`];
}

function servicesIn(result: Result): readonly ServiceId[] {
  if ('origins' in result)
    return [...result.failing, ...result.origins.flatMap(({ path }) => path.map(({ service }) => service))];
  if ('waves' in result) return result.waves.flatMap(({ steps }) => steps.map(({ service }) => service));
  if ('rows' in result) return [result.target, ...result.rows.map(({ service }) => service)];
  return result.dependencies.flatMap(({ client, server }) => [client, server]);
}
