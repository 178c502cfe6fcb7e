import type { Allowance, Attribute, PolicyVerdict } from '../model/policy.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { byService } from './attributes.ts';
import { wasSeen } from './replay.ts';
import { pairKey } from '../map/pairs.ts';

/**
 * The smallest list of who must be let in so that all that was seen for certain in a window goes on, and nothing else: for each server a whole
 * namespace where every other service of it was seen to ask (two of them at least), else the services one by one. Smallest, because each
 * namespace that fits saves entries and no choice shuts out another.
 */
export function allowList(
  map: DependencyMap,
  attributes: readonly Attribute[],
  verdicts: readonly PolicyVerdict[],
): Allowance[] {
  const known = byService(attributes, 'namespace');
  const spaces = namespacesOf(attributes);
  const members = new Map<string, ServiceId[]>();
  for (const { id } of map.services)
    for (const namespace of spaces(id)) members.set(namespace, [...(members.get(namespace) ?? []), id]);
  const denied = new Set(verdicts.filter(({ verdict }) => verdict === 'denied').map(pairKey));
  const byServer = groupBy(map.dependencies.filter(wasSeen), ({ server }) => server);
  return [...byServer]
    .sort(([a], [b]) => byId(a, b))
    .map(([server, dependencies]) => {
      const clients = new Set(dependencies.map(({ client }) => client));
      const whole = [...members].flatMap(([namespace, all]) => {
        const others = all.filter((id) => id !== server);
        const isWhole = others.length > 1 && others.every((id) => clients.has(id) && known.has(id));
        return isWhole ? [namespace] : [];
      });
      return {
        server,
        namespaces: whole.sort(byId),
        services: [...clients].filter((id) => !spaces(id).every((one) => whole.includes(one))).sort(byId),
        denied: dependencies
          .filter((one) => denied.has(pairKey(one)))
          .map(({ client }) => client)
          .sort(byId),
      };
    });
}

/** Where services are taken to be of which no record names a namespace. */
const NO_NAMESPACE = 'default';

/** The namespaces of a service: several where it runs in several, or where it is contested. */
export function namespacesOf(attributes: readonly Attribute[]): (service: ServiceId) => readonly string[] {
  const known = byService(attributes, 'namespace');
  return (service) => known.get(service)?.values ?? [NO_NAMESPACE];
}
