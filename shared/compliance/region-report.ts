import { namesFrom } from '../map/names.ts';
import type { DependencyMap, Service, ServiceId } from '../model/map.ts';
import type { RegionReport, RegionRule, ServiceAttribute } from '../model/regions.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId, edgesOf, graphOf, reversed } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { reach } from '../graph/reach.ts';
import { certainGraph } from '../map/follow.ts';
import { ordersFrom } from '../map/reach.ts';
import { heardAs, observer, ordersBeyond, type Coverage } from './observability.ts';
import { judge } from './offences.ts';
import type { Phase } from './phases.ts';
import { flowsOf, rowOf } from './rows.ts';
import { governedBy, UNKNOWN_REGION } from './rule.ts';
import { checkRule } from './rule-check.ts';
import { dependentsIn, violationsOf } from './violations.ts';

export type RegionInput = {
  readonly map: DependencyMap;
  readonly target: ServiceId;
  readonly window: TimeWindow;
  readonly rules: readonly RegionRule[];
  /** The lookups of the window by region, in the phases of the rules. */
  readonly phases: readonly Phase[];
  /** The services that a rule may name: all of the case. */
  readonly known: readonly Pick<Service, 'id' | 'name'>[];
  readonly attributes: readonly ServiceAttribute[];
  readonly coverage: Coverage;
};

/**
 * Where the services that the target reaches were processed: for each, its lookups in the window by the target and by
 * every service that the target reaches, per region of the answers; the same lookups from region to region; what is against
 * the rules; and what the logs could not have shown, services that it reached at other times included. Rows by order, then by name.
 * @throws AftermapError `usage` where a rule names a service that is not known.
 */
export function regionReport(input: RegionInput): RegionReport {
  const { map, target, window, phases, known, attributes, coverage } = input;
  const orders = ordersFrom(map, target);
  const inside = new Set(orders.keys());
  const name = namesFrom(known);
  const seen = phases.flatMap((phase) => phase.seen);
  const calls = seen.filter(
    ({ client, server, lookups }) => lookups > 0 && inside.has(client) && inside.has(server) && server !== target,
  );
  const callsOf = groupBy(calls, ({ server }) => server);
  const attributesOf = groupBy(attributes, ({ service }) => service);
  const parents = new Map(map.services.map(({ id, parent }) => [id, parent]));
  const beyond = ordersBeyond(map, target, coverage);
  const observe = observer(map, seen, new Set(beyond.keys()), coverage, name);
  const rows = [...beyond]
    .filter(([service]) => service !== target)
    .map(([service, order]) =>
      rowOf({
        service,
        order,
        parent: parents.get(service) ?? null,
        calls: callsOf.get(service) ?? [],
        attributes: attributesOf.get(service) ?? [],
        window,
        observability: observe(service),
      }),
    )
    .sort((a, b) => a.order - b.order || byId(name(a.service), name(b.service)));
  return {
    target,
    window,
    logs: heardAs(coverage, target),
    regions: [...new Set(calls.map(({ region }) => region))].sort(byId),
    rows,
    flows: flowsOf(calls),
    ...judgeRules(input, inside, name),
    rules: input.rules,
    lookups: map.lookups,
  };
}

function judgeRules(
  { map, window, phases, rules, known, attributes, coverage }: RegionInput,
  inside: ReadonlySet<ServiceId>,
  name: (id: ServiceId) => string,
): Pick<RegionReport, 'violations' | 'exceptions' | 'checks'> {
  const graph = graphOf(inside, edgesOf(certainGraph(map)));
  const dependents = dependentsIn(reversed(graph));
  const seen = phases.flatMap((phase) => phase.seen).filter(({ client }) => inside.has(client));
  const flows = phases
    .flatMap((phase) => phase.seen)
    .flatMap(({ region, from }) => (from === null ? [region] : [region, from]));
  const regions = [...new Set([...map.services.flatMap((service) => service.regions), ...flows, UNKNOWN_REGION])].sort(
    byId,
  );
  const judged = rules.map((rule) => {
    const concerns = (client: ServiceId, server: ServiceId, governed: ReadonlySet<ServiceId> | undefined) =>
      governed === undefined ||
      [...dependents(client).before.keys()].some((service) => service !== server && governed.has(service));
    const { offences, exceptions } = judge(rule, { window, phases, inside, known, attributes, concerns });
    const { violations, unlisted } = violationsOf(rule, offences, dependents);
    const check = checkRule({
      rule,
      governed: governedBy(rule, known, attributes, window),
      inside,
      seen,
      heard: coverage.heard,
      reached: (service) => reach(graph, service).keys(),
      name,
      regions,
      violations: violations.length,
      unlisted,
    });
    return { violations, exceptions, check };
  });
  return {
    violations: judged.flatMap(({ violations }) => violations),
    exceptions: judged.flatMap(({ exceptions }) => exceptions),
    checks: judged.map(({ check }) => check),
  };
}
