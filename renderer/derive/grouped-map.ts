import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';
import type { AttributeReport } from '../../shared/model/policy.ts';
import { asMap, foldMap, groupOf } from '../../shared/policy/group-map.ts';
import type { GroupHead } from '../../shared/policy/group-map.ts';
import type { Grouping, MapNode } from '../store/grouping.ts';

/** The node of folded shared services. */
export const SHARED = 'shared:';

/** The map as it is grouped: what stands in it, and for which services. */
export interface GroupedView {
  readonly map: DependencyMap;
  /** The folded groups by id. */
  readonly groups: ReadonlyMap<string, MapNode>;
  /** All groups that the services of the map fall into, folded or not, by id. */
  readonly all: ReadonlyMap<string, MapNode>;
  /** The node that a service stands in: its group, or itself. */
  readonly nodeOf: (service: ServiceId) => string;
}

type Known = Pick<AttributeReport, 'attributes' | 'shared'>;

/** The map with its services folded into groups, shared ones into one of their own; as it is where nothing is to be folded. */
export function groupedView(map: DependencyMap, known: Known, { by, open, foldShared }: Grouping): GroupedView {
  const shared = new Set(foldShared ? known.shared.map(({ service }) => service) : []);
  const ofAttribute = by === null ? null : groupOf(known.attributes, by);
  const headOf = (service: ServiceId): GroupHead | null =>
    shared.has(service)
      ? { id: SHARED, name: 'shared services', state: 'known', values: [] }
      : (ofAttribute?.(service) ?? null);
  const all = new Map<string, MapNode>();
  for (const { id } of map.services) {
    const head = headOf(id);
    if (head) all.set(head.id, { id: head.id, name: head.name, services: [...(all.get(head.id)?.services ?? []), id] });
  }
  const folded = (service: ServiceId) => {
    const head = headOf(service);
    return head === null || open.includes(head.id) ? null : head;
  };
  return {
    map: all.size === 0 ? map : asMap(foldMap(map, folded)),
    groups: new Map([...all].filter(([id]) => !open.includes(id))),
    all,
    nodeOf: (service) => folded(service)?.id ?? service,
  };
}
