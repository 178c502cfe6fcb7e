import { byId } from '../graph/graph.ts';
import { groupBy } from '../graph/group.ts';
import { counted } from '../map/words.ts';
import type {
  Heartbeats,
  HeartbeatLoss,
  HeartbeatPair,
  HeartbeatThresholds,
  Runtime,
  Silence,
  Unheard,
} from '../model/heartbeats.ts';
import { overlaps, type TimeWindow } from '../model/time.ts';
import { setApart, type Apart } from './apart.ts';
import type { Activity, HeartbeatFacts, PairFacts } from './facts.ts';
import { knownAs, ownerAt, ownersIn } from './owners.ts';
import { hearingOf } from './hearing.ts';
import { quietTimes, type Quiet } from './silences.ts';
import { tellApart } from './tell-apart.ts';
import { fewestMissed } from './thresholds.ts';
import { judge } from './verdict.ts';
import { watchesOf, type Watch } from './watches.ts';

/** What the heartbeats of the case show by themselves, before other evidence is heard. */
export interface Observed {
  readonly watches: readonly Watch[];
  readonly apart: Apart;
  readonly quiet: readonly Quiet[];
}

/** The losses of every pair, and the times in which an emitter was silent to all. */
export function observe(facts: HeartbeatFacts, thresholds: HeartbeatThresholds): Observed {
  const watches = watchesOf(facts, thresholds);
  const apart = setApart(watches);
  return { watches, apart, quiet: quietTimes(watches, apart, fewestMissed(thresholds)) };
}

/** The silences with what other evidence says of each; `activities` in the order of the quiet times. */
export function silencesOf(
  { quiet }: Observed,
  facts: HeartbeatFacts,
  activities: readonly (readonly Activity[])[],
): readonly Silence[] {
  const owners = groupBy(facts.owners, ({ name }) => name);
  const validity = groupBy(facts.validity, ({ name }) => name);
  const doubts = new Map(facts.doubts.map((doubt) => [doubt.name, doubt]));
  return quiet.map((one, at) => {
    const { to, evidence, ...judged } = judge(one, {
      activities: activities[at] ?? [],
      validity: validity.get(one.emitter) ?? [],
      doubt: doubts.get(one.emitter),
    });
    return {
      emitter: one.emitter,
      service: ownerAt(owners.get(one.emitter) ?? [], one.gap.lastBeat),
      from: one.from,
      to,
      open: one.open && to === one.to,
      detectors: one.detectors,
      confidence: one.confidence,
      reason: one.reason,
      ...judged,
      interval: one.interval,
      evidence: [{ text: 'The last beat before the silence', citation: one.gap.last }, ...evidence],
    };
  });
}

/** The answer for a window: the matrix exactly, and the losses and silences that share an instant with it. */
export function heartbeatsOf(
  observed: Observed,
  silences: readonly Silence[],
  facts: HeartbeatFacts,
  { window, thresholds }: { readonly window: TimeWindow; readonly thresholds: HeartbeatThresholds },
): Heartbeats {
  const pairs = facts.pairs.map(pairOf);
  const runtimes = runtimesOf(facts, window);
  return {
    window,
    thresholds,
    runtimes,
    pairs,
    losses: lossesOf(observed, silences).filter((loss) => overlaps(loss, window)),
    silences: silences.filter((silence) => overlaps(silence, window)),
    uncovered: uncovered(observed).filter((unheard) => overlaps(unheard, window)),
    totals: totalsOf(pairs, runtimes),
    notes: notesOf(pairs, runtimes),
  };
}

/** The beats of some pairs together, and how many of the runtimes nothing knows. */
export function totalsOf(pairs: readonly HeartbeatPair[], runtimes: readonly Runtime[]): Heartbeats['totals'] {
  const sum = (of: (pair: HeartbeatPair) => number) => pairs.reduce((all, pair) => all + of(pair), 0);
  return {
    expected: sum(({ expected }) => expected),
    received: sum(({ received }) => received),
    missed: sum(({ missed }) => missed),
    lostOnTheWay: sum(({ lostOnTheWay }) => lostOnTheWay),
    unsent: sum(({ unsent }) => unsent),
    unresolved: runtimes.filter((runtime) => runtime.knownAs === null).length,
  };
}

