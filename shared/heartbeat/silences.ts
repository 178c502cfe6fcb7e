import { groupBy } from '../graph/group.ts';
import type { Confidence } from '../model/heartbeats.ts';
import type { Micros } from '../model/time.ts';
import { allOf, count, counted } from '../map/words.ts';
import type { Apart } from './apart.ts';
import type { Gap } from './facts.ts';
import { hearingOf, mostlyHeard, type Hearing } from './hearing.ts';
import { covered, mostly, union, without, type Span } from './spans.ts';
import { missesIn, type Watch } from './watches.ts';

/** A time in which an emitter was silent to all that listened for it and were not deaf themselves. */
export interface Quiet extends Span {
  readonly emitter: string;
  readonly open: boolean;
  readonly detectors: readonly string[];
  /** Whether one detector alone listens, for it alone, so that path and detector cannot be ruled out. */
  readonly alone: boolean;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly interval: Micros;
  readonly missed: number;
  readonly restarted: boolean;
  /** The gap after its very last beat to anybody. */
  readonly gap: Gap;
}

/** The silences of every emitter, by emitter and time: each long enough for a loss of its own (`fewest` missed beats). */
export function quietTimes(watches: readonly Watch[], apart: Apart, fewest: number): readonly Quiet[] {
  const heardBy = new Map(
    [...groupBy(watches, ({ detector }) => detector)].map(([detector, own]) => [detector, hearingOf(own)] as const),
  );
  return [...groupBy(watches, (watch) => watch.emitter)].flatMap(([emitter, own]) => {
    const hearing = hearingOf(own);
    return hearing
      .unheardIn(own.flatMap((watch) => ownLosses(watch, apart)))
      .flatMap((span) => {
        const lostBy = own.filter(({ lost }) => mostly(span, lost));
        const isLong = lostBy.some(({ interval }) => span.to - span.from > (fewest - 0.5) * interval);
        const missedBy = own.filter((watch) => missesIn(span, watch));
        return isLong ? [{ emitter, ...quietOf(span, missedBy, heardBy) }] : [];
      })
      .filter(({ alone, gap, restarted }) => !alone || restarted || !gap.lostOnTheWay);
  });
}

/**
 * The losses of a pair without the times in which its detector, or everybody, heard nothing. Such a time within a longer loss does not end it, and one that
 * ends in a restart was real.
 */
function ownLosses({ detector, losses }: Watch, { everywhere, ofDetector }: Apart): readonly Span[] {
  const pieces = union([...everywhere, ...(ofDetector.get(detector) ?? [])]);
  return losses.flatMap((loss) => {
    if (loss.restarted) return [loss];
    const rest = without([loss], pieces);
    const [first, last] = [rest[0], rest.at(-1)];
    return first && last && !mostly(loss, pieces) ? [{ from: first.from, to: last.to }] : rest;
  });
}

function quietOf(span: Span, lostBy: readonly Watch[], heardBy: ReadonlyMap<string, Hearing>): Omit<Quiet, 'emitter'> {
  const hearing = lostBy.filter(({ detector }) => {
    const heard = heardBy.get(detector);
    return heard && mostlyHeard(span, heard);
  });
  const losses = lostBy.flatMap((watch) => watch.losses.filter((loss) => covered(loss, [span]) > 0));
  const gap = losses
    .flatMap(({ gaps }) => gaps)
    .reduce((latest, one) => (one.lastBeat > latest.lastBeat && one.lastBeat <= span.from ? one : latest));
  const restarted = losses.some((loss) => loss.restarted);
  const alone = pathsOf(lostBy) === 1 && hearing.length === 0;
  return {
    ...span,
    open: losses.every(({ open }) => open),
    detectors: lostBy.map(({ detector }) => detector),
    alone,
    ...told(lostBy, hearing.length, restarted, gap),
    interval: Math.max(...lostBy.map(({ interval }) => interval)),
    missed: Math.max(...losses.map(({ missed }) => missed)),
    restarted,
    gap,
  };
}

/** Channels of one server, as its detectors are called. */
const CHANNEL = /^(.*\bkube-apiserver) (?:leases|node status)$/;

/** By how many paths some detectors hear: the channels of one server are one. */
function pathsOf(watches: readonly Watch[]): number {
  return new Set(watches.map(({ detector }) => CHANNEL.exec(detector)?.[1] ?? detector)).size;
}

function told(
  watches: readonly Watch[],
  hearing: number,
  restarted: boolean,
  gap: Gap,
): { confidence: Confidence; reason: string } {
  const [lostBy, paths] = [watches.length, pathsOf(watches)];
  const channels =
    lostBy > 1 && paths === 1 ? ' They are channels of one server: the path to it is not ruled out.' : '';
  const again = restarted ? ' Its sequence numbers begin again after it: it was started anew.' : '';
  const sent = sentText(gap);
  if (hearing > 0) {
    const reason =
      lostBy === 1
        ? 'The only detector that listens for it lost it, and still heard others.'
        : `${allOf(lostBy, 'detector')} that listen for it lost it; ${hearing === lostBy ? 'all' : hearing} of them still heard others.`;
    return { confidence: paths > 1 || restarted ? 'high' : 'medium', reason: `${reason}${channels}${again}${sent}` };
  }
  if (lostBy > 1)
    return {
      confidence: paths > 1 || restarted ? 'medium' : 'low',
      reason: `${allOf(lostBy, 'detector')} that listen for it lost it; none of them listens for others that it still heard.${channels}${again}${sent}`,
    };
  return {
    confidence: restarted ? 'medium' : 'low',
    reason: `One detector alone listens for it and heard no other meanwhile: path and detector are not ruled out.${again}${sent}`,
  };
}

function sentText(gap: Gap): string {
  if (gap.lostOnTheWay === null) return '';
  if (gap.lostOnTheWay === 0) return ' By its sequence numbers it sent nothing meanwhile.';
  if (sentOn(gap))
    return ` By its sequence numbers it sent ${counted(sentOf(gap), 'beat')} meanwhile: cut off rather than silent.`;
  return ` By its sequence numbers it sent ${count(sentOf(gap))} of ${count(gap.missed)} beats meanwhile.`;
}

/** How many of the missed beats were sent by the sequence numbers; 0 where they do not tell. */
export const sentOf = ({ lostOnTheWay, missed }: Gap): number => Math.min(lostOnTheWay ?? 0, missed);

/** Whether an emitter ran on by its sequence numbers: they say that it sent half and more of the beats that nobody heard. */
export const sentOn = (gap: Gap): boolean => sentOf(gap) > 0 && sentOf(gap) * 2 >= gap.missed;
