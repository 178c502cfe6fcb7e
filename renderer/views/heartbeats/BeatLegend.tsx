import type { LossKind } from '../../../shared/model/heartbeats.ts';
import { LOSS_WORDS } from '../../../shared/heartbeat/words.ts';
import { LossSign } from '../../parts/LossSign.tsx';
import { SHARE_STEPS } from './arrange.ts';

/** What the shades and signs of the matrix mean; only the kinds of loss that are there. */
export function BeatLegend({ kinds }: { readonly kinds: readonly LossKind[] }) {
  return (
    <span className="heat-legend beat-legend small">
      <span>lost</span>
      {SHARE_STEPS.map((least, step) => (
        <span key={least} className="beat-step">
          <i className={`beat-cell heat-${step + 1}`} /> {least === 0 ? '>0' : `≥${least * 100}`} %
        </span>
      ))}
      {kinds.map((kind) => (
        <span key={kind} className="beat-step">
          <LossSign kind={kind} /> {LOSS_WORDS[kind]}
        </span>
      ))}
    </span>
  );
}
