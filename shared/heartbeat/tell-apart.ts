import type { Confidence, LossKind } from '../model/heartbeats.ts';
import type { Apart } from './apart.ts';
import { mostlyHeard, type Hearing } from './hearing.ts';
import type { PairLoss } from './pair-losses.ts';
import type { Quiet } from './silences.ts';
import { without, type Span } from './spans.ts';

/** What a loss of a pair is, how sure that is, and why; with the silence that it is part of. */
export interface Told {
  readonly kind: LossKind;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly quiet: Quiet | null;
}

/** What else is known where a pair lost: when its emitter was heard by any detector, and its detector heard any emitter. */
export interface Surroundings extends Apart {
  readonly quiet: readonly Quiet[];
  readonly emitter: Hearing;
  readonly detector: Hearing;
}

/** Of all that explains some of a loss, what explains most of it; what nothing else explains is the path's, where others heard the emitter. */
export function tellApart(loss: PairLoss, detector: string, around: Surroundings): Told {
  const quiet = most(loss, around.quiet);
  const pieces = [...around.everywhere, ...(around.ofDetector.get(detector) ?? [])];
  const piece = most(loss, pieces);
  const rest = without([loss], [...around.quiet, ...pieces]);
  const length = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const elsewhere = length(rest) - length(around.emitter.unheardIn(rest));
  if (quiet && overlap(loss, quiet) >= Math.max(elsewhere, piece ? overlap(loss, piece) : 0)) return silent(quiet);
  if (piece && overlap(loss, piece) >= elsewhere) {
    const { kind, confidence, reason } = piece;
    return { kind, confidence, reason, quiet: null };
  }
  const others = mostlyHeard(loss, around.detector);
  if (elsewhere >= (loss.gaps[0]?.step ?? 0))
    return {
      kind: 'path-lost',
      confidence: others ? 'high' : 'medium',
      reason: others
        ? 'Others heard the emitter, and the detector heard others: the path between the two.'
        : 'Others heard the emitter. The detector listens for no other that it heard: the path, or the detector itself.',
      quiet: null,
    };
  if (loss.lostOnTheWay > 0)
    return {
      kind: 'path-lost',
      confidence: 'low',
      reason: 'By its sequence numbers the emitter sent on; nobody else listens for it: the path, or the detector.',
      quiet: null,
    };
  return {
    kind: 'too-little',
    confidence: 'low',
    reason: 'Nobody else heard either of the two in this time.',
    quiet: null,
  };
}

function silent(quiet: Quiet): Told {
  const { confidence, reason } = quiet;
  const kind = quiet.alone && !quiet.restarted && quiet.gap.lostOnTheWay === null ? 'too-little' : 'emitter-silent';
  return { kind, confidence, reason, quiet };
}

function most<T extends Span>(loss: Span, pieces: readonly T[]): T | undefined {
  const meeting = pieces.filter((piece) => overlap(loss, piece) > 0);
  return meeting.sort((a, b) => overlap(loss, b) - overlap(loss, a))[0];
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
