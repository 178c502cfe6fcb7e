import { Button } from '../parts/Button.tsx';
import { cancelWork } from '../store/case.ts';
import { useChoice } from '../store/store.ts';
import { progressWords } from '../words/work.ts';

/** Long work: what is being done, how far it is in numbers, and the way to stop it. */
export function WorkBar() {
  const work = useChoice((c) => c.work);
  if (work === null) return null;
  return (
    <section className="note" aria-label="Work in progress">
      <div className="note-text">
        <b className="cut">{work.step}</b>
        <span className="mono quiet">{progressWords(work)}</span>
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
