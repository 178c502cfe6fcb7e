import type { Allowance, AllowedPorts, Attribute, PolicyVerdict } from '../model/policy.ts';
import type { DependencyMap, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { byService } from './attributes.ts';
import { pairKey } from '../map/pairs.ts';
import type { PortsOf } from './replay.ts';
import type { Policy } from './rule.ts';
import { wasSeen } from './uses.ts';

/**
 * The smallest list of who must be let in so that all that was seen for certain in a window goes on, and nothing else: for each server a whole
 * namespace where every other service of it was seen to ask on the same ports (two of them at least), else the services one by one. Smallest,
 * because each namespace that fits saves entries and no choice shuts out another.
 */
export function allowList(
  map: DependencyMap,
  attributes: readonly Attribute[],
  verdicts: readonly PolicyVerdict[],
  connected: PortsOf,
  policies: readonly Policy[],
): Allowance[] {
  const known = byService(attributes, 'namespace');
  const spaces = namespacesOf(attributes);
  const members = new Map<string, ServiceId[]>();
  for (const { id } of map.services)
    for (const namespace of spaces(id)) members.set(namespace, [...(members.get(namespace) ?? []), id]);
  const denied = groupBy(
    verdicts.filter(({ verdict }) => verdict === 'denied'),
    pairKey,
  );
  const standing = namesOf(policies.filter((one) => one.dialect !== 'kubernetes' || one.direction === 'egress'));
  const byServer = groupBy(map.dependencies.filter(wasSeen), ({ server }) => server);
  return [...byServer]
    .sort(([a], [b]) => byId(a, b))
    .map(([server, dependencies]) => {
      const portsOf = new Map(dependencies.map((one) => [one.client, connected.get(pairKey(one)) ?? null]));
      const whole = [...members]
        .flatMap(([namespace, all]) => {
          const others = all.filter((id) => id !== server);
          const isWhole = others.length > 1 && others.every((id) => portsOf.has(id) && known.has(id));
          const ports = new Map(others.map((id) => [JSON.stringify(portsOf.get(id)), portsOf.get(id) ?? null]));
          return isWhole && ports.size === 1 ? [{ namespace, ports: [...ports.values()][0] ?? null }] : [];
        })
        .sort((a, b) => byId(a.namespace, b.namespace));
      const namespaces = whole.map(({ namespace }) => namespace);
      const services = [...portsOf.keys()]
        .filter((id) => !spaces(id).every((one) => namespaces.includes(one)))
        .sort(byId);
      const blockers = (client: ServiceId) =>
        denied.get(pairKey({ client, server }))?.flatMap(({ rules }) => rules.flatMap((id) => standing.get(id) ?? []));
      return {
        server,
        namespaces,
        services,
        denied: dependencies
          .filter((one) => denied.has(pairKey(one)))
          .map(({ client }) => client)
          .sort(byId),
        blocked: dependencies
          .map(({ client: service }) => ({ service, by: [...new Set(blockers(service))].sort(byId) }))
          .filter(({ by }) => by.length > 0)
          .sort((a, b) => byId(a.service, b.service)),
        ports: byPorts([...whole, ...services.map((service) => ({ service, ports: portsOf.get(service) ?? null }))]),
      };
    });
}

/** The names of policies by their ids and those of their rules. */
function namesOf(policies: readonly Policy[]): ReadonlyMap<string, string> {
  return new Map(
    policies.flatMap(({ id, name, rules }) => [id, ...rules.map((rule) => rule.id)].map((one) => [one, name])),
  );
}

type LetIn = { readonly ports: AllowedPorts['ports'] } & (
  { readonly namespace: string } | { readonly service: ServiceId }
);

function byPorts(all: readonly LetIn[]): AllowedPorts[] {
  return [...groupBy(all, ({ ports }) => JSON.stringify(ports)).values()].map((alike) => ({
    ports: alike[0]?.ports ?? null,
    namespaces: alike.flatMap((one) => ('namespace' in one ? [one.namespace] : [])),
    services: alike.flatMap((one) => ('service' in one ? [one.service] : [])),
  }));
}

/** How many uses an allow-list lets in that the policies deny today. */
export const deniedUses = (list: readonly Allowance[]): number =>
  list.reduce((sum, { denied }) => sum + denied.length, 0);

/** How many of them stay denied by what no list of ingress changes. */
export const blockedUses = (list: readonly Allowance[]): number =>
  list.reduce((sum, { blocked }) => sum + blocked.length, 0);

/** Where services are taken to be of which no record names a namespace. */
const NO_NAMESPACE = 'default';

/** The namespaces of a service: several where it runs in several, or where it is contested. */
export function namespacesOf(attributes: readonly Attribute[]): (service: ServiceId) => readonly string[] {
  const known = byService(attributes, 'namespace');
  return (service) => known.get(service)?.values ?? [NO_NAMESPACE];
}
