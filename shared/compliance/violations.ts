import type { Dependency, DependencyMap, Service, ServiceId } from '../model/map.ts';
import type { RegionRule, Violation } from '../model/regions.ts';
import { byId, edgesOf, graphOf, reversed, type Graph } from '../graph/graph.ts';
import { pathToRoot, shortestTree } from '../graph/reach.ts';
import { certainGraph } from '../map/follow.ts';
import { objection, governedBy } from './rule.ts';

/**
 * What the rules do not allow among the services `inside`. A dependency breaks a rule for its client (direct) where the
 * rule governs the client, and for every governed service that reaches the client (transitive), with a shortest path.
 */
export function violationsOf(
  map: DependencyMap,
  inside: ReadonlySet<ServiceId>,
  rules: readonly RegionRule[],
  known: readonly Pick<Service, 'id' | 'name'>[],
): Violation[] {
  const towardsClients = reversed(graphOf(inside, edgesOf(certainGraph(map))));
  const dependencies = map.dependencies.filter(({ client, server }) => inside.has(client) && inside.has(server));
  return rules.flatMap((rule) => {
    const governed = governedBy(rule, known);
    return dependencies
      .flatMap((dependency) =>
        Object.keys(dependency.regions)
          .sort(byId)
          .flatMap((region) => {
            const why = objection(rule, region);
            return why === undefined ? [] : against(rule, governed, dependency, region, why, towardsClients);
          }),
      )
      .sort(directFirst);
  });
}

function against(
  rule: RegionRule,
  governed: ReadonlySet<ServiceId> | undefined,
  dependency: Dependency,
  region: string,
  why: string,
  towardsClients: Graph,
): Violation[] {
  const { client, server } = dependency;
  const tree = shortestTree(towardsClients, client);
  const concerned = [...tree.keys()].filter((id) => id !== server && (governed?.has(id) ?? true));
  return concerned.map((service) => ({
    rule: rule.name,
    kind: service === client ? 'direct' : 'transitive',
    service,
    path: [...pathToRoot(tree, service), server],
    region,
    lookups: dependency.regions[region] ?? 0,
    why,
  }));
}

function directFirst(a: Violation, b: Violation): number {
  return (
    byId(a.kind, b.kind) ||
    a.path.length - b.path.length ||
    byId(a.path.join('\n'), b.path.join('\n')) ||
    byId(a.region, b.region)
  );
}
