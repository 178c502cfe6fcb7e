import { useCase, useNames } from '../derive/use-case.ts';
import { investigate } from '../store/select.ts';
import { useChoice } from '../store/store.ts';

/** The service under investigation, to be changed by name. */
export function TargetPicker() {
  const target = useChoice((c) => c.target);
  const services = useCase().value?.services ?? [];
  const name = useNames();
  const ordered = services.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <label className="target-picker">
      <span className="quiet">Target</span>
      <select
        value={target ?? ''}
        disabled={services.length === 0}
        onChange={(event) => investigate(event.target.value)}
      >
        {target === null && <option value="">choose a service</option>}
        {ordered.map(({ id }) => (
          <option key={id} value={id}>
            {name(id)}
          </option>
        ))}
      </select>
    </label>
  );
}
