import { useState } from 'react';
import type { HeartbeatThresholds } from '../../../shared/model/heartbeats.ts';
import { DEFAULT_THRESHOLDS } from '../../../shared/heartbeat/thresholds.ts';
import { Button } from '../../parts/Button.tsx';
import { set, useChoice } from '../../store/store.ts';

/** From when on missed beats are a loss; Reset goes back to the usual thresholds. */
export function ThresholdFields() {
  const choices = useChoice((c) => c.heartbeats);
  const thresholds = choices.thresholds ?? DEFAULT_THRESHOLDS;
  const take = (change: Partial<HeartbeatThresholds>) => {
    const next = { ...thresholds, ...change };
    const usual = JSON.stringify(next) === JSON.stringify(DEFAULT_THRESHOLDS);
    set({ heartbeats: { ...choices, thresholds: usual ? null : next } });
  };
  return (
    <span className="tool thresholds" role="group" aria-label="A loss">
      <span className="quiet">A loss: more than</span>
      <NumberField
        key={`missed ${thresholds.missed}`}
        label="Beats missed in a row"
        value={thresholds.missed}
        least={0}
        most={1000}
        onTake={(missed) => take({ missed })}
      />
      <span className="quiet">in a row, or</span>
      <NumberField
        key={`share ${thresholds.share}`}
        label="Percent of the expected beats"
        value={Math.round(thresholds.share * 1000) / 10}
        least={0}
        most={100}
        onTake={(percent) => take({ share: percent / 100 })}
      />
      <span className="quiet">% of</span>
      <NumberField
        key={`over ${thresholds.over}`}
        label="Expected beats that the share is of"
        value={thresholds.over}
        least={2}
        most={1000}
        onTake={(over) => take({ over })}
      />
      <Button
        look="link"
        disabled={choices.thresholds === null}
        onClick={() => set({ heartbeats: { ...choices, thresholds: null } })}
      >
        Reset
      </Button>
    </span>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onTake: (value: number) => void;
}

/** A whole number within limits, taken over by Enter or when the field is left; what is none goes back to what it was. */
function NumberField({ label, value, least, most, onTake }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const typed = Number(text);
  const right = text.trim() !== '' && Number.isInteger(typed) && typed >= least && typed <= most;
  const commit = () => {
    if (!right) setText(String(value));
    else if (typed !== value) onTake(typed);
  };
  return (
    <input
      className="tool-text mono number-field"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!right}
      title={`${label}: a whole number from ${least} to ${most}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(String(value));
      }}
    />
  );
}
