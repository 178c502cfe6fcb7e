import type { ServiceId } from '../../shared/model/map.ts';
import type { Changes, Pair, RollingBy } from '../../shared/model/plan.ts';

/** What a what-if takes away or adds, every list there. */
export type AllChanges = { readonly [K in keyof Changes]-?: NonNullable<Changes[K]> };

/** What the analyst asks of the plan beside its scope. */
export interface PlanChoices {
  readonly services: readonly ServiceId[];
  readonly breaks: readonly Pair[];
  readonly minutes: Readonly<Record<string, number>>;
  readonly rolling: RollingBy | null;
  readonly without: AllChanges;
  readonly with: AllChanges;
}

export const noChanges: AllChanges = { services: [], regions: [], dependencies: [] };

export const noPlanChoices: PlanChoices = {
  services: [],
  breaks: [],
  minutes: {},
  rolling: null,
  without: noChanges,
  with: noChanges,
};
