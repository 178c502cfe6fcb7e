import type { Activity, Gap, HeartbeatFacts, PairFacts } from '../../../shared/heartbeat/facts.ts';
import { heartbeatsOf, observe, silencesOf } from '../../../shared/heartbeat/heartbeats.ts';
import { thresholdsOf } from '../../../shared/heartbeat/thresholds.ts';
import type { Heartbeats } from '../../../shared/model/heartbeats.ts';

/** What a detector heard of an emitter: seconds, and where there are any the numbers of the beats. */
export interface Heard {
  readonly emitter: string;
  readonly detector: string;
  readonly seconds: readonly number[];
  /** Seconds from beat to beat: one, where nothing is said. */
  readonly every?: number;
  readonly numbers?: readonly number[];
  /** The second from which on its beats stand in another file. */
  readonly nextFile?: number;
  /** The file that its beats stand in: one for all, where nothing is said. */
  readonly file?: number;
}

const SECOND = 1_000_000;

/** Facts as the engine reads them, counted here by hand. */
export function factsOf(all: readonly Heard[], more: Partial<HeartbeatFacts> = {}): HeartbeatFacts {
  const end = (detector: string) =>
    Math.max(...all.filter((one) => one.detector === detector).flatMap(({ seconds }) => seconds));
  const gaps = all.flatMap((one, pair) => gapsOf(one, pair, end(one.detector)));
  const pairs = all.map(({ emitter, detector, seconds, every = 1 }, pair): PairFacts => {
    const missed = gaps.filter((gap) => gap.pair === pair).reduce((sum, gap) => sum + gap.missed, 0);
    return {
      pair,
      emitter,
      detector,
      interval: every * SECOND,
      intervalFrom: 'learned',
      received: seconds.length,
      missed,
      lostOnTheWay: 0,
      unsent: 0,
      firstBeat: (seconds[0] ?? 0) * SECOND,
      lastBeat: (seconds.at(-1) ?? 0) * SECOND,
      heardTo: end(detector) * SECOND,
    };
  });
  return { pairs, gaps, owners: [], validity: [], doubts: [], ...more };
}

function gapsOf(
  { seconds, every = 1, numbers, nextFile = Infinity, file = 1 }: Heard,
  pair: number,
  end: number,
): Gap[] {
  const cite = (at: number | undefined) =>
    at === undefined ? null : { source: at >= nextFile ? file + 1 : file, path: 'beats.csv', line: at };
  const found = seconds.flatMap((from, at) => {
    const to = seconds[at + 1];
    const missed = Math.round(((to ?? end) - from) / every) - (to === undefined ? 0 : 1);
    const went = numbers && to !== undefined ? (numbers[at + 1] ?? 0) - (numbers[at] ?? 0) : undefined;
    if (missed < 1) return [];
    return [{ from, to, missed, went, nth: at + 1, last: cite(from), next: cite(to) }];
  });
  return found.map(({ from, to, missed, went, nth, last, next }, at) => ({
    pair,
    lastBeat: from * SECOND,
    to: (to ?? end) * SECOND,
    isLast: to === undefined,
    missed,
    step: every * SECOND,
    lostOnTheWay: went !== undefined && went > 0 ? Math.min(went - 1, missed) : null,
    restarted: went !== undefined && went < 0,
    before: nth - (found[at - 1]?.nth ?? 0),
    after: (found[at + 1]?.nth ?? seconds.length) - nth,
    last: last as NonNullable<typeof last>,
    next,
  }));
}

/** The answer for the whole time, with what other evidence shows of every silence. */
export function answer(
  all: readonly Heard[],
  activities: readonly Activity[] = [],
  more: Partial<HeartbeatFacts> = {},
): Heartbeats {
  const [facts, thresholds] = [factsOf(all, more), thresholdsOf()];
  const observed = observe(facts, thresholds);
  const silences = silencesOf(
    observed,
    facts,
    observed.quiet.map(() => activities),
  );
  return heartbeatsOf(observed, silences, facts, { window: { from: 0, to: 10_000 * SECOND }, thresholds });
}
