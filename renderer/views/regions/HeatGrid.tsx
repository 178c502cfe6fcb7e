import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useRowsInSight } from '../../parts/use-rows-in-sight.ts';
import { headings } from '../../layout/heat.ts';
import { count } from '../../words/format.ts';

export interface GridCell {
  readonly figure: number;
  /** Step of the heat palette; null: a sum, without a colour. */
  readonly heat: number | null;
  /** Against a rule, or empty without showing that nothing ran there. */
  readonly mark: 'against' | 'blind' | null;
  /** What the cell says to those who do not see it. */
  readonly label: string;
  readonly selected: boolean;
}

export interface GridLine {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  /** Null: nothing to fold. */
  readonly open: boolean | null;
  readonly cells: readonly GridCell[];
}

interface HeatGridProps {
  readonly label: string;
  /** What the lines are, and over which columns. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly lines: readonly GridLine[];
  /** The heading of a line was chosen: a group folds. */
  readonly onLine: (line: number) => void;
  readonly onCell: (line: number, column: number) => void;
}

const ROW = 28;

/** A heatmap: a grid to walk with the arrow keys, in which only the lines in sight are drawn; every cell opens what it counts. */
export function HeatGrid({ label, corner, columns, lines, onLine, onCell }: HeatGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ line: 0, column: 1 });
  const virtual = useRowsInSight(scroller, lines.length, ROW);
  const { upright, height, width } = headings(
    columns,
    lines.flatMap(({ cells }) => cells.map(({ figure }) => figure)),
  );
  const tracks = {
    gridTemplateColumns: `minmax(166px, 2fr) repeat(${columns.length - 1}, minmax(${width}px, 1fr)) 64px`,
    minWidth: 234 + (width + 2) * (columns.length - 1),
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      // The focus follows a frame later: the cell that was walked to counts, not the button that still has the focus.
      event.preventDefault();
      if (at.column === 0) onLine(at.line);
      else onCell(at.line, at.column - 1);
      return;
    }
    const to = stepFrom(at, event.key, lines.length, columns.length);
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    virtual.scrollToIndex(to.line);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-at="${to.line} ${to.column}"]`)?.focus(),
    );
  };

  return (
    <div
      className="heat"
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length + 1}
      ref={scroller}
      onKeyDown={onKey}
    >
      <div className={`heat-head${upright ? ' heat-upright' : ''}`} role="row" style={{ ...tracks, height }}>
        <span role="columnheader" className="heat-corner quiet">
          {corner}
        </span>
        {columns.map((column, i) => (
          <span
            key={column}
            role="columnheader"
            title={column}
            className={i === columns.length - 1 ? 'quiet' : undefined}
          >
            <span className="cut">{column}</span>
          </span>
        ))}
      </div>
      <div className="heat-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const place = (column: number) => ({
            'data-at': `${item.index} ${column}`,
            tabIndex: at.line === item.index && at.column === column ? 0 : -1,
            onFocus: () => setAt({ line: item.index, column }),
          });
          return (
            <div
              key={line.key}
              className={`heat-row${line.open === null ? '' : ' heat-group'}`}
              role="row"
              aria-rowindex={item.index + 2}
              style={{ ...tracks, transform: `translateY(${item.start}px)` }}
            >
              <span role="rowheader" className="cut" title={line.title}>
                <button
                  type="button"
                  className="heat-name cut"
                  aria-expanded={line.open ?? undefined}
                  onClick={() => onLine(item.index)}
                  {...place(0)}
                >
                  {line.open !== null && <span aria-hidden="true">{line.open ? '▾ ' : '▸ '}</span>}
                  {line.label}
                </button>
              </span>
              {line.cells.map((cell, i) => (
                <button
                  key={columns[i]}
                  type="button"
                  role="gridcell"
                  aria-selected={cell.selected}
                  aria-label={cell.label}
                  className={classOf(cell)}
                  onClick={() => onCell(item.index, i)}
                  {...place(i + 1)}
                >
                  {cell.figure > 0 ? count(cell.figure) : ''}
                </button>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const classOf = ({ heat, mark }: GridCell): string =>
  `${heat === null ? 'heat-sum' : `heat-cell heat-${heat}`}${mark === null ? '' : ` heat-${mark}`}`;

/** Where a key leads in the grid; null for keys that do not move. Column 0 is the heading of the line. */
function stepFrom(at: { line: number; column: number }, key: string, lines: number, columns: number) {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    PageDown: [15, 0],
    PageUp: [-15, 0],
    Home: [0, -columns],
    End: [0, columns],
  };
  const step = steps[key];
  if (!step || lines === 0) return null;
  return {
    line: Math.max(0, Math.min(lines - 1, at.line + step[0])),
    column: Math.max(0, Math.min(columns, at.column + step[1])),
  };
}
