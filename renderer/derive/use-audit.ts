import type { Audit } from '../../shared/model/audit.ts';
import type { AttributeReport, PolicyReport } from '../../shared/model/policy.ts';
import { useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';
import type { Answer } from '../store/use-query.ts';

/** The findings of the window that is looked at. */
export function useAudit(): Answer<Audit> {
  return useQuery('audit.read', useWindowInput());
}

/** The policies of the case held against that window. */
export function usePolicies(): Answer<PolicyReport> {
  return useQuery('policy.read', useWindowInput());
}

/** Tenants, namespaces, clusters and data-centre groups in that window. */
export function useAttributes(): Answer<AttributeReport> {
  return useQuery('attributes.read', useWindowInput());
}

function useWindowInput() {
  const window = useChoice((c) => c.window);
  const open = useChoice((c) => c.caseOpen);
  return open ? (window === null ? {} : { window }) : null;
}
