import { namesFrom } from '../../shared/map/names.ts';
import { useMemo } from 'react';
import type { CaseSummary } from '../../shared/api.ts';
import type { DependencyMap, ServiceId } from '../../shared/model/map.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import type { Answer } from '../store/use-query.ts';
import { useQuery } from '../store/use-query.ts';
import { useChoice } from '../store/store.ts';
import { useShownWindow } from './use-shown-window.ts';
import { healthMarks } from './health-marks.ts';
import type { HealthMark } from './health-marks.ts';

/** The summary of the open case. */
export function useCase(): Answer<CaseSummary> {
  const open = useChoice((c) => c.caseOpen);
  return useQuery('case.summary', open ? {} : null);
}

/** The name of a service; its id where the case does not know it. */
export function useNames(): (service: ServiceId) => string {
  const services = useCase().value?.services;
  return useMemo(() => namesFrom(services ?? []), [services]);
}

/** How each service stands in a window; without one, in the window that is looked at. */
export function useHealthMarks(window?: TimeWindow): (service: ServiceId) => HealthMark {
  const { window: shown } = useShownWindow();
  const open = useChoice((c) => c.caseOpen);
  const health = useQuery('health.read', open ? {} : null).value;
  const at = window ?? shown;
  return useMemo(() => healthMarks(health, at), [health, at]);
}

/** The map of the whole fleet at the window that is looked at. */
export function useFleet(): Answer<DependencyMap> {
  const { window } = useShownWindow();
  const open = useChoice((c) => c.caseOpen);
  return useQuery('map.read', open ? (window === null ? {} : { window }) : null);
}

/** The window that is looked at, or the span of the case. */
export function useWindow(): TimeWindow | null {
  const { window } = useShownWindow();
  const span = useCase().value?.span ?? null;
  return window ?? span;
}
