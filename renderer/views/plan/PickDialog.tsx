import { useState } from 'react';
import type { Plan } from '../../../shared/model/plan.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { useCase, useHealthMarks, useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { Mark } from '../../parts/Mark.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { setPlan } from '../../store/plan.ts';
import { set, store, useChoice } from '../../store/store.ts';
import { plural } from '../../words/format.ts';

const close = () => set({ overlay: null });

/** The services of a plan, picked by hand. */
export function PickDialog({ plan }: { readonly plan: Plan | undefined }) {
  const shown = useChoice((c) => c.overlay === 'pick');
  if (!shown) return null;
  return (
    <Modal label="Services to restart" className="pick" onClose={close}>
      <Body
        window={plan?.window}
        before={plan?.waves.flatMap(({ steps }) => steps.map(({ service }) => service)) ?? []}
      />
    </Modal>
  );
}

function Body({
  window,
  before,
}: {
  readonly window: Plan['window'] | undefined;
  readonly before: readonly ServiceId[];
}) {
  const [picked, setPicked] = useState<ReadonlySet<ServiceId>>(() => {
    const chosen = store.getState().plan.services;
    return new Set(chosen.length > 0 ? chosen : before);
  });
  const [filter, setFilter] = useState('');
  const { mark } = useHealthMarksAt(window);
  const services = (useCase().value?.services ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const name = useNames();
  const wanted = filter.trim().toLowerCase();
  const shown = services.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted));
  const toggle = (id: ServiceId): void => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const use = (): void => {
    setPlan({ services: services.flatMap(({ id }) => (picked.has(id) ? [id] : [])) });
    set({ scope: 'chosen', overlay: null });
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <h1>Services to restart</h1>
      <input
        className="tool-text"
        type="search"
        aria-label="Filter services"
        placeholder="Filter by name"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <ul className="pick-list">
        {shown.map(({ id }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={picked.has(id)} onChange={() => toggle(id)} />
              <Mark mark={mark(id)} />
              <span className="cut">{name(id)}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="small">No service is called so.</li>}
      </ul>
      <div className="row">
        <span className="small">{plural(picked.size, 'service')} picked</span>
        <Button onClick={() => setPicked(new Set())}>None</Button>
        <span className="grow" />
        <Button onClick={close}>Cancel</Button>
        <Button look="main" type="submit" disabled={picked.size === 0}>
          Plan these
        </Button>
      </div>
    </form>
  );
}

function useHealthMarksAt(window: Plan['window'] | undefined) {
  const marks = useHealthMarks(window);
  return { mark: (id: ServiceId) => marks(id).mark };
}
