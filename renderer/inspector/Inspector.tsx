import { ArrowLeft } from 'lucide-react';
import { back } from '../store/select.ts';
import { set, useChoice } from '../store/store.ts';
import type { Selection } from '../store/store.ts';
import { BetweenPanel } from './BetweenPanel.tsx';
import { CellPanel } from './CellPanel.tsx';
import { CellsPanel } from './CellsPanel.tsx';
import { DependencyPanel } from './DependencyPanel.tsx';
import { GroupLinkPanel, GroupPanel } from './GroupPanel.tsx';
import { InfrastructurePanel } from './InfrastructurePanel.tsx';
import { InspectorHelp } from './InspectorHelp.tsx';
import { PairPanel } from './PairPanel.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { RuntimePanel } from './RuntimePanel.tsx';
import { ServicePanel } from './ServicePanel.tsx';
import { SourcePanel } from './SourcePanel.tsx';

const titles: Readonly<Record<Selection['kind'], string>> = {
  service: 'Service',
  dependency: 'Dependency',
  group: 'Group',
  'group-link': 'Between groups',
  cell: 'Processed where',
  cells: 'Processed where',
  runtime: 'Runtime',
  pair: 'Heartbeats',
  between: 'Dependencies between',
  infrastructure: 'Infrastructure',
  source: 'Source',
  record: 'Record',
};

/** What is selected, down to the raw lines. */
export function Inspector() {
  const selection = useChoice((c) => c.selection);
  const trail = useChoice((c) => c.trail.length);
  return (
    <aside className="inspector" aria-label="Inspector" tabIndex={-1}>
      {selection !== null && (
        <div className="inspector-head">
          <span className="eyebrow">{titles[selection.kind]}</span>
          <span className="grow" />
          {trail > 0 && (
            <button type="button" className="icon-button" aria-label="Back" title="Back (Alt ←)" onClick={back}>
              <ArrowLeft size={14} aria-hidden="true" />
            </button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label="Select nothing"
            title="Select nothing (Esc)"
            onClick={() => set({ selection: null, trail: [] })}
          >
            ×
          </button>
        </div>
      )}
      <Panel selection={selection} />
    </aside>
  );
}

function Panel({ selection }: { readonly selection: Selection | null }) {
  switch (selection?.kind) {
    case undefined:
      return <InspectorHelp />;
    case 'service':
      return <ServicePanel service={selection.service} />;
    case 'dependency':
      return <DependencyPanel {...selection} />;
    case 'group':
      return <GroupPanel group={selection.group} />;
    case 'group-link':
      return <GroupLinkPanel client={selection.client} server={selection.server} />;
    case 'cell':
      return <CellPanel service={selection.service} region={selection.region} />;
    case 'cells':
      return <CellsPanel {...selection} />;
    case 'runtime':
      return <RuntimePanel {...selection} />;
    case 'pair':
      return <PairPanel {...selection} />;
    case 'between':
      return <BetweenPanel {...selection} />;
    case 'infrastructure':
      return <InfrastructurePanel />;
    case 'source':
      return <SourcePanel key={selection.source} id={selection.source} />;
    case 'record':
      return <RecordPanel source={selection.source} line={selection.line} path={selection.path} />;
  }
}
