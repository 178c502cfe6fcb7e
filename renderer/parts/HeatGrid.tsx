import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { GAP, headings } from '../layout/heat.ts';
import { useColumnsInSight, useRowsInSight } from './use-rows-in-sight.ts';
import { useSize } from './use-size.ts';

export interface GridCell {
  /** What stands in the cell, as it is to be read. */
  readonly text: string;
  /** A sign before the text. */
  readonly sign?: ReactNode;
  /** Step of the heat palette; null: a sum, without a colour. */
  readonly heat: number | null;
  /** Against a rule, or empty without showing that nothing ran there. */
  readonly mark: 'against' | 'blind' | null;
  /** A further class of its look. */
  readonly look?: string;
  /** What the cell says to those who do not see it. */
  readonly label: string;
  readonly selected: boolean;
}

/** Where there is none. */
export const NO_CELL: GridCell = { text: '', heat: 0, mark: null, label: '', selected: false };

export interface GridLine {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  /** Null: nothing to fold. */
  readonly open: boolean | null;
}

interface HeatGridProps {
  readonly label: string;
  /** What the lines are, and over which columns. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly lines: readonly GridLine[];
  /** The cell of a line and column, asked for those in sight alone. */
  readonly cellAt: (line: number, column: number) => GridCell;
  /** The letters of the longest text of a cell. */
  readonly longest: number;
  /** The heading of a line was chosen: a group folds. */
  readonly onLine: (line: number) => void;
  readonly onCell: (line: number, column: number) => void;
}

const ROW = 28;
/** The narrowest heading of a line, and the width of the sums, in pixels. */
const NAMES = 166;
const SUM = 64;
/** What the columns between them cannot have: names, sums and the edges of the panel. */
const SIDES = NAMES + SUM + 2 * GAP + 24;

/** A heatmap: a grid to walk with the arrow keys, in which only what is in sight is drawn; every cell opens what it counts. */
export function HeatGrid({ label, corner, columns, lines, cellAt, longest, onLine, onCell }: HeatGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ line: 0, column: 1 });
  const virtual = useRowsInSight(scroller, lines.length, ROW);
  const inner = columns.length - 1;
  const room = useSize(scroller).width;
  const { upright, height, width } = headings(columns.slice(0, inner), longest, Math.max(0, room - SIDES));
  const across = useColumnsInSight(scroller, inner, width + GAP, NAMES + GAP);
  const shown = [...across.getVirtualItems().map(({ index }) => index), inner];
  const tracks = {
    gridTemplateColumns: `minmax(${NAMES}px, 2fr) repeat(${inner}, minmax(${width}px, 1fr)) ${SUM}px`,
    minWidth: NAMES + SUM + 2 * GAP + (width + GAP) * inner,
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
    if (to.column > 0 && to.column <= inner) across.scrollToIndex(to.column - 1);
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
        {shown.map((i) => (
          <span
            key={i}
            role="columnheader"
            aria-colindex={i + 2}
            style={{ gridColumn: i + 2 }}
            title={columns[i]}
            className={i === inner ? 'heat-all quiet' : undefined}
          >
            <span className="cut">{columns[i]}</span>
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
              {shown.map((i) => {
                const cell = cellAt(item.index, i);
                return (
                  <button
                    key={i}
                    type="button"
                    role="gridcell"
                    aria-colindex={i + 2}
                    aria-selected={cell.selected}
                    aria-label={cell.label}
                    title={cell.label}
                    className={classOf(cell)}
                    style={{ gridColumn: i + 2 }}
                    onClick={() => onCell(item.index, i)}
                    {...place(i + 1)}
                  >
                    {cell.sign}
                    {cell.text}
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

const classOf = ({ heat, mark, look }: GridCell): string =>
  `${heat === null ? 'heat-sum' : `heat-cell heat-${heat}`}${mark === null ? '' : ` heat-${mark}`}${look ? ` ${look}` : ''}`;

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
