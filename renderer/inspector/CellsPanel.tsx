import type { ServiceId } from '../../shared/model/map.ts';
import { RegionalDependencies } from './RegionalDependencies.tsx';

interface CellsPanelProps {
  readonly label: string;
  /** Null: every service of the heatmap. */
  readonly services: readonly ServiceId[] | null;
  readonly region: string | null;
  readonly askedFrom: string | null;
}

/** Several cells of the heatmap at once: a group of services, or a flow from region to region. */
export function CellsPanel({ label, services, region, askedFrom }: CellsPanelProps) {
  return (
    <>
      <h2 className="inspector-title">
        {label}
        {askedFrom === null && (
          <>
            {' '}
            <span className="quiet">in</span> {region ?? 'all regions'}
          </>
        )}
      </h2>
      <RegionalDependencies servers={services} region={region} askedFrom={askedFrom} />
    </>
  );
}
