import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import { Mark } from '../../parts/Mark.tsx';
import { windowText } from '../../words/format.ts';

/** No origin: either no fault is visible at a target that was watched, or it could not have been seen. */
export function NothingFound({ diagnosis: { status, finding, window } }: { readonly diagnosis: Diagnosis }) {
  const seen = status === 'no-fault-visible';
  return (
    <section className={`nothing nothing-${status}`} aria-label={seen ? 'No fault visible' : 'Not observable'}>
      <h2>
        <Mark mark={seen ? 'ok' : 'blind'} /> {seen ? 'No fault visible' : 'Not observable'}
      </h2>
      <p className="copyable">{finding}</p>
      <p className="small">
        {seen
          ? `Its health was watched in ${windowText(window)} UTC, and none of its events tells of a failure. Another window or target may show one.`
          : 'No health event covers it in this window, and no run of lookups failed. Choose another window, or add an export of health events that covers it, or of the DNS logs of its clients.'}
      </p>
    </section>
  );
}
