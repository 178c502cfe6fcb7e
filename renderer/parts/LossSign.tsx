import type { LossKind } from '../../shared/model/heartbeats.ts';
import { LOSS_SIGNS, LOSS_WORDS } from '../../shared/heartbeat/words.ts';

/** The kind of a loss as a shape: emitter left, detector right, a cross for who is not there. */
export function LossSign({ kind }: { readonly kind: LossKind }) {
  const { stroke, fill } = LOSS_SIGNS[kind];
  return (
    <svg className="loss-sign" viewBox="0 0 16 10" role="img" aria-label={LOSS_WORDS[kind]}>
      <path d={stroke} fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d={fill} fill="currentColor" />
    </svg>
  );
}
