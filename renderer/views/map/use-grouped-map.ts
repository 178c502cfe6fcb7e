import { useMemo } from 'react';
import type { DependencyMap, ServiceId } from '../../../shared/model/map.ts';
import type { AttributeReport } from '../../../shared/model/policy.ts';
import { hasAll } from '../../../shared/policy/only-map.ts';
import { groupedView } from '../../derive/grouped-map.ts';
import type { HealthMark } from '../../derive/health-marks.ts';
import { worstMark } from '../../derive/health-marks.ts';
import { useAttributes } from '../../derive/use-attributes.ts';
import { useHealthMarks, useNames } from '../../derive/use-case.ts';
import type { MapNode } from '../../store/grouping.ts';
import { toggleGroup } from '../../store/regroup.ts';
import { investigateOnMap, select, selectDependency, selectService } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import type { NodeBadge } from '../../tree/TreeNode.tsx';
import type { TreeActs } from '../../tree/TreeView.tsx';
import { count } from '../../words/format.ts';

const NOTHING: Pick<AttributeReport, 'attributes' | 'shared'> = { attributes: [], shared: [] };

/** The map as the analyst groups it, and how its nodes are called, marked and acted on. */
export function useGroupedMap(whole: DependencyMap, target: ServiceId) {
  const grouping = useChoice((c) => c.grouping);
  const known = useAttributes().value ?? NOTHING;
  const serviceName = useNames();
  const serviceMark = useHealthMarks();
  return useMemo(() => {
    const { map, groups, nodeOf } = groupedView(whole, known, grouping);
    const shared = new Set(known.shared.map(({ service }) => service));
    const isMeant = hasAll(known.attributes, grouping.only === null ? [] : [grouping.only]);
    const nodeAt = (id: string): MapNode => groups.get(id) ?? { id, name: serviceName(id), services: [id] };
    const acts: TreeActs = {
      select: (id) => {
        const group = groups.get(id);
        if (group) select({ kind: 'group', group });
        else selectService(id);
      },
      selectLink: (client, server) => {
        if (groups.has(client) || groups.has(server))
          select({ kind: 'group-link', client: nodeAt(client), server: nodeAt(server) });
        else selectDependency(client, server);
      },
      open: (id) => {
        if (groups.has(id)) toggleGroup(id);
        else investigateOnMap(id);
      },
    };
    return {
      map,
      root: nodeOf(target),
      nameOf: (id: string): string => {
        const group = groups.get(id);
        return group ? `${group.name} · ${count(group.services.length)}` : serviceName(id);
      },
      markOf: (id: string): HealthMark => worstMark(nodeAt(id).services.map(serviceMark)),
      badgeOf: (id: string): NodeBadge | null => (shared.has(id) ? 'shared' : null),
      /** Whether one of its services at least is of the value that the map is filtered by. */
      isMeant: (id: string): boolean => nodeAt(id).services.some(isMeant),
      acts,
      /** How many services stand in folded groups. */
      grouped: [...groups.values()].reduce((sum, { services }) => sum + services.length, 0),
    };
  }, [whole, target, known, grouping, serviceName, serviceMark]);
}
