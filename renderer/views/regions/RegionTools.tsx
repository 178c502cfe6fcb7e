import type { RegionReport } from '../../../shared/model/regions.ts';
import { Choice } from '../../parts/Choice.tsx';
import type { RegionChoices, RowGroup, RowSort } from '../../store/region-choices.ts';
import { set, useChoice } from '../../store/store.ts';

const SORTS: readonly (readonly [RowSort, string])[] = [
  ['total', 'most first'],
  ['order', 'by order'],
  ['name', 'by name'],
  ['findings', 'findings first'],
];
const GROUPS: readonly (readonly [RowGroup, string])[] = [
  ['none', 'not grouped'],
  ['order', 'grouped by order'],
  ['parent', 'grouped by parent service'],
  ['tenant', 'grouped by tenant'],
  ['dataClass', 'grouped by data class'],
];

/** How the heatmap is looked at: services or flows, by lookups or dependencies, in which order and in which groups. */
export function RegionTools({
  report,
  groups,
}: {
  readonly report: RegionReport | undefined;
  readonly groups: readonly string[];
}) {
  const choices = useChoice((c) => c.regions);
  const choose = (change: Partial<RegionChoices>) => set({ regions: { ...choices, ...change } });
  const offered = GROUPS.filter(([group]) => group === choices.group || isThere(report, group));
  const services = choices.show === 'services';
  return (
    <>
      <Choice
        label="Show"
        value={choices.show}
        options={[
          { value: 'services', label: 'Services' },
          { value: 'flows', label: 'Region → region' },
        ]}
        onChange={(show) => choose({ show })}
      />
      <Choice
        label="Weight"
        value={choices.weight}
        options={[
          { value: 'lookups', label: 'Lookups' },
          { value: 'dependencies', label: 'Dependencies' },
        ]}
        onChange={(weight) => choose({ weight })}
      />
      {services && (
        <>
          <select
            aria-label="Rows by"
            value={choices.sort}
            onChange={(event) => choose({ sort: event.target.value as RowSort })}
          >
            {SORTS.map(([sort, words]) => (
              <option key={sort} value={sort}>
                {words}
              </option>
            ))}
          </select>
          <select
            aria-label="Groups"
            value={choices.group}
            onChange={(event) => choose({ group: event.target.value as RowGroup, folded: [] })}
          >
            {offered.map(([group, words]) => (
              <option key={group} value={group}>
                {words}
              </option>
            ))}
          </select>
          {groups.length > 0 && (
            <button
              type="button"
              className="button button-plain"
              onClick={() => choose({ folded: choices.folded.length > 0 ? [] : groups })}
            >
              {choices.folded.length > 0 ? 'Open all' : 'Fold all'}
            </button>
          )}
          <input
            className="tool-text"
            type="search"
            aria-label="Filter services by name"
            placeholder="Filter by name"
            value={choices.filter}
            spellCheck={false}
            onChange={(event) => choose({ filter: event.target.value })}
          />
        </>
      )}
    </>
  );
}

/** Whether the case says anything that the rows can be grouped by. */
function isThere(report: RegionReport | undefined, group: RowGroup): boolean {
  const rows = report?.rows ?? [];
  if (group === 'parent') return rows.some(({ parent }) => parent !== null);
  if (group === 'tenant') return rows.some(({ tenants }) => tenants.length > 0);
  if (group === 'dataClass') return rows.some(({ dataClasses }) => dataClasses.length > 0);
  return true;
}
