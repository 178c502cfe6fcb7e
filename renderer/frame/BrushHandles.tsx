import type { KeyboardEvent } from 'react';
import { MINUTE } from '../../shared/model/time.ts';
import type { TimeWindow } from '../../shared/model/time.ts';
import { timeScale } from '../layout/time-axis.ts';
import { moved, resized } from '../layout/window.ts';
import { set } from '../store/store.ts';
import { dayMinute, windowText } from '../words/format.ts';

interface BrushHandlesProps {
  readonly window: TimeWindow;
  readonly domain: TimeWindow;
  readonly span: TimeWindow;
  readonly width: number;
  readonly height: number;
}

/** The window on the time line: its body and its two ends, each to be moved by arrow keys. */
export function BrushHandles({ window, domain, span, width, height }: BrushHandlesProps) {
  const scale = timeScale(domain, width);
  const clamp = (x: number) => Math.max(0, Math.min(width, x));
  const [left, right] = [clamp(scale.x(window.from)), clamp(scale.x(window.to))];

  const keys = (change: (by: number) => TimeWindow) => (event: KeyboardEvent) => {
    const step = { ArrowLeft: -MINUTE, ArrowRight: MINUTE, ArrowDown: -MINUTE, ArrowUp: MINUTE }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set({ window: change(event.shiftKey ? 10 * step : step) });
  };

  return (
    <g className="brush">
      <rect
        className="brush-body"
        x={left}
        y={0.5}
        width={Math.max(2, right - left)}
        height={height - 0.5}
        tabIndex={0}
        role="slider"
        aria-label="Window on the time line"
        aria-valuemin={span.from}
        aria-valuemax={span.to}
        aria-valuenow={window.from}
        aria-valuetext={`${windowText(window)} UTC`}
        onKeyDown={keys((by) => moved(window, by, span))}
      />
      {(['from', 'to'] as const).map((end) => (
        <rect
          key={end}
          className="brush-handle"
          x={(end === 'from' ? left : right) - 3}
          y={height / 2 - 10}
          width={6}
          height={20}
          rx={2}
          tabIndex={0}
          role="slider"
          aria-label={end === 'from' ? 'Start of the window' : 'End of the window'}
          aria-valuemin={span.from}
          aria-valuemax={span.to}
          aria-valuenow={window[end]}
          aria-valuetext={`${dayMinute(window[end])} UTC`}
          onKeyDown={keys((by) => resized(window, end, by, span))}
        />
      ))}
    </g>
  );
}
