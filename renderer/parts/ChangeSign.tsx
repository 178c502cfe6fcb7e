import type { ChangeClass } from '../../shared/model/comparison.ts';
import { CLASS_NAMES, SIGNS } from '../../shared/comparison/told.ts';

/** What became of something, as a sign and a word. */
export function ChangeSign({ change }: { readonly change: ChangeClass }) {
  return (
    <span className={`change change-${change}`}>
      <span className="change-sign" aria-hidden="true">
        {SIGNS[change]}
      </span>
      {CLASS_NAMES[change]}
    </span>
  );
}
