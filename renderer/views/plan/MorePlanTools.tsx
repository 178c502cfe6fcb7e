import type { Plan, RollingBy } from '../../../shared/model/plan.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { More, MoreGroup } from '../../parts/More.tsx';
import { SelectTool } from '../../parts/SelectTool.tsx';
import { openMinutes, setPlan } from '../../store/plan.ts';
import { set, useChoice } from '../../store/store.ts';
import { plural } from '../../words/format.ts';
import { Runbook } from './Runbook.tsx';

const ROLLING: readonly (readonly [RollingBy | 'none', string])[] = [
  ['none', 'all at once'],
  ['region', 'region by region'],
  ['instance', 'instance by instance'],
];

/** How instances are rolled, how long a restart takes, the size of the paper, the runbook, the plans that are kept. */
export function MorePlanTools({ plan }: { readonly plan: Plan | undefined }) {
  const rolling = useChoice((c) => c.plan.rolling);
  const minutes = useChoice((c) => c.plan.minutes);
  const paper = useChoice((c) => c.paper);
  const given = Object.keys(minutes).length;
  const chosen = [
    ...(rolling === null ? [] : [{ text: `${rolling} by ${rolling}`, drop: () => setPlan({ rolling: null }) }]),
    ...(given === 0 ? [] : [{ text: `minutes of ${plural(given, 'service')}`, drop: () => setPlan({ minutes: {} }) }]),
  ];
  return (
    <More chosen={chosen}>
      <MoreGroup title="Restarts">
        <SelectTool
          label="Rolling"
          value={rolling ?? 'none'}
          options={ROLLING}
          onChange={(value) => setPlan({ rolling: value === 'none' ? null : value })}
        />
        <Button onClick={() => void openMinutes()}>Expected minutes from a file…</Button>
      </MoreGroup>
      <MoreGroup title="Paper">
        <Choice
          label="Size of the paper"
          value={paper}
          options={[
            { value: 'a4', label: 'A4' },
            { value: 'letter', label: 'Letter' },
          ]}
          onChange={(value) => set({ paper: value })}
        />
      </MoreGroup>
      {plan && (
        <MoreGroup title="Runbook">
          <Runbook plan={plan} />
        </MoreGroup>
      )}
      <MoreGroup title="In this case">
        <Button shortcut="L" onClick={() => set({ overlay: 'plans' })}>
          Kept plans…
        </Button>
      </MoreGroup>
    </More>
  );
}
