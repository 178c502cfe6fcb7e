import { useState } from 'react';
import type { Micros } from '../../shared/model/time.ts';
import { useCase, useWindow } from '../derive/use-case.ts';
import { useShownWindow } from '../derive/use-shown-window.ts';
import { snapped, typedTime } from '../layout/window.ts';
import { set, useChoice } from '../store/store.ts';
import { dayMinute } from '../words/format.ts';

/** The window as two times that can be typed; it snaps to minutes and says so. */
export function WindowFields() {
  const window = useWindow();
  const whole = useChoice((c) => c.window) === null;
  const { isIncident } = useShownWindow();
  const [remark, setRemark] = useState<string | null>(null);
  const known = useCase().value !== undefined;
  if (window === null) return known && <span className="field quiet">No lookups yet</span>;
  const shown = snapped(window);

  const take = (end: 'from' | 'to', text: string): void => {
    const at = typedTime(text, shown[end]);
    if (at === undefined) {
      setRemark('Not a time. Write 14:01 or 2026-03-04 14:01 (UTC).');
      return;
    }
    const next = { ...shown, [end]: at };
    if (next.from >= next.to) {
      setRemark('The window must end after it begins.');
      return;
    }
    const snap = snapped(next);
    setRemark(snap.from !== next.from || snap.to !== next.to ? 'Snapped to whole minutes.' : null);
    set({ window: snap });
  };

  return (
    <span className="field header-window" role="group" aria-label="Window, UTC">
      <span className="quiet">Window</span>
      <TimeField key={`from ${shown.from}`} label="From, UTC" at={shown.from} onTake={(text) => take('from', text)} />
      <span className="quiet">–</span>
      <TimeField key={`to ${shown.to}`} label="To, UTC" at={shown.to} onTake={(text) => take('to', text)} />
      <span className="quiet">UTC</span>
      {isIncident ? (
        <span className="chip" title="Without a window of yours, Trace and Plan look at the incident of the target">
          incident
        </span>
      ) : (
        whole && <span className="chip">whole case</span>
      )}
      {remark !== null && (
        <span className="field-remark" role="status">
          {remark}
        </span>
      )}
    </span>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly at: Micros;
  readonly onTake: (text: string) => void;
}

function TimeField({ label, at, onTake }: TimeFieldProps) {
  const [text, setText] = useState(dayMinute(at));
  const commit = () => {
    if (text !== dayMinute(at)) onTake(text);
  };
  return (
    <input
      className="time-field mono"
      aria-label={label}
      value={text}
      size={16}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(dayMinute(at));
      }}
    />
  );
}
