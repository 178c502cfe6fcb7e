import { Choice } from '../../parts/Choice.tsx';
import { set, useChoice } from '../../store/store.ts';
import { orderName } from '../../words/format.ts';
import { AgainstTools, CompareWith, WholeFleet } from './CompareTools.tsx';
import { MoreMapTools } from './MoreMapTools.tsx';

const depths = [1, 2, 3, 4, 5, 6];

/** How the map is looked at: tree or table, how deep, which services, held against what. */
export function MapTools() {
  const mapAs = useChoice((c) => c.mapAs);
  const filter = useChoice((c) => c.filter);
  const comparing = useChoice((c) => c.against) !== null;
  return (
    <>
      <div className="view-tools map-tools">
        <Choice
          label="Map as"
          value={mapAs}
          options={[
            { value: 'tree', label: 'Tree' },
            { value: 'table', label: 'Table' },
          ]}
          onChange={(value) => set({ mapAs: value })}
        />
        <Depth />
        <input
          className="tool-text"
          type="search"
          aria-label="Filter by name"
          placeholder="Filter by name"
          value={filter}
          spellCheck={false}
          onChange={(event) => set({ filter: event.target.value })}
        />
        {comparing ? <WholeFleet /> : <FailingOnly />}
        <CompareWith />
        {!comparing && <MoreMapTools />}
      </div>
      {comparing && <AgainstTools />}
    </>
  );
}

function Depth() {
  const depth = useChoice((c) => c.depth);
  return (
    <select
      aria-label="Depth"
      value={depth ?? ''}
      onChange={(event) => set({ depth: event.target.value === '' ? null : Number(event.target.value) })}
    >
      <option value="">all orders</option>
      {depths.map((n) => (
        <option key={n} value={n}>
          to {orderName(n).toLowerCase()}
        </option>
      ))}
    </select>
  );
}

function FailingOnly() {
  const failingOnly = useChoice((c) => c.failingOnly);
  return (
    <label className="tool">
      <input type="checkbox" checked={failingOnly} onChange={(event) => set({ failingOnly: event.target.checked })} />
      failing only
    </label>
  );
}
