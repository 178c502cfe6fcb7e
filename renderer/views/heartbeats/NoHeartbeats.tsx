import { AddEvidence } from '../../parts/AddEvidence.tsx';
import { EmptyState } from '../../parts/States.tsx';

/** What the case lacks, and which exports bring it. */
export function NoHeartbeats() {
  return (
    <EmptyState title="No heartbeats in this case">
      <p className="small">
        Heartbeats say who fell silent, and when, without waiting for anybody to complain. They come from a log of who
        heard whom: one record a beat, with the columns
      </p>
      <p className="mono small copyable">timestamp, emitter, detector, [sequence], [rtt_ms], [interval_ms]</p>
      <p className="small">
        as CSV, NDJSON or Parquet. An emitter is known by the id of an instance, a container or a VM, by its address, or
        by the id of its service.
      </p>
      <AddEvidence />
    </EmptyState>
  );
}
