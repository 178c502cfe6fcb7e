import type { ServiceId } from '../../shared/model/map.ts';
import type { AttributeKind } from '../../shared/model/policy.ts';

/** How Map groups and filters the services. */
export interface Grouping {
  /** Null: no groups. */
  readonly by: AttributeKind | null;
  /** Groups whose services are shown one by one. */
  readonly open: readonly string[];
  /** Only services of this tenant and what leads to them; null: all. */
  readonly tenant: string | null;
  /** Infrastructure that many use as one node. */
  readonly foldShared: boolean;
}

export const noGrouping: Grouping = { by: null, open: [], tenant: null, foldShared: false };

/** A node of the grouped map: a group, or a service that is in none. */
export interface MapNode {
  readonly id: string;
  readonly name: string;
  readonly services: readonly ServiceId[];
}
