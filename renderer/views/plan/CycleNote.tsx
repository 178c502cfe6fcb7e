import { pairKey } from '../../../shared/map/pairs.ts';
import type { Cycle } from '../../../shared/model/plan.ts';
import { bootstrapWords, loopWords } from '../../../shared/recovery/words.ts';
import { useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { selectDependency } from '../../store/select.ts';
import { setPlan } from '../../store/plan.ts';
import { useChoice } from '../../store/store.ts';

/** A cycle: where it is opened and why, how it starts, and where else it could be opened. */
export function CycleNote({ cycle, number }: { readonly cycle: Cycle; readonly number: number }) {
  const nameOf = useNames();
  return (
    <section className="cycle" aria-label={`Cycle ${number}`}>
      <b>
        Cycle {number}: {loopWords(cycle, nameOf)}.
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
      <ol className="cycle-bootstrap">
        {cycle.bootstrap.map((act, i) => (
          <li key={`${act.act} ${act.service}`}>
            <span className="quiet">{i + 1}.</span> {bootstrapWords(act, nameOf)}
          </li>
        ))}
      </ol>
      <OtherBreak cycle={cycle} />
    </section>
  );
}

function OtherBreak({ cycle }: { readonly cycle: Cycle }) {
  const nameOf = useNames();
  const breaks = useChoice((c) => c.plan.breaks);
  const within = new Set(cycle.within.map(pairKey));
  const chosen = breaks.filter((one) => within.has(pairKey(one)));
  const others = cycle.within.filter((one) => !cycle.breaks.some((taken) => pairKey(taken) === pairKey(one)));
  const alone = cycle.breaks.some((one) => !one.chosen);
  const choose = (key: string): void => {
    const found = cycle.within.find((one) => pairKey(one) === key);
    if (found) setPlan({ breaks: [...breaks, found] });
  };
  return (
    <div className="row">
      <label className="tool">
        <span className="quiet">Open it elsewhere</span>
        <select value="" onChange={(event) => choose(event.target.value)}>
          <option value="">choose a dependency</option>
          {others.map((one) => (
            <option key={pairKey(one)} value={pairKey(one)}>
              {nameOf(one.client)} without {nameOf(one.server)}
            </option>
          ))}
        </select>
      </label>
      {chosen.length > 0 && (
        <>
          {alone && <span className="small">What you chose does not open the cycle alone.</span>}
          <Button onClick={() => setPlan({ breaks: breaks.filter((one) => !within.has(pairKey(one))) })}>
            As proposed
          </Button>
        </>
      )}
    </div>
  );
}
