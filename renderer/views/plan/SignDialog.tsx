import { useState } from 'react';
import { toFailure } from '../../../shared/failure.ts';
import type { Plan, SavedPlanHead, Signature } from '../../../shared/model/plan.ts';
import { fromIso, toIso } from '../../../shared/model/time.ts';
import { call } from '../../api.ts';
import { useNames } from '../../derive/use-case.ts';
import { Button } from '../../parts/Button.tsx';
import { Modal } from '../../parts/Modal.tsx';
import { keptPlan, know, planQuestion } from '../../store/plan.ts';
import { set, store, useChoice } from '../../store/store.ts';
import { useQuery } from '../../store/use-query.ts';
import { day, stamp } from '../../words/format.ts';

const close = () => set({ overlay: null });

/** Who stands for the plan: name, role and time are kept in the case with it, and printed. */
export function SignDialog({ plan }: { readonly plan: Plan | undefined }) {
  const shown = useChoice((c) => c.overlay === 'sign');
  if (!shown) return null;
  return (
    <Modal label="Sign and keep the plan" className="sign" onClose={close}>
      {plan && plan.waves.length > 0 ? <Body plan={plan} /> : <Nothing />}
    </Modal>
  );
}

function Nothing() {
  return (
    <div className="dialog-form">
      <h1>Sign and keep the plan</h1>
      <p className="small">There is no plan to sign yet. Choose a target and the services to restart.</p>
      <div className="row">
        <Button onClick={close}>Close</Button>
      </div>
    </div>
  );
}

const roles: readonly { readonly role: Signature['role']; readonly label: string }[] = [
  { role: 'prepared', label: 'prepared it' },
  { role: 'reviewed', label: 'reviewed it' },
  { role: 'approved', label: 'approves it' },
];

function Body({ plan }: { readonly plan: Plan }) {
  const nameOf = useNames();
  const kept = keptPlan(store.getState());
  const others = useQuery('plans.list', {}).value?.plans ?? [];
  const proposed = freeName(`${nameOf(plan.target)} ${day(plan.window.from)}`, others);
  const [title, setTitle] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Signature['role']>('prepared');
  const [time, setTime] = useState(() => stamp(Date.now() * 1000));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const keep = async (signed: boolean): Promise<void> => {
    const at = fromIso(time.trim().replace(' ', 'T'));
    if (signed && name.trim() === '') {
      setProblem('Who signs? Give a name.');
      return;
    }
    if (at === undefined) {
      setProblem(`“${time}” is not a time. Write it like 2026-03-04 14:30:00, in UTC.`);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const signature = signed ? { role, name: name.trim(), at } : null;
      const head = kept ? await signKept(kept, signature) : await keepNew(title ?? proposed, signature);
      know(head);
      const by = signature === null ? '' : `, ${role} by ${signature.name}`;
      set({ overlay: null, notice: { tone: 'good', message: `Kept in the case as “${head.name}”${by}.`, hint: '' } });
    } catch (error) {
      const { message, hint } = toFailure(error);
      setProblem(`${message} ${hint}`);
      setBusy(false);
    }
  };

  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(true);
      }}
    >
      <h1>{kept ? `Sign “${kept.name}”` : 'Sign and keep the plan'}</h1>
      <div className="fields">
        <label>
          <span>Name</span>
          <input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          <span>Who</span>
          <select value={role} onChange={(event) => setRole(event.target.value as Signature['role'])}>
            {roles.map((one) => (
              <option key={one.role} value={one.role}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        {!kept && (
          <label>
            <span>Plan</span>
            <input value={title ?? proposed} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
          </label>
        )}
        <label>
          <span>Time, UTC</span>
          <input className="mono" value={time} onChange={(event) => setTime(event.target.value)} />
        </label>
      </div>
      {kept && kept.signatures.length > 0 && (
        <p className="small">
          Signed so far: {kept.signatures.map((one) => `${one.role} by ${one.name}, ${stamp(one.at)}`).join('; ')}.
        </p>
      )}
      <p className="small quiet">
        The plan, its question, the ticks and the digest of the evidence are kept in the case. The evidence stays as it
        is.
      </p>
      {problem !== null && (
        <p className="fail-ink" role="alert">
          {problem}
        </p>
      )}
      <div className="row">
        <Button disabled={busy} onClick={() => void keep(false)}>
          {kept ? 'Keep the ticks only' : 'Keep without signing'}
        </Button>
        <span className="grow" />
        <Button onClick={close}>Cancel</Button>
        <Button look="main" type="submit" disabled={busy}>
          {busy ? 'Keeping…' : 'Sign and keep'}
        </Button>
      </div>
    </form>
  );
}

function signKept({ id }: SavedPlanHead, signature: Signature | null): Promise<SavedPlanHead> {
  const { done } = store.getState();
  return call('plan.sign', { id, done, ...(signature === null ? {} : { signature }) });
}

async function keepNew(name: string, signature: Signature | null): Promise<SavedPlanHead> {
  const choices = store.getState();
  const question = planQuestion(choices);
  if (question === null) throw new Error('There is no target.');
  const at = signature?.at ?? fromIso(toIso(Date.now() * 1000)) ?? 0;
  return call('plan.save', {
    name,
    question,
    done: choices.done,
    at,
    signatures: signature === null ? [] : [signature],
  });
}

/** The name, with a number after it where others have it already. */
function freeName(name: string, others: readonly SavedPlanHead[]): string {
  const taken = new Set(others.map((head) => head.name));
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name} (${n})`;
  return free;
}
