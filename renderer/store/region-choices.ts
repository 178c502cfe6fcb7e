import type { Weight } from '../../shared/compliance/weight.ts';

export type RowSort = 'total' | 'order' | 'name' | 'findings';
export type RowGroup = 'none' | 'order' | 'parent' | 'tenant' | 'dataClass';

/** How the heatmap of Regions is looked at. */
export interface RegionChoices {
  readonly show: 'services' | 'flows';
  readonly weight: Weight;
  readonly sort: RowSort;
  readonly group: RowGroup;
  readonly filter: string;
  /** Groups that are folded, by their key. */
  readonly folded: readonly string[];
}

export const noRegionChoices: RegionChoices = {
  show: 'services',
  weight: 'lookups',
  sort: 'total',
  group: 'none',
  filter: '',
  folded: [],
};
