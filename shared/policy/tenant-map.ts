import { AftermapError } from '../failure.ts';
import type { Attribute } from '../model/policy.ts';
import type { Dependency, DependencyMap, ServiceId } from '../model/map.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { useOf } from '../map/follow.ts';
import { byService } from './attributes.ts';
import { addUses } from './sum.ts';
import { foldUndirected } from './undirected.ts';

/** What stands for all services whose tenant is not known for certain. */
export const OUTSIDE = 'outside';

/** A tenant's map, fit to be handed out. */
export interface TenantMap {
  readonly tenant: string;
  readonly map: DependencyMap;
  /** What stands for others: how many of their services the tenant touches. */
  readonly others: readonly { readonly id: string; readonly services: number }[];
  /** Services left out although they were the tenant's for a part of the window, or by some records: choose a window in which they are. */
  readonly uncertain: number;
}

/** Who is of one tenant, and what stands for everybody else. */
export interface TenantBorder {
  readonly tenant: string;
  readonly isOwn: (service: ServiceId) => boolean;
  /** The service itself where it is the tenant's own, else what stands for it: `tenant 1`, `tenant 2` …, `outside`. */
  readonly nodeOf: (service: ServiceId) => string;
  /** What stands for others, in this order. */
  readonly others: readonly string[];
}

/**
 * The border of a tenant in a map: services that are its own for certain are inside; each other tenant is one node, `tenant 1`,
 * `tenant 2` … from the one most used over the border; services whose tenant is not known for certain are one node, `outside`.
 */
export function tenantBorder(map: DependencyMap, attributes: readonly Attribute[], tenant: string): TenantBorder {
  const tenants = byService(attributes, 'tenant');
  const certain = (id: ServiceId) => {
    const attribute = tenants.get(id);
    return attribute?.state === 'known' ? attribute.values[0] : undefined;
  };
  const isOwn = (id: ServiceId) => certain(id) === tenant;
  const { touches } = crossings(map, isOwn);
  const beyond = tenantsOf(attributes).filter((one) => one !== tenant);
  const alias = aliases(touches, certain, beyond);
  return {
    tenant,
    isOwn,
    nodeOf: (id) => (isOwn(id) ? id : (alias.get(certain(id) ?? '') ?? OUTSIDE)),
    others: [...alias.values(), OUTSIDE],
  };
}

/** The tenant of the case that is called so. @throws AftermapError `usage` that names those that exist. */
export function findTenant(attributes: readonly Attribute[], called: string): string {
  const known = tenantsOf(attributes);
  const found = known.find((one) => one.toLowerCase() === called.toLowerCase());
  if (found === undefined)
    throw new AftermapError(
      'usage',
      `No service is known to belong to the tenant "${called}".`,
      known.length > 0 ? `The tenants are ${known.join(', ')}.` : 'No record of the case names a tenant.',
    );
  return found;
}

/**
 * The map of one tenant without a word of the others: its own services as they are, every other one as what stands for it. Counts across
 * the border are kept, the others' names, ids and regions are not. The totals of the lookups stay those of the whole window: they name nobody.
 * @param border who is inside; unset: as it is in this map
 */
export function tenantMap(
  map: DependencyMap,
  attributes: readonly Attribute[],
  tenant: string,
  border = tenantBorder(map, attributes, tenant),
): TenantMap {
  const { isOwn, nodeOf } = border;
  const tenants = byService(attributes, 'tenant');
  const { crossing, undirected, touches } = crossings(map, isOwn);
  const own = new Set(map.services.map(({ id }) => id).filter(isOwn));
  const touched = groupBy(new Set(touches.map(({ other }) => other)), nodeOf);
  const others = border.others.flatMap((id) => {
    const services = touched.get(id)?.length ?? 0;
    return services > 0 ? [{ id, services }] : [];
  });

  const across = groupBy(crossing, ({ client, server }) => JSON.stringify([nodeOf(client), nodeOf(server)]));
  const folded = [...across].map(([pair, all]): Dependency => {
    const [client = '', server = ''] = JSON.parse(pair) as string[];
    return { client, server, ...addUses(all), regions: {} };
  });
  return {
    tenant,
    others,
    uncertain: map.services.filter(({ id }) => !isOwn(id) && (tenants.get(id)?.values.includes(tenant) ?? false))
      .length,
    map: {
      window: map.window,
      services: [
        ...map.services
          .filter(({ id }) => own.has(id))
          .map((service) => ({ ...service, parent: own.has(service.parent ?? '') ? service.parent : null })),
        ...others.map(({ id }) => ({ id, name: id, regions: [], instances: 0, parent: null })),
      ],
      dependencies: [
        ...map.dependencies.filter(({ client, server }) => isOwn(client) && isOwn(server)),
        ...folded,
      ].sort((a, b) => byId(a.client, b.client) || byId(a.server, b.server)),
      lookups: map.lookups,
      ...(map.connections ? { connections: map.connections } : {}),
      ...(map.undirected ? { undirected: foldUndirected(undirected, nodeOf) } : {}),
      ...(map.declaredOnly
        ? { declaredOnly: map.declaredOnly.filter(({ client, server }) => isOwn(client) && isOwn(server)) }
        : {}),
    },
  };
}

/** The tenants of the case, by name: those that one service at least has for certain. */
export function tenantsOf(attributes: readonly Attribute[]): string[] {
  const known = attributes.filter(({ kind, state }) => kind === 'tenant' && state === 'known');
  return [...new Set(known.flatMap(({ values }) => values))].sort(byId);
}

/** What goes over the border of a tenant, and which services of others it touches, how often. */
function crossings(map: DependencyMap, isOwn: TenantBorder['isOwn']) {
  const crossing = map.dependencies.filter(({ client, server }) => isOwn(client) !== isOwn(server));
  const undirected = (map.undirected ?? []).filter(({ services }) => services.some(isOwn));
  const touches = [
    ...crossing.map((one) => ({ other: isOwn(one.client) ? one.server : one.client, use: useOf(one) })),
    ...undirected.flatMap(({ services, connections }) =>
      services.filter((id) => !isOwn(id)).map((other) => ({ other, use: connections })),
    ),
  ];
  return { crossing, undirected, touches };
}

/** A number for each other tenant, the most used first, then those that are not touched. */
function aliases(
  touches: readonly { readonly other: ServiceId; readonly use: number }[],
  certain: (id: ServiceId) => string | undefined,
  beyond: readonly string[],
): ReadonlyMap<string, string> {
  const uses = groupBy(touches, ({ other }) => certain(other) ?? '');
  const weight = (tenant: string) => (uses.get(tenant) ?? []).reduce((sum, { use }) => sum + use, 0);
  const named = [...uses.keys()].filter((tenant) => tenant !== '').sort((a, b) => weight(b) - weight(a) || byId(a, b));
  const untouched = beyond.filter((tenant) => !uses.has(tenant));
  return new Map([...named, ...untouched].map((tenant, at) => [tenant, `tenant ${at + 1}`]));
}
