import type { TimeWindow } from '../../shared/model/time.ts';
import { useChoice } from '../store/store.ts';
import { useQuery } from '../store/use-query.ts';

/** The window that is looked at, and whether it is the target's incident because nobody chose one. */
export interface ShownWindow {
  /** Null: the whole case. */
  readonly window: TimeWindow | null;
  readonly isIncident: boolean;
}

/** The window that the view answers for, and all that stands beside it: the chosen one; without one, Trace and Plan look at the incident of the target. */
export function useShownWindow(): ShownWindow {
  const chosen = useChoice((c) => c.window);
  const target = useChoice((c) => c.target);
  const asks = useChoice((c) => c.view === 'trace' || c.view === 'plan') && chosen === null;
  const incident = useQuery('diagnosis.read', asks && target !== null ? { service: target } : null).value;
  const found = incident && incident.failing.length > 0 ? incident.window : null;
  return { window: chosen ?? found, isIncident: chosen === null && found !== null };
}
