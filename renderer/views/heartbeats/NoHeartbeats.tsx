import { AddEvidence } from '../../parts/AddEvidence.tsx';
import { EmptyState } from '../../parts/States.tsx';

/** What the case lacks, and which exports bring it. */
export function NoHeartbeats() {
  return (
    <EmptyState title="No heartbeats in this case">
      <p className="small">
        Heartbeats say who fell silent, and when, without waiting for anybody to complain: a record of who heard whom
        for each beat. They are read from
      </p>
      <ul className="small">
        <li>
          CSV, NDJSON or Parquet with the columns{' '}
          <span className="mono copyable">timestamp, emitter, detector, [sequence], [rtt_ms], [interval_ms]</span>
        </li>
        <li>
          <b>Prometheus</b>: the answer to a range query of <span className="mono copyable">up</span>
        </li>
        <li>
          <b>Kubernetes</b>: leases of nodes and the conditions of nodes, from several times
        </li>
        <li>
          <b>Consul</b>: <span className="mono">serfHealth</span> among the health checks, from several times
        </li>
      </ul>
      <p className="small">
        An emitter is known by the id of an instance, a container or a VM, by its address, or by the id of its service.
      </p>
      <AddEvidence />
    </EmptyState>
  );
}
