import { namesFrom } from '../../../shared/map/names.ts';
import { useState } from 'react';
import type { Pair, Plan, WhatIfAnswer } from '../../../shared/model/plan.ts';
import type { DependencyMap } from '../../../shared/model/map.ts';
import { costWords, obstacleWords } from '../../../shared/recovery/words.ts';
import { idleSentences } from '../../../shared/recovery/what-if-words.ts';
import { useFleet, useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { DropChip } from '../../parts/DropChip.tsx';
import { ServiceLink } from '../../parts/ServiceLink.tsx';
import { noChanges } from '../../store/plan-choices.ts';
import { setPlan, whatIfOf } from '../../store/plan.ts';
import { useChoice } from '../../store/store.ts';
import { count, plural } from '../../words/format.ts';

type Side = 'without' | 'with';
type Part = 'services' | 'regions';

/** What if something were left out or added: what still comes up, what is stranded, what it costs. */
export function WhatIfPanel({ plan }: { readonly plan: Plan | undefined }) {
  const choices = useChoice((c) => c.plan);
  const fleet = useFleet().value;
  const asked = whatIfOf(choices) !== null;
  const answer = plan?.whatIf ?? null;
  return (
    <section className="what-if" aria-label="What if">
      <div className="what-if-side">
        <h3>Leave out</h3>
        <Adder side="without" part="services" options={services(fleet)} label="a service" />
        <Adder side="without" part="regions" options={regions(fleet)} label="a region" />
        <PairAdder side="without" fleet={fleet} />
      </div>
      <div className="what-if-side">
        <h3>Add</h3>
        <Adder side="with" part="services" options={services(fleet)} label="a service" />
        <Adder side="with" part="regions" options={regions(fleet)} label="a region" />
        <PairAdder side="with" fleet={fleet} />
      </div>
      {asked && (
        <div className="what-if-chips row">
          <Chips side="without" words="without" />
          <Chips side="with" words="with" />
          <Button onClick={() => setPlan({ without: noChanges, with: noChanges })}>Clear</Button>
        </div>
      )}
      {asked && answer && <Outcome answer={answer} />}
      {!asked && <p className="small quiet">Choose what is left out or added; the plan below is made anew.</p>}
    </section>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function services(fleet: DependencyMap | undefined): readonly Option[] {
  const name = namesFrom(fleet?.services ?? []);
  const list = fleet?.services.map(({ id }) => ({ value: id, label: name(id) })) ?? [];
  return list.toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}

function regions(fleet: DependencyMap | undefined): readonly Option[] {
  const names = [...new Set(fleet?.services.flatMap((service) => service.regions))].sort();
  return names.map((name) => ({ value: name, label: name }));
}

interface AdderProps {
  readonly side: Side;
  readonly part: Part;
  readonly options: readonly Option[];
  readonly label: string;
}

function Adder({ side, part, options, label }: AdderProps) {
  const changes = useChoice((c) => c.plan[side]);
  const add = (value: string): void => {
    if (value !== '' && !changes[part].includes(value))
      setPlan({ [side]: { ...changes, [part]: [...changes[part], value] } });
  };
  return (
    <select
      aria-label={`${side === 'without' ? 'Leave out' : 'Add'} ${label}`}
      value=""
      onChange={(event) => add(event.target.value)}
    >
      <option value="">{label}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A dependency by its two ends; one that is left out must be there. */
function PairAdder({ side, fleet }: { readonly side: Side; readonly fleet: DependencyMap | undefined }) {
  const [client, setClient] = useState('');
  const changes = useChoice((c) => c.plan[side]);
  const all = services(fleet);
  const servers = new Set(
    fleet?.dependencies.filter((dependency) => dependency.client === client).map(({ server }) => server),
  );
  const ends = all.filter(({ value }) => value !== client && servers.has(value) === (side === 'without'));
  const add = (server: string): void => {
    if (server === '') return;
    setPlan({ [side]: { ...changes, dependencies: [...changes.dependencies, { client, server }] } });
    setClient('');
  };
  const verb = side === 'without' ? 'Leave out a dependency' : 'Add a dependency';
  return (
    <>
      <select aria-label={`${verb}: client`} value={client} onChange={(event) => setClient(event.target.value)}>
        <option value="">a dependency of…</option>
        {all.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {client !== '' && (
        <select aria-label={`${verb}: server`} value="" onChange={(event) => add(event.target.value)}>
          <option value="">{ends.length === 0 ? 'none' : 'on…'}</option>
          {ends.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

function Chips({ side, words }: { readonly side: Side; readonly words: string }) {
  const nameOf = useNames();
  const changes = useChoice((c) => c.plan[side]);
  const drop = (part: Part, value: string) => () =>
    setPlan({ [side]: { ...changes, [part]: changes[part].filter((one) => one !== value) } });
  const dropPair = (pair: Pair) => () =>
    setPlan({ [side]: { ...changes, dependencies: changes.dependencies.filter((one) => one !== pair) } });
  return (
    <>
      {changes.services.map((id) => (
        <DropChip key={id} text={`${words} ${nameOf(id)}`} onDrop={drop('services', id)} />
      ))}
      {changes.regions.map((region) => (
        <DropChip key={region} text={`${words} region ${region}`} onDrop={drop('regions', region)} />
      ))}
      {changes.dependencies.map((pair) => (
        <DropChip
          key={`${pair.client}>${pair.server}`}
          text={`${words} ${nameOf(pair.client)} → ${nameOf(pair.server)}`}
          onDrop={dropPair(pair)}
        />
      ))}
    </>
  );
}

function Outcome({ answer }: { readonly answer: WhatIfAnswer }) {
  const nameOf = useNames();
  const inPlan = answer.stranded.filter((one) => one.inPlan).length;
  return (
    <div className="what-if-answer" role="status">
      <p>
        <b>{plural(answer.comesUp.length, 'service')}</b> of the plan {answer.comesUp.length === 1 ? 'comes' : 'come'}{' '}
        up, <b className={inPlan > 0 ? 'fail-ink' : ''}>{count(inPlan)} stranded</b>
        {answer.lost.length > 0 && `; gone: ${answer.lost.map(nameOf).join(', ')}`}. Costs {costWords(answer.after)};
        without the what-if {costWords(answer.before)}.
      </p>
      {idleSentences(answer, nameOf).map((sentence) => (
        <p key={sentence} className="what-if-idle">
          {sentence}
        </p>
      ))}
      {answer.stranded.length > 0 && (
        <ul>
          {answer.stranded.map(({ service, obstacles, inPlan: planned }) => (
            <li key={service}>
              <ServiceLink service={service} />
              <span className="small">
                {planned ? '' : 'not in the plan. '}
                {obstacles.map((one) => obstacleWords(one, nameOf)).join(' ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
