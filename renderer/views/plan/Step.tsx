import { Fragment, memo } from 'react';
import type { PlanStep } from '../../../shared/model/plan.ts';
import type { ServiceId } from '../../../shared/model/map.ts';
import { firstFew } from '../../../shared/map/words.ts';
import { obstacleWords } from '../../../shared/recovery/words.ts';
import { useNames } from '../../derive/use-case.ts';
import { AssumedValid } from '../../parts/AssumedValid.tsx';
import { ServiceLink } from '../../parts/ServiceLink.tsx';
import { selectDependency } from '../../store/select.ts';
import { tick } from '../../store/plan.ts';
import { useChoice } from '../../store/store.ts';
import { clock, count, plural } from '../../words/format.ts';
import { Minutes } from './Minutes.tsx';

interface StepProps {
  readonly step: PlanStep;
  /** Minutes were given for some step. */
  readonly timed: boolean;
}

/** One service to bring back: who, why here, what first, and what to see before going on. */
export const Step = memo(function Step({ step, timed }: StepProps) {
  const nameOf = useNames();
  const ticked = useChoice((c) => c.done.includes(step.service));
  const waits = useChoice((c) => step.after.filter((id) => !c.done.includes(id)).join('\n'));
  const direct = step.after.filter((server) => !step.indirect.includes(server));
  const waiting = waits === '' || ticked ? [] : waits.split('\n');
  return (
    <div className={`plan-step${ticked ? ' plan-step-done' : ''}${step.critical ? ' plan-step-critical' : ''}`}>
      <input
        type="checkbox"
        checked={ticked}
        aria-label={`${nameOf(step.service)} is up`}
        onChange={() => tick(step.service)}
      />
      <div className="plan-who">
        <ServiceLink service={step.service} />
        <Places step={step} />
        {step.onset !== null && (
          <div className="small">
            failing since <span className="mono fail-ink">{clock(step.onset)}</span>
          </div>
        )}
        <Minutes step={step} timed={timed} />
        <div className="row">
          {step.critical && (
            <span className="chip" title="A delay here delays the whole plan.">
              critical path
            </span>
          )}
          {step.inferred && <span className="chip chip-inferred">inferred</span>}
          <AssumedValid service={step.service} />
          {step.assumed && <span className="chip chip-inferred">what if</span>}
        </div>
      </div>
      <div className="plan-why">
        <p className="copyable">{step.reason}</p>
        {step.obstacles.map((obstacle) => (
          <p key={obstacle.service} className="plan-blocked copyable">
            <b>May not come up.</b> {obstacleWords(obstacle, nameOf)}
          </p>
        ))}
        {step.doubt !== null && <p className="plan-doubt copyable">{step.doubt}</p>}
        {direct.length > 0 && (
          <p className="small">
            Evidence:{' '}
            {direct.map((server, i) => (
              <Fragment key={server}>
                {i > 0 && ', '}
                <AfterLink client={step.service} server={server} />
              </Fragment>
            ))}
          </p>
        )}
        {waiting.length > 0 && <p className="small plan-waits">Waits for {firstFew(waiting.map(nameOf))}.</p>}
        <Rounds step={step} />
        <p className="copyable">
          <b>Check before going on:</b> {step.check}
        </p>
      </div>
    </div>
  );
});

/** How many instances where; opened, which. */
function Places({ step: { instances, regions, places } }: { readonly step: PlanStep }) {
  const named = places.filter((place) => place.instances.length > 0);
  const text = `${plural(instances, 'instance')}${regions.length > 0 ? ` · ${regions.join(', ')}` : ''}`;
  if (named.length === 0) return <div className="small">{text}</div>;
  return (
    <details className="small plan-places">
      <summary>{text}</summary>
      {named.map(({ region, instances: ids }) => (
        <div key={region} className="copyable">
          {region}: <span className="mono">{ids.join(' ')}</span>
        </div>
      ))}
    </details>
  );
}

function Rounds({ step: { rolling } }: { readonly step: PlanStep }) {
  if (rolling.length === 0) return null;
  return (
    <ol className="plan-rounds small">
      {rolling.map(({ region, instances, why }, i) => (
        <li key={`${region} ${instances.join()}`}>
          <b>{count(i + 1)}.</b> {region} <span className="mono">{instances.length === 1 ? instances[0] : ''}</span>{' '}
          {instances.length > 1 && `${plural(instances.length, 'instance')} `}
          <span className="quiet">({why})</span>
        </li>
      ))}
    </ol>
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
