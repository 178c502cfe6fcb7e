import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useRowsInSight } from './use-rows-in-sight.ts';

export interface Column<T> {
  readonly key: string;
  readonly label: ReactNode;
  /** A CSS grid track, e.g. `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly numeric?: boolean;
  readonly cell: (row: T) => ReactNode;
  /** What the rows are ordered by under this heading; a column without it cannot be sorted. */
  readonly sort?: (row: T) => string | number;
}

interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly selected: string | null;
  readonly onSelect: (row: T) => void;
  readonly sortBy?: { readonly key: string; readonly descending: boolean };
  readonly minWidth: number;
}

const ROW = 28;

/** A table of any length: only the rows in sight are drawn. Arrows move, headings sort. */
export function Table<T>({ label, columns, rows, rowKey, selected, onSelect, sortBy, minWidth }: TableProps<T>) {
  const [sort, setSort] = useState(sortBy);
  const scroller = useRef<HTMLDivElement>(null);
  const ordered = sorted(rows, columns, sort);
  const virtual = useRowsInSight(scroller, ordered.length, ROW);
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' '), minWidth };
  const current = ordered.findIndex((row) => rowKey(row) === selected);

  const go = (event: KeyboardEvent) => {
    const to = target(event.key, current, ordered.length);
    const row = to === null ? undefined : ordered[to];
    if (to === null || row === undefined) return;
    event.preventDefault();
    virtual.scrollToIndex(to);
    onSelect(row);
  };

  return (
    <div
      className="table"
      role="grid"
      aria-label={label}
      aria-rowcount={ordered.length + 1}
      aria-colcount={columns.length}
      ref={scroller}
      tabIndex={0}
      aria-activedescendant={selected !== null && current >= 0 ? rowId(label, selected) : undefined}
      onKeyDown={go}
    >
      <div className="table-head" role="row" aria-rowindex={1} style={tracks}>
        {columns.map((column) => (
          <div
            key={column.key}
            role="columnheader"
            className={column.numeric ? 'numeric' : undefined}
            aria-sort={sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined}
          >
            {column.sort ? (
              <button
                type="button"
                tabIndex={-1}
                onClick={() =>
                  setSort({
                    key: column.key,
                    descending: sort?.key === column.key ? !sort.descending : column.numeric === true,
                  })
                }
              >
                {column.label}
                <span aria-hidden="true">{sort?.key === column.key ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            ) : (
              column.label
            )}
          </div>
        ))}
      </div>
      <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth }}>
        {virtual.getVirtualItems().map((item) => {
          const row = ordered[item.index];
          if (row === undefined) return null;
          const key = rowKey(row);
          return (
            <div
              key={key}
              id={rowId(label, key)}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={key === selected}
              className="table-row"
              style={{ ...tracks, transform: `translateY(${item.start}px)` }}
              onClick={() => onSelect(row)}
            >
              {columns.map((column) => (
                <div key={column.key} role="gridcell" className={column.numeric ? 'numeric' : 'cut'}>
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const rowId = (label: string, key: string): string => `${label}-${key}`.replace(/\s+/g, '_');

function sorted<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  sort: { key: string; descending: boolean } | undefined,
): readonly T[] {
  const by = columns.find(({ key }) => key === sort?.key)?.sort;
  if (!by || !sort) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [by(a), by(b)];
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en'));
  });
}

/** Where a key leads from row `from` of `count`; null for keys that do not move. */
function target(key: string, from: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + 15,
    PageUp: from - 15,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}
