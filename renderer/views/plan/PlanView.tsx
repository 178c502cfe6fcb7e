import { Fragment } from 'react';
import type { Cycle, Plan, PlanStep } from '../../../shared/model/plan.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { useCase, useNames } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { ServiceLink } from '../../parts/ServiceLink.tsx';
import { EmptyState } from '../../parts/States.tsx';
import { copyText, printPlan, savePlanPdf } from '../../store/documents.ts';
import { selectDependency } from '../../store/select.ts';
import { set, store, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { clock, count, plural, shortHash, windowText } from '../../words/format.ts';
import { planMarkdown } from '../../words/plan-markdown.ts';
import { NeedsTarget } from '../NeedsTarget.tsx';
import { TargetPicker } from '../TargetPicker.tsx';
import { ViewHead } from '../ViewHead.tsx';

/** In what order to bring services back. */
export function PlanView() {
  const target = useChoice((c) => c.target);
  const window = useChoice((c) => c.window);
  const scope = useChoice((c) => c.scope);
  const nameOf = useNames();
  const plan = useQuery(
    'plan.read',
    target === null ? null : { service: target, scope, ...(window === null ? {} : { window }) },
  );
  const shown = plan.value;
  return (
    <>
      <ViewHead title="In what order to restart?">
        <TargetPicker />
        <span className="grow" />
        <Button
          disabled={!shown}
          onClick={() => shown && void copyText(planMarkdown(shown, nameOf), 'Plan copied as Markdown.')}
        >
          Copy
        </Button>
        <Button disabled={!shown} shortcut="Ctrl P" onClick={() => void printPlan()}>
          Print…
        </Button>
        <Button look="main" disabled={!shown} onClick={() => void savePlanPdf()}>
          Save PDF…
        </Button>
      </ViewHead>
      <div className="view-tools">
        <Choice
          label="Services in the plan"
          value={scope}
          options={[
            { value: 'failing', label: 'Failing services' },
            { value: 'all', label: 'All it reaches' },
          ]}
          onChange={(value) => set({ scope: value })}
        />
        {shown && <Progress plan={shown} />}
      </div>
      {target === null ? (
        <NeedsTarget />
      ) : (
        <Answered answer={plan} waiting="Ordering the services…">
          {(value) => <Sheet plan={value} />}
        </Answered>
      )}
    </>
  );
}

function Progress({ plan }: { readonly plan: Plan }) {
  const done = useChoice((c) => c.done);
  const steps = plan.waves.flatMap((wave) => wave.steps);
  const ticked = steps.filter(({ service }) => done.includes(service)).length;
  return (
    <span className="small">
      {count(ticked)} of {plural(steps.length, 'service')} ticked; ticks last while the window is open
    </span>
  );
}

function Sheet({ plan }: { readonly plan: Plan }) {
  const nameOf = useNames();
  const summary = useCase().value;
  const steps = plan.waves.flatMap((wave) => wave.steps);
  const instances = steps.reduce((sum, step) => sum + step.instances, 0);
  if (steps.length === 0) {
    return (
      <EmptyState title="Nothing to restart">
        <p className="small">{plan.finding}</p>
        {plan.scope === 'failing' && (
          <Button onClick={() => set({ scope: 'all' })}>Plan for every service instead</Button>
        )}
      </EmptyState>
    );
  }
  return (
    <div className="sheet-scroll">
      <article className="sheet" aria-label={`Restart plan: ${nameOf(plan.target)}`}>
        <h2 className="sheet-title">Restart plan: {nameOf(plan.target)}</h2>
        <p className="copyable">{plan.finding}</p>
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
          </dd>
        </dl>
        {plan.waves.map(({ wave, steps: inWave }) => (
          <section key={wave} className="wave" aria-label={`Wave ${wave}`}>
            <h2>
              Wave {wave}
              <span>{[...new Set(inWave.flatMap(({ regions }) => regions))].sort().join(', ')}</span>
            </h2>
            {inWave.map((step) => (
              <Step key={step.service} step={step} />
            ))}
          </section>
        ))}
        {plan.cycles.map((cycle, i) => (
          <CycleNote key={cycle.services.join()} cycle={cycle} number={i + 1} />
        ))}
      </article>
    </div>
  );
}

function tick(service: ServiceId): void {
  const { done } = store.getState();
  set({ done: done.includes(service) ? done.filter((id) => id !== service) : [...done, service] });
}

function Step({ step }: { readonly step: PlanStep }) {
  const name = useNames()(step.service);
  const ticked = useChoice((c) => c.done.includes(step.service));
  return (
    <div className={ticked ? 'plan-step plan-step-done' : 'plan-step'}>
      <input type="checkbox" checked={ticked} aria-label={`${name} is up`} onChange={() => tick(step.service)} />
      <div className="plan-who">
        <ServiceLink service={step.service} />
        <div className="small">
          {plural(step.instances, 'instance')}
          {step.regions.length > 0 && ` · ${step.regions.join(', ')}`}
        </div>
        {step.onset !== null && (
          <div className="small">
            failing since <span className="mono fail-ink">{clock(step.onset)}</span>
          </div>
        )}
        {step.inferred && <span className="chip chip-inferred">inferred</span>}
      </div>
      <div className="plan-why">
        <p className="copyable">{step.reason}</p>
        {step.after.length > 0 && (
          <p className="small">
            Evidence:{' '}
            {step.after.map((server, i) => (
              <Fragment key={server}>
                {i > 0 && ', '}
                <AfterLink client={step.service} server={server} />
              </Fragment>
            ))}
          </p>
        )}
        <p className="copyable">
          <b>Check before going on:</b> {step.check}
        </p>
      </div>
    </div>
  );
}

function AfterLink({ client, server }: { readonly client: ServiceId; readonly server: ServiceId }) {
  const nameOf = useNames();
  return (
    <button
      type="button"
      className="cite cite-text"
      title={`Why: ${nameOf(client)} → ${nameOf(server)}`}
      onClick={() => selectDependency(client, server)}
    >
      → {nameOf(server)}
    </button>
  );
}

function CycleNote({ cycle, number }: { readonly cycle: Cycle; readonly number: number }) {
  const nameOf = useNames();
  return (
    <section className="cycle" aria-label={`Cycle ${number}`}>
      <b>
        Cycle {number}: {cycle.services.map(nameOf).join(' ⇄ ')}.
      </b>{' '}
      {cycle.inPlan ? 'In the plan.' : 'Reached by the target, not in the plan.'}
      <ul>
        {cycle.breaks.map(({ client, server, why }) => (
          <li key={`${client}>${server}`}>
            Start {nameOf(client)} without{' '}
            <button type="button" className="cite cite-text" onClick={() => selectDependency(client, server)}>
              {nameOf(server)}
            </button>
            : {why}
          </li>
        ))}
      </ul>
    </section>
  );
}
