import { useEffect } from 'react';
import { suggestTarget } from '../derive/suggest-target.ts';
import { useCase } from '../derive/use-case.ts';
import { useQuery } from '../store/use-query.ts';
import { set, useChoice } from '../store/store.ts';
import type { View } from '../store/store.ts';
import { AuditView } from '../views/audit/AuditView.tsx';
import { EvidenceView } from '../views/evidence/EvidenceView.tsx';
import { HeartbeatsView } from '../views/heartbeats/HeartbeatsView.tsx';
import { MapView } from '../views/map/MapView.tsx';
import { PlanView } from '../views/plan/PlanView.tsx';
import { RegionsView } from '../views/regions/RegionsView.tsx';
import { ReportView } from '../views/report/ReportView.tsx';
import { TraceView } from '../views/trace/TraceView.tsx';
import { CompletenessLine } from './CompletenessLine.tsx';
import { Header } from './Header.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Navigation } from './Navigation.tsx';
import { Notes } from './Notes.tsx';
import { TimeBrush } from './TimeBrush.tsx';

const views: Readonly<Record<View, () => React.ReactNode>> = {
  evidence: EvidenceView,
  map: MapView,
  trace: TraceView,
  plan: PlanView,
  regions: RegionsView,
  heartbeats: HeartbeatsView,
  audit: AuditView,
  report: ReportView,
};

/** The window with a case open: views left, time line above, inspector right, completeness below. */
export function Workbench() {
  const view = useChoice((c) => c.view);
  const inspector = useChoice((c) => c.inspector);
  useSuggestedTarget();
  const Current = views[view];
  return (
    <div className={inspector ? 'workbench' : 'workbench workbench-wide'}>
      <Header />
      <Navigation />
      <TimeBrush />
      <main className="view" aria-label={view} key={view}>
        <Current />
      </main>
      {inspector && <Inspector />}
      <Notes />
      <CompletenessLine />
    </div>
  );
}

/** Begins with the service that most likely is under investigation, until the analyst chooses one. */
function useSuggestedTarget(): void {
  const target = useChoice((c) => c.target);
  const empty = (useCase().value?.sources.length ?? 0) === 0;
  const ask = target === null && !empty;
  const map = useQuery('map.read', ask ? {} : null).value;
  const health = useQuery('health.read', ask ? {} : null).value;
  useEffect(() => {
    if (ask && map && health) set({ target: suggestTarget(map, health) });
  }, [ask, map, health]);
}
