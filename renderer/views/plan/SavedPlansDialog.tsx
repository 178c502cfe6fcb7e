import { useState } from 'react';
import type { SavedPlanHead } from '../../../shared/model/plan.ts';
import type { PlanRef } from '../../../shared/api.ts';
import { changesInWords } from '../../../shared/recovery/what-if-words.ts';
import { costWords } from '../../../shared/recovery/words.ts';
import { call } from '../../api.ts';
import { useNames } from '../../derive/use-case.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Button } from '../../parts/Button.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { attempt } from '../../store/case.ts';
import { planQuestion, showKept } from '../../store/plan.ts';
import { retry } from '../../store/queries.ts';
import { set, store, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { stamp } from '../../words/format.ts';
import { PlanDifference } from './PlanDifference.tsx';

const close = () => set({ overlay: null });

/** The plans that the case keeps: shown again, compared, deleted. */
export function SavedPlansDialog() {
  const shown = useChoice((c) => c.overlay === 'plans');
  return shown ? (
    <Modal label="Kept plans" className="plans" onClose={close}>
      <Body />
    </Modal>
  ) : null;
}

function Body() {
  const list = useQuery('plans.list', {});
  return (
    <div className="dialog-form">
      <div className="row">
        <h1>Kept plans</h1>
        <span className="grow" />
        <Button onClick={close}>Close</Button>
      </div>
      <Answered answer={list} waiting="Reading the plans of the case…">
        {({ plans }) =>
          plans.length === 0 ? (
            <p className="small">No plan is kept in this case yet. Sign… (S) keeps the one on the screen.</p>
          ) : (
            <PlanList plans={plans} />
          )
        }
      </Answered>
    </div>
  );
}

function PlanList({ plans }: { readonly plans: readonly SavedPlanHead[] }) {
  const [a, setA] = useState(String(plans.at(-1)?.id ?? ''));
  const [b, setB] = useState('');
  const now = planQuestion(store.getState());
  const ref = (text: string): PlanRef | null =>
    text === '' ? (now === null ? null : { question: now }) : { saved: Number(text) };
  const [before, after] = [ref(a), ref(b)];
  const found = useQuery('plan.compare', before && after ? { a: before, b: after } : null);
  const options = (
    <>
      {now !== null && <option value="">the plan on the screen</option>}
      {plans.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
  return (
    <>
      <ul className="plan-list">
        {plans.map((head) => (
          <KeptRow key={head.id} head={head} />
        ))}
      </ul>
      <div className="row plan-compare">
        <label className="tool">
          <span className="quiet">Compare</span>
          <select value={a} onChange={(event) => setA(event.target.value)}>
            {options}
          </select>
        </label>
        <label className="tool">
          <span className="quiet">with</span>
          <select value={b} onChange={(event) => setB(event.target.value)}>
            {options}
          </select>
        </label>
      </div>
      {before && after && (
        <Answered answer={found} waiting="Comparing…">
          {(value) => <PlanDifference found={value} />}
        </Answered>
      )}
    </>
  );
}

function KeptRow({ head }: { readonly head: SavedPlanHead }) {
  const nameOf = useNames();
  const remove = () =>
    attempt(async () => {
      await call('plan.delete', { id: head.id });
      if (store.getState().kept?.head.id === head.id) set({ kept: null });
      retry('plans.list', {});
    });
  const signed = head.signatures.map(({ role, name }) => `${role} by ${name}`).join(', ');
  return (
    <li>
      <div>
        <b>{head.name}</b>
        <div className="small">
          {nameOf(head.target)} · {costWords(head.cost)} · {stamp(head.savedAt)}
        </div>
        {head.whatIf && <div className="small">What if {changesInWords(head.whatIf, nameOf).join(', ')}</div>}
        <div className="small quiet">
          {signed === '' ? 'not signed' : signed}
          {head.outdated && <span className="fail-ink"> · made from other evidence</span>}
        </div>
      </div>
      <Button aria-label={`Show ${head.name}`} onClick={() => void showKept(head.id)}>
        Show
      </Button>
      <Button aria-label={`Delete ${head.name}`} onClick={() => void remove()}>
        Delete
      </Button>
    </li>
  );
}
