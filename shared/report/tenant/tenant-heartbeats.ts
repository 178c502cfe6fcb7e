import { groupBy } from '../../graph/group.ts';
import { notesOf, totalsOf } from '../../heartbeat/heartbeats.ts';
import { counted } from '../../map/words.ts';
import type { HeartbeatPair, Heartbeats, Runtime } from '../../model/heartbeats.ts';
import { OUTSIDE, type TenantBorder } from '../../policy/tenant-map.ts';
import { leftOut, type Kept } from './fold.ts';

/** What a runtime is called: itself where it is of the tenant's services alone, else what stands for its owner. */
export function runtimeNodes(runtimes: readonly Runtime[], { isOwn, nodeOf }: TenantBorder): (name: string) => string {
  const nodes = new Map(
    runtimes.map(({ name, services }) => {
      const [node = OUTSIDE, ...more] = new Set(services.map((one) => (isOwn(one) ? name : nodeOf(one))));
      return [name, more.length > 0 ? OUTSIDE : node];
    }),
  );
  return (name) => nodes.get(name) ?? OUTSIDE;
}

/** The heartbeats that a tenant's runtimes send or hear; all runtimes of another tenant are one. */
export function tenantHeartbeats(found: Heartbeats, border: TenantBorder): Kept<Heartbeats> {
  const nodeOf = runtimeNodes(found.runtimes, border);
  const isOwn = (runtime: string) => nodeOf(runtime) === runtime;
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
  const runtimes = [...groupBy(found.runtimes, ({ name }) => nodeOf(name))]
    .filter(([node]) => pairs.some(({ emitter, detector }) => emitter === node || detector === node))
    .map(([name, all]): Runtime => ({
      name,
      knownAs: isOwn(name) ? (all[0]?.knownAs ?? null) : null,
      services: isOwn(name) ? (all[0]?.services ?? []) : [],
      emits: pairs.some(({ emitter }) => emitter === name),
      detects: pairs.some(({ detector }) => detector === name),
    }));
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
