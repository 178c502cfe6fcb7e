import { useState } from 'react';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { printPlan, savePlanPdf } from '../../store/documents.ts';
import { planQuestion, whatIfOf } from '../../store/plan.ts';
import { set, store, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { ViewHead } from '../ViewHead.tsx';
import { PickDialog } from './PickDialog.tsx';
import { PlanPaper } from './PlanPaper.tsx';
import { PlanSheet } from './PlanSheet.tsx';
import { PlanTools } from './PlanTools.tsx';
import { SavedPlansDialog } from './SavedPlansDialog.tsx';
import { SignDialog } from './SignDialog.tsx';
import { WhatIfPanel } from './WhatIfPanel.tsx';

/** In what order to bring services back. */
export function PlanView() {
  const asked = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const scope = useChoice((c) => c.scope);
  const choices = useChoice((c) => c.plan);
  const planAs = useChoice((c) => c.planAs);
  const [whatIf, setWhatIf] = useState(() => whatIfOf(store.getState().plan) !== null);
  const plan = useQuery('plan.read', planQuestion({ target: asked, window, scope, plan: choices }));
  const shown = plan.value;
  return (
    <>
      <ViewHead title="In what order to restart?">
        <TargetPicker />
        <span className="grow" />
        <Button disabled={!shown} shortcut="Ctrl P" onClick={() => void printPlan()}>
          Print…
        </Button>
        <Button disabled={!shown} onClick={() => void savePlanPdf()}>
          Save PDF…
        </Button>
        <Button
          look="main"
          shortcut="S"
          disabled={!shown || shown.waves.length === 0}
          onClick={() => set({ overlay: 'sign' })}
        >
          Sign…
        </Button>
      </ViewHead>
      <PlanTools plan={shown} whatIf={whatIf} onWhatIf={setWhatIf} />
      {asked === null ? (
        <NeedsTarget />
      ) : (
        <>
          {whatIf && <WhatIfPanel plan={shown} />}
          {planAs === 'paper' ? (
            <PlanPaper />
          ) : (
            <Answered answer={plan} waiting="Ordering the services…">
              {(value) => <PlanSheet plan={value} />}
            </Answered>
          )}
        </>
      )}
      <SignDialog plan={shown} />
      <SavedPlansDialog />
      <PickDialog plan={shown} />
    </>
  );
}
