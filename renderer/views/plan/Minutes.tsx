import { useState } from 'react';
import type { PlanStep } from '../../../shared/model/plan.ts';
import { useNames } from '../../derive/use-case.ts';
import { setMinutes } from '../../store/plan.ts';
import { useChoice } from '../../store/store.ts';

/** Expected minutes of one restart of a service, as the analyst gives them, and when it can begin. */
export function Minutes({ step, timed }: { readonly step: PlanStep; readonly timed: boolean }) {
  const own = useChoice((c) => c.plan.minutes[step.service]);
  const others = useChoice((c) => c.plan.minutes['*']);
  const [typed, setTyped] = useState<string | null>(null);
  const name = useNames()(step.service);
  const keep = (): void => {
    if (typed !== null) setMinutes(step.service, typed.trim() === '' ? null : Math.max(0, Number(typed)));
    setTyped(null);
  };
  return (
    <div className="small plan-minutes">
      <input
        type="number"
        min={0}
        step="any"
        aria-label={`Expected minutes of ${name}`}
        placeholder={others === undefined ? '–' : String(others)}
        value={typed ?? own ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setTyped(null);
        }}
      />{' '}
      min
      {timed && step.minutes !== null && step.rolling.length > 1 && ` × ${step.rolling.length}`}
      {timed && step.start !== null && <span className="quiet"> · at minute {Math.round(step.start * 10) / 10}</span>}
    </div>
  );
}
