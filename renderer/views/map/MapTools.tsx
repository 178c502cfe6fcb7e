import { Choice } from '../../parts/Choice.tsx';
import { SelectTool } from '../../parts/SelectTool.tsx';
import { CompareTools } from './CompareTools.tsx';
import { GroupTools } from './GroupTools.tsx';
import { set, useChoice } from '../../store/store.ts';
import { orderName } from '../../words/format.ts';

const depths = [1, 2, 3, 4, 5, 6];
const SEEN_BY = [
  ['any', 'any'],
  ['dns', 'DNS'],
  ['connection', 'connection'],
  ['declared', 'any, declared'],
] as const;

/** How the map is looked at: tree or table, how deep, which services. */
export function MapTools() {
  const mapAs = useChoice((c) => c.mapAs);
  const depth = useChoice((c) => c.depth);
  const filter = useChoice((c) => c.filter);
  const failingOnly = useChoice((c) => c.failingOnly);
  const seenBy = useChoice((c) => c.seenBy);
  const comparing = useChoice((c) => c.against) !== null;
  return (
    <div className="view-tools">
      <Choice
        label="Map as"
        value={mapAs}
        options={[
          { value: 'tree', label: 'Tree' },
          { value: 'table', label: 'Table' },
        ]}
        onChange={(value) => set({ mapAs: value })}
      />
      <label className="tool">
        <span className="quiet">Depth</span>
        <select
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
      </label>
      <input
        className="tool-text"
        type="search"
        aria-label="Filter by name"
        placeholder="Filter by name"
        value={filter}
        spellCheck={false}
        onChange={(event) => set({ filter: event.target.value })}
      />
      {!comparing && (
        <label className="tool">
          <input
            type="checkbox"
            checked={failingOnly}
            onChange={(event) => set({ failingOnly: event.target.checked })}
          />
          failing only
        </label>
      )}
      {!comparing && <GroupTools />}
      {!comparing && (
        <SelectTool label="Seen by" value={seenBy} options={SEEN_BY} onChange={(value) => set({ seenBy: value })} />
      )}
      <CompareTools />
    </div>
  );
}
