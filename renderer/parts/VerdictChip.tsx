import type { Verdict } from '../../shared/model/heartbeats.ts';
import { VERDICT_WORDS } from '../../shared/heartbeat/words.ts';
import { Mark } from './Mark.tsx';

const LOOKS = { lost: 'error', active: 'degraded', unconfirmed: 'blind', removed: null } as const;

/** What other evidence says of a silence, as a mark and a word. */
export function VerdictChip({ verdict }: { readonly verdict: Verdict }) {
  const mark = LOOKS[verdict];
  return (
    <span className={mark === null ? 'chip' : `chip chip-${mark}`}>
      {mark !== null && <Mark mark={mark} />} {VERDICT_WORDS[verdict]}
    </span>
  );
}
