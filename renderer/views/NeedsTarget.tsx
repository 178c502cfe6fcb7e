import { AddEvidence } from '../parts/AddEvidence.tsx';
import { useCase } from '../derive/use-case.ts';
import { EmptyState } from '../parts/States.tsx';

/** Instead of a view that has nothing to work on yet. */
export function NeedsTarget() {
  const summary = useCase().value;
  const lookups = summary?.lookups.total ?? 0;
  if (summary && summary.services.length > 0) {
    return (
      <EmptyState title="Choose the service under investigation">
        <p className="small">Pick a target above, or find it with Ctrl K.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={lookups > 0 ? 'No service is known yet' : 'Nothing to show yet'}>
      <p className="small">
        {lookups > 0
          ? 'The case holds lookups, but no service tree says which services own the sources and addresses. Add the service tree and the VM and IP inventories.'
          : 'Add DNS requests and responses, the VM and IP inventories and the service tree; health events show where it began.'}
      </p>
      <AddEvidence />
    </EmptyState>
  );
}
