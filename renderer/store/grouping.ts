import type { ServiceId } from '../../shared/model/map.ts';
import type { AttributeKind } from '../../shared/model/policy.ts';
import type { AttributeValue } from '../../shared/policy/only-map.ts';

/** How Map groups and filters the services. */
export interface Grouping {
  /** Null: no groups. */
  readonly by: AttributeKind | null;
  /** Groups whose services are shown one by one. */
  readonly open: readonly string[];
  /** Only services of this tenant, namespace, cluster or data-centre group and what leads to them; null: all. */
  readonly only: AttributeValue | null;
  /** Infrastructure that many use as one node. */
  readonly foldShared: boolean;
}

export const noGrouping: Grouping = { by: null, open: [], only: null, foldShared: false };

/** A node of the grouped map: a group, or a service that is in none. */
export interface MapNode {
  readonly id: string;
  readonly name: string;
  readonly services: readonly ServiceId[];
}
