import type { Plan, PlanScope, RollingBy } from '../../../shared/model/plan.ts';
import { countermeasureKey } from '../../../shared/recovery/countermeasure-words.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { openMinutes, setPlan } from '../../store/plan.ts';
import { set, useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { Runbook } from './Runbook.tsx';

interface PlanToolsProps {
  readonly plan: Plan | undefined;
  readonly whatIf: boolean;
  readonly onWhatIf: (shown: boolean) => void;
}

const scopes: readonly { readonly value: PlanScope; readonly label: string }[] = [
  { value: 'failing', label: 'Failing services' },
  { value: 'all', label: 'All it reaches' },
  { value: 'chosen', label: 'Picked by hand' },
];

/** Which services, how they are rolled, how the plan is looked at. */
export function PlanTools({ plan, whatIf, onWhatIf }: PlanToolsProps) {
  const scope = useChoice((c) => c.scope);
  const rolling = useChoice((c) => c.plan.rolling);
  const planAs = useChoice((c) => c.planAs);
  const paper = useChoice((c) => c.paper);
  return (
    <div className="view-tools plan-tools">
      <Choice
        label="Services in the plan"
        value={scope}
        options={scopes}
        onChange={(value) => set(value === 'chosen' ? { scope: value, overlay: 'pick' } : { scope: value })}
      />
      {scope === 'chosen' && <Button onClick={() => set({ overlay: 'pick' })}>Pick…</Button>}
      <label className="tool">
        <span className="quiet">Rolling</span>
        <select
          value={rolling ?? ''}
          onChange={(event) => setPlan({ rolling: (event.target.value || null) as RollingBy | null })}
        >
          <option value="">all at once</option>
          <option value="region">region by region</option>
          <option value="instance">instance by instance</option>
        </select>
      </label>
      <Button aria-pressed={whatIf} onClick={() => onWhatIf(!whatIf)}>
        What if…
      </Button>
      <Button onClick={() => void openMinutes()}>Minutes…</Button>
      <Button shortcut="L" onClick={() => set({ overlay: 'plans' })}>
        Kept plans…
      </Button>
      <Choice
        label="Plan as"
        value={planAs}
        options={[
          { value: 'sheet', label: 'Sheet' },
          { value: 'paper', label: 'Paper' },
        ]}
        onChange={(value) => set({ planAs: value })}
      />
      <label className="tool">
        <span className="visually-hidden">Paper</span>
        <select value={paper} onChange={(event) => set({ paper: event.target.value === 'letter' ? 'letter' : 'a4' })}>
          <option value="a4">A4</option>
          <option value="letter">Letter</option>
        </select>
      </label>
      {plan && <Runbook plan={plan} />}
      {plan && plan.waves.length > 0 && <Progress plan={plan} />}
    </div>
  );
}

function Progress({ plan }: { readonly plan: Plan }) {
  const done = useChoice((c) => c.done);
  const steps = [
    ...plan.waves.flatMap((wave) => wave.steps.map(({ service }) => service)),
    ...plan.countermeasures.map(countermeasureKey),
  ];
  const ticked = steps.filter((step) => done.includes(step)).length;
  return (
    <span className="small tool plan-progress" title="Ticks are kept with the plan when it is signed or kept.">
      <progress max={steps.length} value={ticked} aria-hidden="true" />
      {count(ticked)} of {plural(steps.length, plan.countermeasures.length > 0 ? 'step' : 'service')} ticked
    </span>
  );
}
