import type { Service, ServiceId } from '../model/map.ts';
import type { RegionRule } from '../model/regions.ts';
import { AftermapError } from '../failure.ts';
import { fits } from './pattern.ts';

/** The region of answers for which no inventory names one. */
export const UNKNOWN_REGION = 'unknown';

/** Why the rule does not allow a region, in words; undefined where it does. */
export function objection(rule: RegionRule, region: string): string | undefined {
  const forbidden = rule.forbid?.find((pattern) => fits(pattern, region));
  if (forbidden !== undefined) return `${region} is forbidden${forbidden === region ? '' : ` by ${forbidden}`}`;
  if (rule.allow === undefined || rule.allow.some((pattern) => fits(pattern, region))) return undefined;
  const allowed = rule.allow.length === 0 ? 'no region' : `only ${rule.allow.join(', ')}`;
  if (region === UNKNOWN_REGION) return `the region is unknown, and ${allowed} is allowed`;
  return `${allowed} is allowed, not ${region}`;
}

/**
 * The services that the rule governs; undefined: all. A service is named by its id, by its name or by a pattern.
 * @throws AftermapError `usage` where a name fits none of `known`.
 */
export function governedBy(
  rule: RegionRule,
  known: readonly Pick<Service, 'id' | 'name'>[],
): ReadonlySet<ServiceId> | undefined {
  if (rule.services === undefined) return undefined;
  const governed = rule.services.flatMap((pattern) => {
    const named = known.filter(({ id, name }) => fits(pattern, id) || fits(pattern, name));
    if (named.length > 0) return named.map(({ id }) => id);
    throw new AftermapError(
      'usage',
      `Rule “${rule.name}” names the service “${pattern}”, which the case does not know.`,
      'Write the service as its id or its name in the service tree, or with * for any text.',
    );
  });
  return new Set(governed);
}
