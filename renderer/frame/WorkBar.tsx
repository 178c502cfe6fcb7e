import { Button } from '../parts/Button.tsx';
import { cancelWork } from '../store/case.ts';
import { useChoice } from '../store/store.ts';
import { bytes, count } from '../words/format.ts';

/** Long work: what is being done, how far it is in numbers, and the way to stop it. */
export function WorkBar() {
  const work = useChoice((c) => c.work);
  if (work === null) return null;
  const amount = (n: number) => (work.unit === 'bytes' ? bytes(n) : count(n));
  const numbers =
    work.total > 0 ? `${amount(work.done)} of ${amount(work.total)}` : work.done > 0 ? amount(work.done) : '';
  const unit = work.unit === 'bytes' ? '' : ` ${work.unit}`;
  return (
    <section className="note" aria-label="Work in progress">
      <div className="note-text">
        <b className="cut">{work.step}</b>
        <span className="mono quiet">{numbers === '' ? '' : `${numbers}${unit}`}</span>
        <progress
          max={work.total > 0 ? work.total : undefined}
          value={work.total > 0 ? work.done : undefined}
          aria-label={work.step}
        />
      </div>
      <Button onClick={() => void cancelWork()}>Cancel</Button>
    </section>
  );
}
