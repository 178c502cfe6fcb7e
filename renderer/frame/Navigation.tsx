import { Activity, FileText, Folder, Grid2x2, HeartPulse, ListOrdered, Network, Scale } from 'lucide-react';
import { show } from '../store/select.ts';
import { useChoice } from '../store/store.ts';
import type { View } from '../store/store.ts';

const views: readonly { readonly view: View; readonly label: string; readonly Icon: typeof Folder }[] = [
  { view: 'evidence', label: 'Evidence', Icon: Folder },
  { view: 'map', label: 'Map', Icon: Network },
  { view: 'trace', label: 'Trace', Icon: Activity },
  { view: 'plan', label: 'Plan', Icon: ListOrdered },
  { view: 'regions', label: 'Regions', Icon: Grid2x2 },
  { view: 'heartbeats', label: 'Heartbeats', Icon: HeartPulse },
  { view: 'audit', label: 'Audit', Icon: Scale },
  { view: 'report', label: 'Report', Icon: FileText },
];

/** The views, left. */
export function Navigation() {
  const current = useChoice((c) => c.view);
  return (
    <nav className="navigation" aria-label="Views">
      {views.map(({ view, label, Icon }, i) => (
        <button
          key={view}
          type="button"
          aria-current={view === current ? 'page' : undefined}
          title={`${label} (${i + 1})`}
          onClick={() => show(view)}
        >
          <Icon size={18} strokeWidth={1.6} aria-hidden="true" />
          {label}
        </button>
      ))}
    </nav>
  );
}
