import type { ServiceId } from '../model/map.ts';
import type { RegionalDependency, RegionRule, RuleCheck, UncheckedService } from '../model/regions.ts';
import { byId } from '../graph/graph.ts';
import { counted, firstFew } from '../map/words.ts';
import type { Coverage } from './observability.ts';
import { nearest } from '../map/nearest.ts';
import { fits } from './pattern.ts';
import { objection, UNKNOWN_REGION } from './rule.ts';

/** What a check of a rule is made from. */
export type CheckInput = {
  readonly rule: RegionRule;
  /** Undefined: the rule governs all. */
  readonly governed: ReadonlySet<ServiceId> | undefined;
  readonly inside: ReadonlySet<ServiceId>;
  readonly seen: readonly RegionalDependency[];
  readonly heard: Coverage['heard'];
  /** All that a service reaches, itself included. */
  readonly reached: (service: ServiceId) => Iterable<ServiceId>;
  readonly name: (id: ServiceId) => string;
  /** The regions that the inventories of the case or its lookups name. */
  readonly regions: readonly string[];
  readonly violations: number;
  readonly unlisted: number;
};

/** How a rule fared, and which of what it governs could not be checked, since the logs or inventories could not have shown it. */
export function checkRule({
  rule,
  governed,
  inside,
  seen,
  heard,
  reached,
  name,
  regions,
  violations,
  unlisted,
}: CheckInput): RuleCheck {
  const all = [...(governed ?? inside)].sort(byId);
  const blind = (service: ServiceId) => heard.get(service) !== true;
  const against = seen.filter(({ region, contested }) => contested > 0 && objection(rule, region) !== undefined);
  const placeless = seen.filter(({ region, lookups }) => region === UNKNOWN_REGION && lookups > 0);
  const unchecked = all.flatMap((service): UncheckedService[] => {
    const about = (reason: UncheckedService['reason'], text: string): UncheckedService => ({ service, reason, text });
    if (!inside.has(service))
      return [about('not-in-map', `${name(service)} is not reached in the window, so nothing of it was checked`)];
    const below = governed === undefined ? [service] : [...reached(service)];
    const parts = new Set(below);
    const quiet = below.filter((id) => id !== service && blind(id));
    const unsure = against.filter(({ client }) => parts.has(client)).length;
    const nowhere = placeless.filter(({ client }) => parts.has(client)).reduce((sum, one) => sum + one.lookups, 0);
    return [
      ...(blind(service)
        ? [about('no-log', `no DNS log covers ${name(service)} in the window: what it looked up is not known`)]
        : []),
      ...(quiet.length > 0
        ? [
            about(
              'no-log-below',
              `${name(service)} reaches ${counted(quiet.length, 'service')} that no DNS log covers: ${firstFew(quiet.map(name))}`,
            ),
          ]
        : []),
      ...(unsure > 0 ? [about('contested', `contested lookups below ${name(service)} may be against the rule`)] : []),
      ...(nowhere > 0 && rule.allow === undefined
        ? [about('unknown-region', `${counted(nowhere, 'lookup')} below ${name(service)} ran in an unknown region`)]
        : []),
    ];
  });
  if (all.length === 0)
    unchecked.push({
      service: null,
      reason: 'none-governed',
      text: 'no service of the case fits what the rule governs in the window',
    });
  return {
    rule: rule.name,
    state: stateOf(violations + unlisted, all, unchecked),
    governed: all.length,
    violations,
    unlisted,
    unchecked: [...unchecked, ...noSuchRegion(rule, regions)],
  };
}

/** Patterns that fit no region: slips of the pen, or regions that are not used; either way nothing was held against them. */
function noSuchRegion({ allow = [], forbid = [], exceptions = [] }: RegionRule, regions: readonly string[]) {
  const patterns = [...allow, ...forbid, ...exceptions.flatMap((exception) => exception.regions ?? [])];
  return [...new Set(patterns)]
    .filter((pattern) => !regions.some((region) => fits(pattern, region)))
    .map((pattern): UncheckedService => {
      const near = nearest(pattern.replaceAll('*', ''), regions);
      const hint = near.length > 0 ? `; near it: ${near.join(', ')}` : '';
      return {
        service: null,
        reason: 'no-such-region',
        text: `“${pattern}” fits no region that the case knows${hint}`,
      };
    });
}

function stateOf(
  violations: number,
  all: readonly ServiceId[],
  unchecked: readonly UncheckedService[],
): RuleCheck['state'] {
  if (violations > 0) return 'broken';
  if (unchecked.length === 0) return 'kept';
  const unseen = unchecked
    .filter(({ reason }) => reason === 'not-in-map' || reason === 'no-log')
    .map(({ service }) => service);
  return all.every((service) => unseen.includes(service)) ? 'not-observable' : 'kept-as-far-as-seen';
}
