import type { Heartbeats } from '../../shared/model/heartbeats.ts';
import { useChoice } from '../store/store.ts';
import type { Answer } from '../store/use-query.ts';
import { useQuery } from '../store/use-query.ts';

/** The heartbeats of the window that is looked at, or of the whole case, by the thresholds that were chosen. */
export function useHeartbeats(whole = false): Answer<Heartbeats> {
  const open = useChoice((c) => c.caseOpen);
  const chosen = useChoice((c) => c.window);
  const thresholds = useChoice((c) => c.heartbeats.thresholds);
  const window = whole ? null : chosen;
  return useQuery(
    'heartbeats.read',
    open ? { ...(window === null ? {} : { window }), ...(thresholds === null ? {} : { thresholds }) } : null,
  );
}
