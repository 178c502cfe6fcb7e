import type { AttributeReport } from '../../shared/model/policy.ts';
import { useChoice } from '../store/store.ts';
import type { Answer } from '../store/use-query.ts';
import { useQuery } from '../store/use-query.ts';
import { useShownWindow } from './use-shown-window.ts';

/** Tenants, namespaces, clusters and data-centre groups of the services at the window that is looked at, and which are shared. */
export function useAttributes(): Answer<AttributeReport> {
  const { window } = useShownWindow();
  const open = useChoice((c) => c.caseOpen);
  return useQuery('attributes.read', open ? (window === null ? {} : { window }) : null);
}
