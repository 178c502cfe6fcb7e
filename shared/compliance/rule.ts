import type { Service, ServiceId } from '../model/map.ts';
import type { RegionRule, ServiceAttribute } from '../model/regions.ts';
import type { TimeWindow } from '../model/time.ts';
import { AftermapError } from '../failure.ts';
import { fits } from './pattern.ts';
import { heldIn, selects } from './phases.ts';

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
 * The services that the rule governs in a window in which none of them comes or goes: those that fit every selector which the
 * rule has; undefined: all, for it has none. A service is named by its id, by its name or by a pattern.
 * @throws AftermapError `usage` where a name fits none of `known`.
 */
export function governedBy(
  rule: RegionRule,
  known: readonly Pick<Service, 'id' | 'name'>[],
  attributes: readonly ServiceAttribute[],
  window: TimeWindow,
): ReadonlySet<ServiceId> | undefined {
  const carrying = (kind: ServiceAttribute['kind']) =>
    attributes
      .filter((one) => one.kind === kind && selects(rule, one) && heldIn(one, window))
      .map((one) => one.service);
  const selected = [
    ...(rule.services ? [named(rule, rule.services, known)] : []),
    ...(rule.dataClasses ? [carrying('data_class')] : []),
    ...(rule.tenants ? [carrying('tenant')] : []),
  ].map((ids) => new Set(ids));
  const [first, ...others] = selected;
  return first && new Set([...first].filter((id) => others.every((ids) => ids.has(id))));
}

function named(rule: RegionRule, patterns: readonly string[], known: readonly Pick<Service, 'id' | 'name'>[]) {
  return patterns.flatMap((pattern) => {
    const found = known.filter((service) => isCalled(service, pattern));
    if (found.length > 0) return found.map(({ id }) => id);
    throw new AftermapError(
      'usage',
      `Rule “${rule.name}” names the service “${pattern}”, which the case does not know.`,
      'Write the service as its id or its name in the service tree, or with * for any text.',
    );
  });
}

/** Whether the pattern fits the id or the name of the service. */
export function isCalled({ id, name }: Pick<Service, 'id' | 'name'>, pattern: string): boolean {
  return fits(pattern, id) || fits(pattern, name);
}
