import { allOf } from '../map/words.ts';
import { groupBy } from '../graph/group.ts';
import type { Confidence, LossKind } from '../model/heartbeats.ts';
import type { Gap } from './facts.ts';
import type { PairLoss } from './pair-losses.ts';
import { hearingOf, mostlyHeard } from './hearing.ts';
import { mostly, union, type Span } from './spans.ts';
import { missesIn, type Watch } from './watches.ts';

/** A time in which the fault lies on the side of who listens, or of the records. */
export interface Piece extends Span {
  readonly kind: Exclude<LossKind, 'emitter-silent' | 'path-lost' | 'too-little'>;
  readonly confidence: Confidence;
  readonly reason: string;
}

/** Where it shows that it is not the emitters that fell silent. */
export interface Apart {
  /** Nobody heard anybody. */
  readonly everywhere: readonly Piece[];
  /** One detector heard none of its emitters, by its name. */
  readonly ofDetector: ReadonlyMap<string, readonly Piece[]>;
}

/** The times in which a detector, or all of them, lost every emitter, two and more. */
export function setApart(watches: readonly Watch[]): Apart {
  const everywhere = commonLosses(watches).map((piece) => judgeEverywhere(piece, watches));
  const ofDetector = new Map<string, readonly Piece[]>();
  for (const [detector, own] of groupBy(watches, (watch) => watch.detector)) {
    const others = watches.filter((watch) => watch.detector !== detector);
    const pieces = commonLosses(own).filter((piece) => !mostly(piece, everywhere));
    if (pieces.length > 0)
      ofDetector.set(
        detector,
        pieces.map((piece) => judgeDetector(piece, own, others)),
      );
  }
  return { everywhere, ofDetector };
}

/** The times of losses in which none of the pairs was heard, and two emitters and more were missing. */
function commonLosses(watches: readonly Watch[]): readonly Span[] {
  const nothing = hearingOf(watches).unheardIn(watches.flatMap(({ lost }) => lost));
  return nothing.filter((span) => {
    const lost = watches.filter((watch) => mostly(span, watch.lost));
    const shortest = Math.min(...lost.map(({ interval }) => interval));
    return lost.length > 0 && missingIn(span, watches).size > 1 && span.to - span.from >= shortest;
  });
}

/** The emitters of which beats were missed in most of a time. */
function missingIn(span: Span, watches: readonly Watch[]): ReadonlySet<string> {
  return new Set(watches.filter((watch) => missesIn(span, watch)).map(({ emitter }) => emitter));
}

function judgeEverywhere(span: Span, watches: readonly Watch[]): Piece {
  const losses = lossesIn(span, watches);
  if (neverSent(losses))
    return {
      ...span,
      kind: 'clock-jump',
      confidence: 'low',
      reason:
        'No pair has a record, and all sequence numbers go on without a gap: the clock was set forward, or everything paused.',
    };
  const sent = losses.every(({ lostOnTheWay }) => lostOnTheWay > 0);
  const logs = logsOf(span, watches);
  if (losses.every(goOnInAnotherFile))
    return {
      ...span,
      kind: 'logging-stopped',
      confidence: sent ? 'high' : 'medium',
      reason: 'The records of all detectors end in one file and go on in another.',
    };
  if (logs.length === 1)
    return {
      ...span,
      kind: 'logging-stopped',
      confidence: sent ? 'medium' : 'low',
      reason: 'The only detector that listens then has no record of anybody: its records have a gap, or it was deaf.',
    };
  if (new Set(logs.flat()).size === logs.flat().length)
    return {
      ...span,
      kind: 'detector-deaf',
      confidence: sent ? 'medium' : 'low',
      reason: `${allOf(logs.length, 'detector')} lost everybody at one time, each in a file of its own: that something cut off all of them is likelier than that ${logs.length} logs stopped together.`,
    };
  return {
    ...span,
    kind: 'logging-stopped',
    confidence: sent ? 'high' : 'medium',
    reason: `None of the ${logs.length} detectors has a record of anybody, and they are recorded in one file: the records have a gap.`,
  };
}

/** Of each detector that lost in a time, the files in which its records stand. */
function logsOf(span: Span, watches: readonly Watch[]): readonly (readonly number[])[] {
  const losing = watches.filter((watch) => missesIn(span, watch));
  return [...groupBy(losing, ({ detector }) => detector).values()].map((own) => [
    ...new Set(own.flatMap(({ gaps }) => gaps.filter(meets(span)).map(({ last }) => last.source))),
  ]);
}

const meets = (span: Span) => (gap: Gap) => gap.lastBeat < span.to && gap.to > span.from;

function goOnInAnotherFile({ gaps }: PairLoss): boolean {
  return gaps.some(({ last, next }) => next !== null && next.source !== last.source);
}

function judgeDetector(span: Span, own: readonly Watch[], others: readonly Watch[]): Piece {
  const losses = lossesIn(span, own);
  const emitters = missingIn(span, own);
  const heardElsewhere = mostlyHeard(span, hearingOf(others.filter(({ emitter }) => emitters.has(emitter))));
  const all = own.every(({ emitter }) => emitters.has(emitter));
  const elsewhere = heardElsewhere ? 'other detectors heard them' : 'no other detector tells';
  if (neverSent(losses))
    return {
      ...span,
      kind: 'clock-jump',
      confidence: heardElsewhere ? 'high' : 'low',
      reason: `${allOf(emitters.size, 'emitter')} are missing, and their sequence numbers go on without a gap; ${elsewhere}: the detector's clock was set forward.`,
    };
  if (losses.every(goOnInAnotherFile))
    return {
      ...span,
      kind: 'logging-stopped',
      confidence: 'medium',
      reason: "The detector's records end in one file and go on in another.",
    };
  return {
    ...span,
    kind: 'detector-deaf',
    confidence: heardElsewhere ? 'high' : losses.every(({ lostOnTheWay }) => lostOnTheWay > 0) ? 'medium' : 'low',
    reason: `The detector ${all ? `lost all ${emitters.size} emitters that it listens for` : `lost ${emitters.size} emitters, and the beats of the others are too far apart to tell`}; ${elsewhere}.`,
  };
}

function lossesIn(span: Span, watches: readonly Watch[]): readonly PairLoss[] {
  return watches.flatMap(({ losses }) => losses.filter((loss) => mostly(span, union([loss]))));
}

/** Whether sequence numbers say of each loss that nothing was sent in it. */
function neverSent(losses: readonly PairLoss[]): boolean {
  return losses.every(({ unsent, missed, restarted }) => unsent === missed && !restarted);
}
