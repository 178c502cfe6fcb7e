import { groupBy } from '../../graph/group.ts';
import { notesOf, totalsOf } from '../../heartbeat/heartbeats.ts';
import { counted } from '../../map/words.ts';
import type { HeartbeatPair, Heartbeats, Runtime } from '../../model/heartbeats.ts';
import { OUTSIDE, type TenantBorder } from '../../policy/tenant-map.ts';
import { leftOut, type Kept } from './fold.ts';

/** Which runtimes are of a tenant's services alone, and what each is called: itself, or what stands for its owner. */
export function runtimeBorder(
  runtimes: readonly Runtime[],
  { isOwn, nodeOf }: TenantBorder,
): { readonly isOwn: (runtime: string) => boolean; readonly nodeOf: (runtime: string) => string } {
  const own = new Set(
    runtimes.filter(({ services }) => services.length > 0 && services.every(isOwn)).map(({ name }) => name),
  );
  const nodes = new Map(
    runtimes.map(({ name, services }) => {
      const [node = OUTSIDE, ...more] = new Set(services.map((one) => (isOwn(one) ? OUTSIDE : nodeOf(one))));
      return [name, more.length > 0 ? OUTSIDE : node];
    }),
  );
  return {
    isOwn: (runtime) => own.has(runtime),
    nodeOf: (runtime) => (own.has(runtime) ? runtime : (nodes.get(runtime) ?? OUTSIDE)),
  };
}

/** The heartbeats that a tenant's runtimes send or hear; all runtimes of another tenant are one. */
export function tenantHeartbeats(found: Heartbeats, border: TenantBorder): Kept<Heartbeats> {
  const { isOwn, nodeOf } = runtimeBorder(found.runtimes, border);
  const touches = ({ emitter, detector }: { readonly emitter: string; readonly detector: string }) =>
    isOwn(emitter) || isOwn(detector);
  const called = <T extends { readonly emitter: string; readonly detector: string }>(one: T): T => ({
    ...one,
    emitter: nodeOf(one.emitter),
    detector: nodeOf(one.detector),
  });
  const own = found.pairs.filter(touches);
  const pairs = [...groupBy(own.map(called), ({ emitter, detector }) => `${emitter}\n${detector}`).values()].flatMap(
    onePair,
  );
  const silences = found.silences.filter(({ emitter }) => isOwn(emitter));
  const losses = found.losses.filter(touches);
  const uncovered = found.uncovered.filter(({ detector }) => isOwn(detector));
  const runtimes = [
    ...found.runtimes.filter(({ name }) => isOwn(name)),
    ...border.others.flatMap((name): Runtime[] => {
      const [emits, detects] = [
        pairs.some(({ emitter }) => emitter === name),
        pairs.some(({ detector }) => detector === name),
      ];
      return emits || detects ? [{ name, knownAs: null, services: [], emits, detects }] : [];
    }),
  ];
  return {
    kept: {
      ...found,
      runtimes,
      pairs,
      losses: losses.map(called),
      silences: silences.map((one) => ({ ...one, detectors: [...new Set(one.detectors.map(nodeOf))] })),
      uncovered,
      totals: totalsOf(pairs, []),
      notes: pairs.length === 0 ? [] : notesOf(own, []),
    },
    leftOut: [
      ...leftOut(
        found.pairs.length - own.length,
        (n) =>
          `Heartbeats: ${counted(n, 'pair')} of emitter and detector that are both of others, with what they lost.`,
      ),
      ...leftOut(
        found.silences.length - silences.length,
        (n) => `Heartbeats: ${counted(n, 'silence')} of runtimes of others.`,
      ),
    ],
  };
}

/** The pairs of one runtime of the tenant with all those of another tenant, as one. */
function onePair(same: readonly HeartbeatPair[]): readonly HeartbeatPair[] {
  const [first, ...more] = same;
  if (first === undefined || more.length === 0) return same;
  const sum = (of: (pair: HeartbeatPair) => number) => same.reduce((all, pair) => all + of(pair), 0);
  const [expected, missed] = [sum((pair) => pair.expected), sum((pair) => pair.missed)];
  return [
    {
      ...first,
      interval: null,
      intervalFrom: null,
      expected,
      received: sum((pair) => pair.received),
      missed,
      lostOnTheWay: sum((pair) => pair.lostOnTheWay),
      unsent: sum((pair) => pair.unsent),
      lostShare: expected === 0 ? 0 : missed / expected,
      firstBeat: Math.min(...same.map((pair) => pair.firstBeat)),
      lastBeat: Math.max(...same.map((pair) => pair.lastBeat)),
      heardTo: Math.max(...same.map((pair) => pair.heardTo)),
    },
  ];
}
