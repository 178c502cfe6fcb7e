import type { DependencyMap } from '../../../shared/model/map.ts';
import type { RegionalDependency, RegionReport, RegionRule, ServiceAttribute } from '../../../shared/model/regions.ts';
import type { Coverage } from '../../../shared/compliance/observability.ts';
import type { Phase } from '../../../shared/compliance/phases.ts';
import { phasesOf } from '../../../shared/compliance/phases.ts';
import { regionReport } from '../../../shared/compliance/region-report.ts';
import { mapOf, WINDOW } from '../map/map-of.ts';

interface Options {
  readonly rules?: readonly RegionRule[];
  readonly attributes?: readonly ServiceAttribute[];
  readonly coverage?: Partial<Coverage>;
  /** The region that each client asks from; Home where it is not given. */
  readonly asked?: Readonly<Record<string, string>>;
  /** What was seen beside the map, e.g. contested lookups by region. */
  readonly besides?: readonly RegionalDependency[];
  /** Of each phase, how much of the lookups of the map it has; all in the first unless given. */
  readonly shares?: readonly number[];
  /** Services of the case that the map does not hold. */
  readonly others?: readonly string[];
}

/** The report about a map in a few words (see mapOf), for the target `t`; every client is heard by a log unless said otherwise. */
export function reportOf(described: string | DependencyMap, options: Options = {}): RegionReport {
  const { rules = [], attributes = [], coverage = {}, asked = {}, besides = [], shares = [1], others = [] } = options;
  const map = typeof described === 'string' ? mapOf(described) : described;
  const seen = map.dependencies.flatMap(({ client, server, regions, firstSeen, lastSeen }) =>
    Object.entries(regions).map(([region, lookups]): RegionalDependency => {
      return { client, server, from: asked[client] ?? 'Home', region, lookups, contested: 0, firstSeen, lastSeen };
    }),
  );
  const phases = phasesOf(WINDOW, rules, attributes).map((window, at): Phase => {
    const share = shares[at] ?? 0;
    const part = seen.filter(() => share > 0).map((one) => ({ ...one, lookups: one.lookups * share }));
    return { window, seen: at === 0 ? [...part, ...besides] : part };
  });
  return regionReport({
    map,
    target: 't',
    window: WINDOW,
    rules,
    phases,
    attributes,
    known: [...map.services, ...others.map((id) => ({ id, name: `Service ${id.toUpperCase()}` }))],
    coverage: { heard: new Map(map.services.map(({ id }) => [id, true])), known: [], ...coverage },
  });
}
