import type { AuditKind, AuditReason } from '../../shared/model/audit.ts';
import type { ServiceId } from '../../shared/model/map.ts';
import type { AttributeKind } from '../../shared/model/policy.ts';

export type FindingGroup = 'none' | 'kind' | 'why' | 'client' | 'server';
export type FindingSort = 'weight' | 'client' | 'server' | 'uses' | 'last';
export type MatrixSort = 'findings' | 'uses' | 'name';

/** How Audit is looked at. */
export interface AuditChoices {
  readonly show: 'findings' | 'policies' | 'matrix';
  /** Kinds that are shown; none chosen: all. */
  readonly kinds: readonly AuditKind[];
  readonly why: AuditReason | null;
  /** Only what this service takes part in, as client or server. */
  readonly service: ServiceId | null;
  readonly text: string;
  readonly group: FindingGroup;
  readonly sort: FindingSort;
  /** Groups of findings and of policies that are folded, by their key. */
  readonly folded: readonly string[];
  readonly policiesAs: 'verdicts' | 'rules' | 'allow-list';
  /** By what the services of the matrix are put together. */
  readonly matrixGroup: AttributeKind | 'none';
  readonly matrixSort: MatrixSort;
  /** Groups of the matrix that are open. */
  readonly matrixOpen: readonly string[];
}

export const noAuditChoices: AuditChoices = {
  show: 'findings',
  kinds: [],
  why: null,
  service: null,
  text: '',
  group: 'kind',
  sort: 'weight',
  folded: ['kind agreed', 'verdict allowed', 'rules used', 'rules unmatched'],
  policiesAs: 'verdicts',
  matrixGroup: 'none',
  matrixSort: 'findings',
  matrixOpen: [],
};
