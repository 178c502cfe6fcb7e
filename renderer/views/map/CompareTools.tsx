import { useState } from 'react';
import type { TimeWindow } from '../../../shared/model/time.ts';
import { useWindow } from '../../derive/use-case.ts';
import { typedTime } from '../../layout/window.ts';
import { Button } from '../../parts/Button.tsx';
import { chooseAgainstCase } from '../../store/case.ts';
import { set, useChoice } from '../../store/store.ts';
import type { Against } from '../../store/store.ts';
import { dayMinute, fileName } from '../../words/format.ts';

const KINDS = [
  ['before', 'against the window before'],
  ['baseline', 'against before the incident'],
  ['window', 'against a window…'],
  ['case', 'against another case…'],
] as const;

/** What the window is held against. */
export function CompareWith() {
  const against = useChoice((c) => c.against);
  const window = useWindow();
  const fleet = against?.fleet ?? false;
  const choose = (kind: string): void => {
    if (kind === '') set({ against: null });
    else if (kind === 'before' || kind === 'baseline') set({ against: { kind, fleet } });
    else if (kind === 'case') void chooseAgainstCase(fleet);
    else if (window !== null) set({ against: { kind: 'window', window: halfBefore(window), fleet } });
  };
  return (
    <select
      aria-label="Compare with"
      value={against?.kind ?? ''}
      title="C compares with the window before, and ends it"
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{against === null ? 'compare…' : 'do not compare'}</option>
      {KINDS.map(([kind, words]) => (
        <option key={kind} value={kind}>
          {kind === 'case' && against?.kind === 'case' ? `against ${fileName(against.path)}` : words}
        </option>
      ))}
    </select>
  );
}

/** Whether all services are compared, or what the target reaches. */
export function WholeFleet() {
  const against = useChoice((c) => c.against);
  const target = useChoice((c) => c.target);
  if (against === null || target === null) return null;
  return (
    <label className="tool">
      <input
        type="checkbox"
        checked={against.fleet}
        onChange={(event) => set({ against: { ...against, fleet: event.target.checked } })}
      />
      whole fleet
    </label>
  );
}

/** Where what is held against has to be said more closely: the window, or which case. */
export function AgainstTools() {
  const against = useChoice((c) => c.against);
  const window = useWindow();
  if (against?.kind !== 'window' && against?.kind !== 'case') return null;
  return (
    <div className="view-tools">
      {against.kind === 'window' ? (
        <AgainstFields against={against} shown={window} />
      ) : (
        <Button onClick={() => void chooseAgainstCase(against.fleet)}>Choose another case…</Button>
      )}
    </div>
  );
}

/** A first proposal for a drawn window: the first half of what is looked at. */
function halfBefore({ from, to }: TimeWindow): TimeWindow {
  return { from, to: from + Math.max(1, Math.floor((to - from) / 2)) };
}

interface AgainstFieldsProps {
  readonly against: Extract<Against, { kind: 'window' }>;
  readonly shown: TimeWindow | null;
}

/** The window to hold against, as two times; or the one that is looked at now, before another is drawn. */
function AgainstFields({ against, shown }: AgainstFieldsProps) {
  const { window } = against;
  const [wrong, setWrong] = useState<string | null>(null);
  const take = (end: 'from' | 'to', text: string): void => {
    const at = typedTime(text, window[end]);
    const next = { ...window, [end]: at ?? window[end] };
    if (at === undefined) setWrong('Not a time. Write 14:01 or 2026-03-04 14:01 (UTC).');
    else if (next.from >= next.to) setWrong('It must end after it begins.');
    else {
      setWrong(null);
      set({ against: { ...against, window: next } });
    }
  };
  return (
    <span className="tool" role="group" aria-label="Against, UTC">
      <span className="quiet">Against</span>
      {(['from', 'to'] as const).map((end) => (
        <input
          key={`${end} ${window[end]}`}
          className="tool-text mono against-time"
          aria-label={end === 'from' ? 'Against from, UTC' : 'Against to, UTC'}
          defaultValue={dayMinute(window[end])}
          spellCheck={false}
          onBlur={(event) => {
            if (event.target.value !== dayMinute(window[end])) take(end, event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take(end, event.currentTarget.value);
          }}
        />
      ))}
      {shown !== null && (
        <Button
          title="Then draw another window on the time line"
          onClick={() => set({ against: { ...against, window: shown } })}
        >
          Take the drawn one
        </Button>
      )}
      {wrong !== null && (
        <span className="field-remark" role="status">
          {wrong}
        </span>
      )}
    </span>
  );
}
