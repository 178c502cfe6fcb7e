import type { Plan, Wave } from '../../../shared/model/plan.ts';
import { countermeasureKey } from '../../../shared/recovery/countermeasure-words.ts';
import { runbookOf } from '../../../shared/recovery/runbook.ts';
import { minutesText, timeWords } from '../../../shared/recovery/words.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { keptPlan } from '../../store/plan.ts';
import { set, useChoice } from '../../store/store.ts';
import { plural, shortHash, stamp, windowText } from '../../words/format.ts';
import { CycleNote } from './CycleNote.tsx';
import { CountermeasureStep } from './CountermeasureStep.tsx';
import { Step } from './Step.tsx';
import { goBetweenTicks, useFirstTick } from './tick-keys.ts';

/** The plan as a sheet: its facts, the waves with their steps, the cycles. */
export function PlanSheet({ plan }: { readonly plan: Plan }) {
  const nameOf = useNames();
  useFirstTick();
  if (plan.waves.length === 0) return <NothingToRestart plan={plan} />;
  return (
    <div className="sheet-scroll" onKeyDown={goBetweenTicks}>
      <article className="sheet" aria-label={`Restart plan: ${nameOf(plan.target)}`}>
        <h2 className="sheet-title">Restart plan: {nameOf(plan.target)}</h2>
        <p className="copyable">{plan.finding}</p>
        <Facts plan={plan} />
        {plan.refused.map(({ client, server, why }) => (
          <p key={`${client}>${server}`} className="callout" role="status">
            The break {nameOf(client)} → {nameOf(server)} is not taken: {why}.
          </p>
        ))}
        {runbookOf(plan).map((part) =>
          part.wave === null ? (
            <Beside key={part.when} when={part.when} list={part.beside} />
          ) : (
            <WaveBlock key={part.wave.wave} wave={part.wave} timed={plan.time !== null} />
          ),
        )}
        {plan.cycles.map((cycle, i) => (
          <CycleNote key={cycle.services.join()} cycle={cycle} number={i + 1} />
        ))}
      </article>
    </div>
  );
}

/** What is done beside the restarts, before or after a wave. */
function Beside({ when, list }: { readonly when: string; readonly list: Plan['countermeasures'] }) {
  return (
    <section className="wave" aria-label={when}>
      <h2>
        {when}
        <span>beside the restarts</span>
      </h2>
      {list.map((one) => (
        <CountermeasureStep key={countermeasureKey(one)} one={one} />
      ))}
    </section>
  );
}

function NothingToRestart({ plan }: { readonly plan: Plan }) {
  return (
    <EmptyState
      title={plan.status === 'not-observable' ? 'Not observable: what to restart cannot be told' : 'Nothing to restart'}
    >
      <p className="small">{plan.finding}</p>
      <div className="row">
        {plan.scope !== 'all' && <Button onClick={() => set({ scope: 'all' })}>Plan for every service instead</Button>}
        <Button onClick={() => set({ scope: 'chosen', overlay: 'pick' })}>Pick services…</Button>
      </div>
    </EmptyState>
  );
}

function Facts({ plan }: { readonly plan: Plan }) {
  const summary = useCase().value;
  const steps = plan.waves.flatMap((wave) => wave.steps);
  const instances = steps.reduce((sum, step) => sum + step.instances, 0);
  const muted = plan.countermeasures.filter(({ step }) => step === 'mute').length;
  const blocked = steps.filter(({ blockedBy }) => blockedBy.length > 0).length;
  return (
    <dl className="sheet-facts">
      <dt>Window</dt>
      <dd>{windowText(plan.window)} UTC</dd>
      <dt>Case</dt>
      <dd>
        {summary?.name} <span className="mono quiet">{summary && shortHash(summary.digest)}</span>
      </dd>
      <dt>Extent</dt>
      <dd>
        {plural(plan.waves.length, 'wave')}, {plural(steps.length, 'service')}, {plural(instances, 'instance')}
        {muted > 0 && <span> · {plural(muted, 'silent sender')} to mute</span>}
        {blocked > 0 && <b className="fail-ink"> · {plural(blocked, 'step')} blocked</b>}
      </dd>
      <dt>Time</dt>
      <dd>{plan.time === null ? 'not known: give minutes at the steps' : timeWords(plan)}</dd>
      <Kept />
    </dl>
  );
}

/** Under which name the plan is kept, and who signed it. */
function Kept() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const scope = useChoice((c) => c.scope);
  const plan = useChoice((c) => c.plan);
  const kept = useChoice((c) => c.kept);
  const head = keptPlan({ target, window, scope, plan, kept });
  if (head === null) return null;
  return (
    <>
      <dt>Kept as</dt>
      <dd>
        {head.name}, {stamp(head.savedAt)}
        {head.outdated && <span className="fail-ink"> · the case holds other evidence now</span>}
      </dd>
      <dt>Signed</dt>
      <dd>
        {head.signatures.length === 0
          ? 'by nobody yet'
          : head.signatures.map(({ role, name, at }) => `${role} by ${name}, ${stamp(at)}`).join('; ')}
      </dd>
    </>
  );
}

function WaveBlock({
  wave: { wave, steps, minutes, missing },
  timed,
}: {
  readonly wave: Wave;
  readonly timed: boolean;
}) {
  const regions = [...new Set(steps.flatMap((step) => step.regions))].sort();
  const time =
    minutes === null
      ? timed
        ? ['minutes missing']
        : []
      : [`${missing > 0 ? 'at least ' : ''}${minutesText(minutes)}`];
  return (
    <section className="wave" aria-label={`Wave ${wave}`}>
      <h2>
        Wave {wave}
        <span>{[...time, ...regions].join(' · ')}</span>
      </h2>
      {steps.map((step) => (
        <Step key={step.service} step={step} timed={timed} />
      ))}
    </section>
  );
}
