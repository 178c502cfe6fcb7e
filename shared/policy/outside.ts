import type { ServiceId } from '../model/map.ts';
import type { Attribute } from '../model/policy.ts';
import { byService } from './attributes.ts';
import type { Subjects } from './fleet.ts';

/** Where services run as far as a policy of Kubernetes can say it. */
export interface Whereabouts {
  /** Whether it is known by addresses alone, where others are known to be pods: nothing selects it but a block of addresses. */
  readonly isOutside: (service: ServiceId) => boolean;
  /** The addresses by which a server has to let a client in: of one that is outside, or in another cluster; else none. */
  readonly addressesFor: (client: ServiceId, server: ServiceId) => readonly string[];
  /** Whether both are known to be in clusters, and in none together. */
  readonly areApart: (one: ServiceId, other: ServiceId) => boolean;
  /** The clusters of a service, where the case has several. */
  readonly clustersOf: (service: ServiceId) => readonly string[];
}

/** Tells pods from what is none by their namespaces and labels. */
export function whereaboutsOf(
  services: readonly { readonly id: ServiceId }[],
  attributes: readonly Attribute[],
  { workloads }: Subjects,
): Whereabouts {
  const [namespaces, placed] = [byService(attributes, 'namespace'), byService(attributes, 'cluster')];
  const clustersOf = (id: ServiceId): readonly string[] => {
    const own = new Set(workloads.get(id)?.flatMap(({ cluster }) => cluster ?? []));
    return own.size > 0 ? [...own] : (placed.get(id)?.values ?? []);
  };
  const isPod = (id: ServiceId) =>
    namespaces.has(id) || (workloads.get(id)?.some(({ labels }) => labels !== undefined && labels !== null) ?? false);
  const hasPods = services.some(({ id }) => isPod(id));
  const addressesOf = (id: ServiceId) => [...new Set(workloads.get(id)?.flatMap(({ addresses }) => addresses ?? []))];
  const isOutside = (id: ServiceId) => hasPods && !isPod(id) && addressesOf(id).length > 0;
  const areApart = (client: ServiceId, server: ServiceId) => {
    const [from, to] = [clustersOf(client), clustersOf(server)];
    return from.length > 0 && to.length > 0 && !from.some((one) => to.includes(one));
  };
  const several = new Set(services.flatMap(({ id }) => clustersOf(id))).size > 1;
  return {
    isOutside,
    areApart,
    clustersOf: (service) => (several ? clustersOf(service) : []),
    addressesFor: (client, server) => (isOutside(client) || areApart(client, server) ? addressesOf(client) : []),
  };
}