function pairOf(facts: PairFacts): HeartbeatPair {
  const { emitter, detector, interval, intervalFrom, received, missed, lostOnTheWay, unsent } = facts;
  const { firstBeat, lastBeat, heardTo } = facts;
  const expected = received + missed;
  const lostShare = expected === 0 ? 0 : missed / expected;
  const counts = { expected, received, missed, lostOnTheWay, unsent, lostShare };
  return { emitter, detector, interval, intervalFrom, ...counts, firstBeat, lastBeat, heardTo };
}

function runtimesOf({ pairs, owners }: HeartbeatFacts, window: TimeWindow): Runtime[] {
  const ownersOf = groupBy(owners, ({ name }) => name);
  const [emitters, detectors] = [
    new Set(pairs.map(({ emitter }) => emitter)),
    new Set(pairs.map(({ detector }) => detector)),
  ];
  return [...new Set([...emitters, ...detectors])].sort(byId).map((name) => {
    const own = ownersOf.get(name) ?? [];
    return {
      name,
      knownAs: knownAs(own),
      services: ownersIn(own, window),
      emits: emitters.has(name),
      detects: detectors.has(name),
    };
  });
}

function lossesOf({ watches, apart, quiet }: Observed, silences: readonly Silence[]): HeartbeatLoss[] {
  const [byEmitter, byDetector] = [
    groupBy(watches, ({ emitter }) => emitter),
    groupBy(watches, ({ detector }) => detector),
  ];
  const heard = (groups: ReadonlyMap<string, readonly Watch[]>) =>
    new Map([...groups].map(([name, own]) => [name, hearingOf(own)] as const));
  const [emitterHeard, detectorHeard, quietOf] = [
    heard(byEmitter),
    heard(byDetector),
    groupBy(quiet, ({ emitter }) => emitter),
  ];
  const judged = new Map(quiet.map((one, at) => [one, silences[at]?.verdict ?? null]));
  return watches.flatMap(({ emitter, detector, losses }) =>
    losses.map(({ gaps, pair, ...loss }) => {
      const { quiet: part, ...told } = tellApart({ gaps, pair, ...loss }, detector, {
        ...apart,
        quiet: quietOf.get(emitter) ?? [],
        emitter: emitterHeard.get(emitter) ?? hearingOf([]),
        detector: detectorHeard.get(detector) ?? hearingOf([]),
      });
      const [first, next] = [gaps[0]?.last, gaps.at(-1)?.next];
      return {
        emitter,
        detector,
        ...loss,
        ...told,
        verdict: part ? (judged.get(part) ?? null) : null,
        evidence: [
          ...(first ? [{ text: 'The last beat before it', citation: first }] : []),
          ...(next ? [{ text: 'The next beat', citation: next }] : []),
        ],
      };
    }),
  );
}

/** Times in which the records stopped, and from where on a detector has none while others do. */
function uncovered({ watches, apart }: Observed): Unheard[] {
  const detectors = groupBy(watches, ({ detector }) => detector);
  const end = Math.max(...watches.map(({ heardTo }) => heardTo));
  return [...detectors].flatMap(([detector, own]) => {
    const pieces = [...apart.everywhere, ...(apart.ofDetector.get(detector) ?? [])].filter(
      ({ kind }) => kind === 'logging-stopped',
    );
    const [heardTo, usual] = [
      Math.max(...own.map((watch) => watch.heardTo)),
      Math.max(...own.map(({ interval }) => interval)),
    ];
    const ended = {
      detector,
      from: heardTo,
      to: end,
      reason: 'Its records end here, while those of others go on: whom it heard afterwards is not known.',
    };
    return [
      ...pieces.map(({ from, to, reason }) => ({ detector, from, to, reason })),
      ...(end - heardTo > 4 * usual ? [ended] : []),
    ];
  });
}

/** What limits what the heartbeats of some pairs tell, in sentences. */
export function notesOf(pairs: readonly HeartbeatPair[], runtimes: readonly Runtime[]): string[] {
  const [short, unknown] = [
    pairs.filter(({ interval }) => interval === null).length,
    runtimes.filter((one) => one.knownAs === null).length,
  ];
  if (pairs.length === 0) return ['The case has no heartbeat records.'];
  return [
    ...(short > 0
      ? [`Of ${counted(short, 'pair')} there are too few beats to tell an interval: nothing is called missed there.`]
      : []),
    ...(unknown > 0
      ? [
          `Neither inventories nor service tree know ${counted(unknown, 'runtime')}: ${unknown === 1 ? 'it stands under its own name' : 'they stand under their own names'}.`,
        ]
      : []),
  ];
}
