import type { FailingInterval } from '../model/health.ts';
import type { Dependency } from '../model/map.ts';
import type { Place, RollingBy, Round } from '../model/plan.ts';
import { byId } from '../graph/graph.ts';
import { clock, count } from '../map/words.ts';

/**
 * In which order the regions or instances of a step go. Regions: the smallest share of the lookups first, since least
 * is lost if the restart does not hold (a canary); ties to the fewest instances. Within a region, instances that fail
 * by health events of their own go first, since nothing is lost with them; then the others, by id. An instance that
 * the inventories do not name goes with its region. Nothing where all of it goes at once.
 * @param calls the dependencies on the service
 */
export function rollingOrder(
  by: RollingBy | undefined,
  places: readonly Place[],
  calls: readonly Dependency[],
  intervals: readonly FailingInterval[],
): Round[] {
  const parts =
    by === 'region' ? places.length : places.reduce((sum, { instances }) => sum + Math.max(1, instances.length), 0);
  if (by === undefined || parts < 2) return [];
  const lookups = (region: string) => calls.reduce((sum, { regions }) => sum + (regions[region] ?? 0), 0);
  const total = places.reduce((sum, { region }) => sum + lookups(region), 0);
  const ordered = [...places].sort(
    (a, b) =>
      lookups(a.region) - lookups(b.region) || a.instances.length - b.instances.length || byId(a.region, b.region),
  );
  const why = ({ region }: Place, at: number) => {
    const share = total > 0 ? `${count(lookups(region))} of ${count(total)} lookups` : 'no lookups seen';
    if (ordered.length === 1) return 'the only region';
    return at === 0 ? `canary: ${share}` : at === ordered.length - 1 ? `most lookups: ${share}` : share;
  };
  const regions = ordered.map((place, at): Round => ({ ...place, why: why(place, at) }));
  return by === 'region' ? regions : regions.flatMap((round) => instanceRounds(round, intervals));
}

function instanceRounds(round: Round, intervals: readonly FailingInterval[]): Round[] {
  if (round.instances.length === 0) return [round];
  const since = new Map<string, number>();
  for (const { subject, from } of intervals) since.set(subject, Math.min(from, since.get(subject) ?? Infinity));
  const onset = (id: string) => since.get(id) ?? Infinity;
  const ordered = [...round.instances].sort((a, b) => (onset(a) === onset(b) ? byId(a, b) : onset(a) - onset(b)));
  return ordered.map((id, at) => {
    const failing = since.get(id);
    const own = failing === undefined ? [] : [`failing by its own events since ${clock(failing)}`];
    const words = at === 0 ? [round.why, ...own] : own.length > 0 ? own : [`region ${round.region} goes on`];
    return { region: round.region, instances: [id], why: words.join('; ') };
  });
}
