import type { Attribute, AttributeKind, AttributeState } from '../model/policy.ts';
import type { DependencyMap, Service, ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { ATTRIBUTE_WORDS } from './attribute-words.ts';
import { byService } from './attributes.ts';
import { addUses, type UseSum } from './sum.ts';
import { foldUndirected } from './undirected.ts';

/** The services of one tenant, namespace, cluster or data-centre group. */
export interface Group {
  /** E.g. `tenant:red`; `tenant:` for the services of which no record names one. */
  readonly id: string;
  readonly name: string;
  readonly state: AttributeState;
  readonly values: readonly string[];
  readonly services: readonly ServiceId[];
  readonly regions: readonly string[];
  readonly instances: number;
  /** What its services need of each other; null where they need nothing. */
  readonly inside: UseSum | null;
}

/** What a group is, without what is in it. */
export type GroupHead = Pick<Group, 'id' | 'name' | 'state' | 'values'>;

/** What the services of one group (or a service that is not folded) need of another's. */
export interface GroupDependency extends UseSum {
  readonly client: string;
  readonly server: string;
}

/**
 * A map by groups. Its figures balance with those of the map: the sums over `dependencies` and over what is `inside` the groups
 * are the sums over the dependencies of the map.
 */
export interface GroupedMap {
  readonly window: TimeWindow;
  readonly by: AttributeKind;
  readonly groups: readonly Group[];
  /** Services that are not folded into their group. */
  readonly services: readonly Service[];
  readonly dependencies: readonly GroupDependency[];
  readonly lookups: DependencyMap['lookups'];
  readonly connections?: DependencyMap['connections'];
  /** Of one group alone where both services are in it. */
  readonly undirected?: DependencyMap['undirected'];
}

/** Which group a service belongs to: services of equal values and state are one group. */
export function groupOf(attributes: readonly Attribute[], by: AttributeKind): (service: ServiceId) => GroupHead {
  const known = byService(attributes, by);
  return (service) => {
    const { state, values } = known.get(service) ?? { state: 'unknown' as const, values: [] };
    return { id: `${by}:${key(state, values)}`, name: label(by, state, values), state, values };
  };
}

/** The map with the services of each group folded into one; `folded` names the groups to fold (unset: all), the others' services stay. */
export function groupMap(
  map: DependencyMap,
  attributes: readonly Attribute[],
  by: AttributeKind,
  folded?: ReadonlySet<string>,
): GroupedMap {
  const find = groupOf(attributes, by);
  const foldInto = (service: ServiceId) => {
    const group = find(service);
    return (folded?.has(group.id) ?? true) ? group : null;
  };
  return { by, ...foldMap(map, foldInto) };
}

/** The map with services folded into what `foldInto` says of them; those of which it says nothing stay. */
export function foldMap(
  map: DependencyMap,
  foldInto: (service: ServiceId) => GroupHead | null,
): Omit<GroupedMap, 'by'> {
  const heads = new Map(map.services.map(({ id }) => [id, foldInto(id)]));
  const nodeOf = (service: ServiceId) => heads.get(service)?.id ?? service;
  const byPair = groupBy(map.dependencies, ({ client, server }) => JSON.stringify([nodeOf(client), nodeOf(server)]));
  const sums = [...byPair].map(([pair, all]): GroupDependency => {
    const [client = '', server = ''] = JSON.parse(pair) as string[];
    return { client, server, ...addUses(all) };
  });
  const members = groupBy(
    map.services.filter(({ id }) => heads.get(id)),
    ({ id }) => nodeOf(id),
  );
  const groups = [...members].flatMap(([id, services]): Group[] => {
    const head = heads.get(services[0]?.id ?? '');
    if (!head) return [];
    const own = byPair.get(JSON.stringify([id, id])) ?? [];
    return [
      {
        ...head,
        services: services.map((service) => service.id).sort(byId),
        regions: [...new Set(services.flatMap(({ regions }) => regions))].sort(byId),
        instances: services.reduce((sum, { instances }) => sum + instances, 0),
        inside: own.length > 0 ? addUses(own) : null,
      },
    ];
  });
  return {
    window: map.window,
    groups: groups.sort((a, b) => byId(a.id, b.id)),
    services: map.services.filter(({ id }) => !heads.get(id)),
    dependencies: sums
      .filter(({ client, server }) => client !== server)
      .sort((a, b) => byId(a.client, b.client) || byId(a.server, b.server)),
    lookups: map.lookups,
    ...(map.connections ? { connections: map.connections } : {}),
    ...(map.undirected ? { undirected: foldUndirected(map.undirected, nodeOf) } : {}),
  };
}

/** The grouped map in the shape of a map, for the same texts and formats; what is inside a group is no dependency of it. */
export function asMap({ groups, services, ...map }: Omit<GroupedMap, 'by'>): DependencyMap {
  const nodes = groups.map(({ id, name, regions, instances }) => ({ id, name, regions, instances, parent: null }));
  return { ...map, services: [...nodes, ...services].sort((a, b) => byId(a.id, b.id)) };
}

const key = (state: AttributeState, values: readonly string[]): string =>
  state === 'known' || state === 'unknown' ? (values[0] ?? '') : `${state}:${values.join('+')}`;

function label(by: AttributeKind, state: AttributeState, values: readonly string[]): string {
  if (state === 'unknown') return `no ${ATTRIBUTE_WORDS[by]} known`;
  if (state === 'changed') return values.join(' → ');
  if (state === 'contested') return `contested: ${values.join(' or ')}`;
  return values.join(' + ');
}
