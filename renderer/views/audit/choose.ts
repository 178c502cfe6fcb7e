import type { AuditChoices } from '../../store/audit-choices.ts';
import { set } from '../../store/store.ts';

/** Changes how Audit is looked at. */
export const chooseAudit = (change: Partial<AuditChoices>): void =>
  set(({ audit }) => ({ audit: { ...audit, ...change } }));

/** Folds a group of Audit, or opens it. */
export const toggleGroup = (key: string): void =>
  set(({ audit }) => ({
    audit: {
      ...audit,
      folded: audit.folded.includes(key) ? audit.folded.filter((one) => one !== key) : [...audit.folded, key],
    },
  }));
