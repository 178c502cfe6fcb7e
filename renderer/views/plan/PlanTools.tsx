import type { Plan, PlanScope } from '../../../shared/model/plan.ts';
import { countermeasureKey } from '../../../shared/recovery/countermeasure-words.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { set, useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';
import { MorePlanTools } from './MorePlanTools.tsx';

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

/** Which services, what if, on the screen or as paper; and how far the restart is. */
export function PlanTools({ plan, whatIf, onWhatIf }: PlanToolsProps) {
  const scope = useChoice((c) => c.scope);
  const paper = useChoice((c) => c.planAs) === 'paper';
  return (
    <div className="view-tools plan-tools">
      <Choice
        label="Services in the plan"
        value={scope}
        options={scopes}
        onChange={(value) => set(value === 'chosen' ? { scope: value, overlay: 'pick' } : { scope: value })}
      />
      <Button aria-pressed={whatIf} onClick={() => onWhatIf(!whatIf)}>
        What if…
      </Button>
      <Button
        aria-pressed={paper}
        title="The plan as it comes out of the printer"
        onClick={() => set({ planAs: paper ? 'sheet' : 'paper' })}
      >
        Paper
      </Button>
      <MorePlanTools plan={plan} />
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
