import type { ReactNode } from 'react';
import type { LossKind, Verdict } from '../../../shared/model/heartbeats.ts';
import { LOSS_WORDS, VERDICT_WORDS } from '../../../shared/heartbeat/words.ts';
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

/** What the bars and frames of the lanes mean. */
export function LaneLegend() {
  return (
    <span className="heat-legend beat-legend small">
      <Sample words="beats that came">
        <rect className="lane-heard" x="0" y="2" width="22" height="9" />
      </Sample>
      {(Object.keys(VERDICT_WORDS) as Verdict[]).map((verdict) => (
        <Sample key={verdict} words={VERDICT_WORDS[verdict]}>
          <rect className={`lane-silence lane-${verdict}`} x="1" y="1.5" width="20" height="10" />
        </Sample>
      ))}
      <Sample words="lost by some">
        <rect className="lane-loss" x="0" y="5" width="22" height="2" />
      </Sample>
      <Sample words="lookups and connections of its own">
        <rect className="lane-act" x="2" y="3" width="4" height="8" />
        <rect className="lane-act lane-act-silent" x="9" y="3" width="4" height="8" />
      </Sample>
    </span>
  );
}

function Sample({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <span className="beat-step">
      <svg width="22" height="13" aria-hidden="true">
        {children}
      </svg>
      {words}
    </span>
  );
}
