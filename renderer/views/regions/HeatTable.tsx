import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useRowsInSight } from '../../parts/use-rows-in-sight.ts';
import type { RegionReport, RegionRow } from '../../../shared/model/regions.ts';
import { useNames } from '../../derive/use-case.ts';
import { select } from '../../store/select.ts';
import { useChoice } from '../../store/store.ts';
import { count, orderName, plural } from '../../words/format.ts';
import type { RowOrder } from './RegionsView.tsx';

interface HeatTableProps {
  readonly report: RegionReport;
  readonly heat: (count: number) => number;
  readonly by: RowOrder;
}

const ROW = 28;
const total = (row: RegionRow): number => Object.values(row.counts).reduce((sum, n) => sum + n, 0);

/** The heatmap: a grid to walk with the arrow keys; every cell shows its dependencies in the inspector. */
export function HeatTable({ report, heat, by }: HeatTableProps) {
  const nameOf = useNames();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const selected = useChoice((c) =>
    c.selection?.kind === 'cell' ? `${c.selection.service} ${c.selection.region ?? ''}` : null,
  );
  const rows = report.rows.toSorted(
    (a, b) =>
      (by === 'name' ? 0 : by === 'order' ? a.order - b.order : total(b) - total(a)) ||
      nameOf(a.service).localeCompare(nameOf(b.service), 'en'),
  );
  const against = new Set(report.violations.map((v) => `${v.path.at(-1)} ${v.region}`));
  const columns: readonly (string | null)[] = [...report.regions, null];
  const virtual = useRowsInSight(scroller, rows.length, ROW);
  const tracks = {
    gridTemplateColumns: `minmax(160px, 2fr) repeat(${report.regions.length}, minmax(82px, 1fr)) 66px`,
    minWidth: 228 + 84 * report.regions.length,
  };

  const onKey = (event: KeyboardEvent) => {
    const here = rows[at.row];
    if (here && (event.key === 'Enter' || event.key === ' ')) {
      // The focus follows a frame later: the cell that was walked to counts, not the button that still has the focus.
      event.preventDefault();
      select({ kind: 'cell', service: here.service, region: columns[at.column] ?? null });
      return;
    }
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(rows.length - 1, at.row + (step[0] ?? 0)));
    const column = Math.max(0, Math.min(columns.length - 1, at.column + (step[1] ?? 0)));
    setAt({ row, column });
    virtual.scrollToIndex(row);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`)?.focus());
  };

  return (
    <div
      className="heat"
      role="grid"
      aria-label="Lookups by service and region"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      ref={scroller}
      onKeyDown={onKey}
    >
      <div className="heat-head" role="row" style={tracks}>
        <span role="columnheader">
          <span className="visually-hidden">Service</span>
        </span>
        {report.regions.map((region) => (
          <span key={region} role="columnheader" className="cut" title={region}>
            {region}
          </span>
        ))}
        <span role="columnheader" className="quiet">
          all
        </span>
      </div>
      <div className="heat-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const name = nameOf(row.service);
          return (
            <div
              key={row.service}
              className="heat-row"
              role="row"
              aria-rowindex={item.index + 2}
              style={{ ...tracks, transform: `translateY(${item.start}px)` }}
            >
              <span role="rowheader" className="cut" title={`${name}\n${orderName(row.order)}`}>
                {name}
              </span>
              {columns.map((region, i) => {
                const n = region === null ? total(row) : (row.counts[region] ?? 0);
                const bad = region !== null && against.has(`${row.service} ${region}`);
                const place = `${item.index} ${i}`;
                return (
                  <button
                    key={region ?? ''}
                    type="button"
                    role="gridcell"
                    data-at={place}
                    tabIndex={place === `${at.row} ${at.column}` ? 0 : -1}
                    aria-selected={selected === `${row.service} ${region ?? ''}`}
                    aria-label={`${name}, ${region ?? 'all regions'}: ${plural(n, 'lookup')}${bad ? ', against a rule' : ''}`}
                    className={region === null ? 'heat-sum' : `heat-cell heat-${heat(n)}${bad ? ' heat-against' : ''}`}
                    onFocus={() => setAt({ row: item.index, column: i })}
                    onClick={() => select({ kind: 'cell', service: row.service, region })}
                  >
                    {n > 0 ? count(n) : ''}
                  </button>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
