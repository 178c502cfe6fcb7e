import { createStore, useStore } from 'zustand';
import { reportSection } from '../../shared/api.ts';
import type { Progress, ReportSection } from '../../shared/api.ts';
import type { Theme } from '../../shared/desktop-api.ts';
import type { ServiceId, Via } from '../../shared/model/map.ts';
import type { PlanScope, SavedPlanHead } from '../../shared/model/plan.ts';
import type { RegionRule } from '../../shared/model/regions.ts';
import type { Micros, TimeWindow } from '../../shared/model/time.ts';
import { noAuditChoices } from './audit-choices.ts';
import type { AuditChoices } from './audit-choices.ts';
import { noHeartbeatChoices } from './heartbeat-choices.ts';
import type { HeartbeatChoices } from './heartbeat-choices.ts';
import { noGrouping } from './grouping.ts';
import type { Grouping, MapNode } from './grouping.ts';
import { noPlanChoices } from './plan-choices.ts';
import type { PlanChoices } from './plan-choices.ts';
import { noRegionChoices } from './region-choices.ts';
import type { RegionChoices } from './region-choices.ts';

export type View = 'evidence' | 'map' | 'trace' | 'plan' | 'regions' | 'heartbeats' | 'audit' | 'report';

/** What the inspector shows. */
export type Selection =
  | { readonly kind: 'service'; readonly service: ServiceId }
  | {
      readonly kind: 'dependency';
      readonly client: ServiceId;
      readonly server: ServiceId;
      readonly index: number;
      /** Which of its connections is shown, from 0; unset: its lookups are, as far as it has any. */
      readonly connection?: number;
      /** The window whose lookups are shown; unset: the one that is looked at. */
      readonly window?: TimeWindow;
      /** Only lookups that were answered in this region, or asked from it. */
      readonly region?: string;
      readonly askedFrom?: string;
    }
  | { readonly kind: 'group'; readonly group: MapNode }
  | { readonly kind: 'group-link'; readonly client: MapNode; readonly server: MapNode }
  | { readonly kind: 'cell'; readonly service: ServiceId; readonly region: string | null }
  | {
      readonly kind: 'cells';
      readonly label: string;
      /** Null: every service of the heatmap. */
      readonly services: readonly ServiceId[] | null;
      readonly region: string | null;
      readonly askedFrom: string | null;
    }
  | {
      readonly kind: 'runtime';
      readonly runtime: string;
      /** The start of the silence that is meant. */
      readonly from?: Micros;
    }
  | {
      readonly kind: 'pair';
      readonly emitter: string;
      readonly detector: string;
      /** The start of the loss that is meant. */
      readonly from?: Micros;
    }
  | {
      /** A cell of the matrix of Audit between groups, or of a whole line. */
      readonly kind: 'between';
      readonly line: string;
      readonly column: string | null;
      readonly label: string;
      readonly clients: readonly ServiceId[];
      /** Null: whatever they depend on. */
      readonly servers: readonly ServiceId[] | null;
    }
  /** Sources that are no clients, and names that are no service's. */
  | { readonly kind: 'infrastructure' }
  | { readonly kind: 'source'; readonly source: number }
  | { readonly kind: 'record'; readonly source: number; readonly path: string; readonly line: number };

/** What Map holds the window against; `fleet`: all services, not only what the target reaches. */
export type Against = { readonly fleet: boolean } & (
  | { readonly kind: 'before' }
  | { readonly kind: 'baseline' }
  | { readonly kind: 'window'; readonly window: TimeWindow }
  | { readonly kind: 'case'; readonly path: string }
);

/** A sentence above the view: what happened and what to do. */
export interface Notice {
  readonly tone: 'plain' | 'good' | 'fail';
  readonly message: string;
  readonly hint: string;
}

export type Overlay = 'mapping' | 'palette' | 'keyboard' | 'rules' | 'sign' | 'plans' | 'pick';

/** Ids and choices of the analyst; whatever can be asked from the engine is not kept here. */
export interface Choices {
  readonly caseOpen: boolean;
  readonly view: View;
  readonly target: ServiceId | null;
  /** Null: the whole case, and for Trace and Plan the incident of the target. */
  readonly window: TimeWindow | null;
  readonly selection: Selection | null;
  /** Earlier selections, latest last: the inspector's way back. */
  readonly trail: readonly Selection[];
  /** Orders shown; null: all. */
  readonly depth: number | null;
  readonly mapAs: 'tree' | 'table';
  /** Null: Map does not compare. */
  readonly against: Against | null;
  readonly filter: string;
  readonly failingOnly: boolean;
  readonly grouping: Grouping;
  /** By which witness Map is made, or from what is declared. */
  readonly seenBy: Via | 'declared';
  /** Nodes of the tree that were opened or closed by hand. */
  readonly expanded: Readonly<Record<string, boolean>>;
  readonly origin: ServiceId | null;
  readonly scope: PlanScope;
  /** Services of the plan that were ticked. */
  readonly done: readonly ServiceId[];
  readonly plan: PlanChoices;
  /** The saved plan that was shown or kept last, and the question that it answers. */
  readonly kept: { readonly head: SavedPlanHead; readonly asked: string } | null;
  readonly planAs: 'sheet' | 'paper';
  readonly paper: 'a4' | 'letter';
  readonly rules: { readonly file: string; readonly text: string; readonly rules: readonly RegionRule[] } | null;
  readonly regions: RegionChoices;
  readonly heartbeats: HeartbeatChoices;
  readonly audit: AuditChoices;
  readonly sections: readonly ReportSection[];
  /** The tenant that the report may be handed to alone; null: it is for whoever may see all. */
  readonly reportTenant: string | null;
  readonly theme: Theme;
  readonly inspector: boolean;
  readonly overlay: Overlay | null;
  readonly work: Progress | null;
  readonly notice: Notice | null;
  /** What the view leaves out or folds away, in words; null: nothing. */
  readonly hidden: string | null;
}

/** What a fresh case starts with. */
export const fresh = {
  target: null,
  window: null,
  selection: null,
  trail: [],
  depth: null,
  against: null,
  filter: '',
  failingOnly: false,
  grouping: noGrouping,
  seenBy: 'any',
  expanded: {},
  origin: null,
  done: [],
  plan: noPlanChoices,
  audit: noAuditChoices,
  kept: null,
  hidden: null,
} as const satisfies Partial<Choices>;

export const store = createStore<Choices>(() => ({
  ...fresh,
  caseOpen: false,
  view: 'evidence',
  mapAs: 'tree',
  scope: 'failing',
  planAs: 'sheet',
  paper: 'a4',
  rules: null,
  regions: noRegionChoices,
  heartbeats: noHeartbeatChoices,
  sections: reportSection.options,
  reportTenant: null,
  theme: 'system',
  inspector: true,
  overlay: null,
  work: null,
  notice: null,
}));

export const set = store.setState;

/** A part of the choices, followed as it changes. */
export function useChoice<T>(pick: (choices: Choices) => T): T {
  return useStore(store, pick);
}
