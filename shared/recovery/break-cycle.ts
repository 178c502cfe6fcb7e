import type { Dependency } from '../model/map.ts';
import type { CycleBreak, Pair, Plan } from '../model/plan.ts';
import { MINUTE, SECOND, type TimeWindow } from '../model/time.ts';
import { keepAcyclic } from '../graph/acyclic.ts';
import { byId } from '../graph/graph.ts';
import { count, counted, span } from '../map/words.ts';
import { isCertain, useOf } from '../map/follow.ts';
import { pairKey, pairSet } from '../map/pairs.ts';
import { NO_SUCH_DEPENDENCY, nearPairs } from './near-pairs.ts';

/** How the breaks of a cycle are chosen. */
export type BreakChoice = {
  /** Breaks that the analyst asks for, by `pairKey`. */
  readonly chosen: ReadonlySet<string>;
  /** Seconds for which answers may be kept, by `pairKey`, where the responses say so. */
  readonly ttl: ReadonlyMap<string, number>;
  readonly window: TimeWindow;
  /** Dependencies that a what-if adds, by `pairKey`: nobody saw them, but they are what is asked about. */
  readonly added?: ReadonlySet<string>;
  /** Dependencies that a plan respects already, by `pairKey`: they are kept before all others. */
  readonly respected?: ReadonlySet<string>;
};

export type OpenedCycle = {
  readonly breaks: readonly CycleBreak[];
  /** The dependencies within the cycle that still give an order. */
  readonly kept: readonly Dependency[];
};

/**
 * Opens a cycle: its dependencies are kept one by one as long as they close no loop (greedy feedback arc set), so each
 * break is needed. Those that the analyst chose come last; before them the weakest: contested only, then not seen in
 * the window, then those that a client can do without longest, then the fewest lookups, failed ones included. One that
 * a what-if adds is kept before all that were seen, since it was added to be respected.
 */
export function openCycle(within: readonly Dependency[], choice: BreakChoice): OpenedCycle {
  const strongest = [...within].sort(
    (a, b) =>
      Number(choice.respected?.has(pairKey(b)) ?? false) - Number(choice.respected?.has(pairKey(a)) ?? false) ||
      Number(choice.chosen.has(pairKey(a))) - Number(choice.chosen.has(pairKey(b))) ||
      rank(b, choice) - rank(a, choice) ||
      holdOut(a, choice) - holdOut(b, choice) ||
      useOf(b) - useOf(a) ||
      byId(a.client, b.client) ||
      byId(a.server, b.server),
  );
  const edges = strongest.map((dependency) =>
    Object.assign([dependency.client, dependency.server] as const, { dependency }),
  );
  const { kept, left } = keepAcyclic(edges);
  return {
    breaks: left.reverse().map(({ dependency }) => breakOf(dependency, kept[0]?.dependency, choice)),
    kept: kept.map(({ dependency }) => dependency),
  };
}

function rank(dependency: Dependency, { added }: BreakChoice): number {
  if (added?.has(pairKey(dependency))) return 3;
  if (!isCertain(dependency)) return 0;
  return dependency.carried ? 1 : 2;
}

/** Microseconds that the client can be expected to do without the server: until its answer is stale, or it asks again. */
function holdOut(dependency: Dependency, { ttl, window }: BreakChoice): number {
  const kept = (ttl.get(pairKey(dependency)) ?? 0) * SECOND;
  return Math.max(kept, (window.to - window.from) / Math.max(1, useOf(dependency)));
}

function breakOf(weak: Dependency, strong: Dependency | undefined, choice: BreakChoice): CycleBreak {
  const chosen = choice.chosen.has(pairKey(weak));
  const why = chosen ? `chosen by the analyst; ${seenWords(weak, choice)}` : reasonToBreak(weak, strong, choice);
  return { client: weak.client, server: weak.server, why, chosen };
}

function reasonToBreak(weak: Dependency, strong: Dependency | undefined, choice: BreakChoice): string {
  if (choice.added?.has(pairKey(weak)))
    return 'added by the what-if, and all others that close the loop have to be respected';
  if (!isCertain(weak))
    return `contested in all ${count(weak.contested)} of its lookups: it may not be a dependency at all`;
  if (weak.carried) return 'not seen in the window, only before it';
  const against = strong ? ` against ${count(useOf(strong))} of the strongest` : '';
  return `the weakest of the cycle: ${counted(useOf(weak), 'lookup')}${against}${cacheWords(weak, choice)}`;
}

function seenWords(dependency: Dependency, choice: BreakChoice): string {
  if (choice.added?.has(pairKey(dependency))) return 'added by the what-if';
  return `${counted(useOf(dependency), 'lookup')}${cacheWords(dependency, choice)}`;
}

/** That answers may be kept, where that is worth a word: for more than a minute. */
function cacheWords(dependency: Dependency, { ttl }: BreakChoice): string {
  const seconds = ttl.get(pairKey(dependency)) ?? 0;
  return seconds * SECOND > MINUTE ? `, answers kept for ${span(seconds * SECOND)}` : '';
}

/** Why each break that was chosen is not taken. */
export function refusedBreaks(
  chosen: readonly Pair[],
  taken: ReadonlySet<string>,
  dependencies: readonly Pair[],
  inLoop: ReadonlySet<string>,
): Plan['refused'] {
  const known = pairSet(dependencies);
  return chosen
    .filter((one) => !taken.has(pairKey(one)))
    .map(({ client, server }) => {
      const key = pairKey({ client, server });
      if (!known.has(key))
        return { client, server, why: NO_SUCH_DEPENDENCY, near: nearPairs({ client, server }, dependencies) };
      const why = !inLoop.has(key)
        ? 'it stands in no cycle, so it has to be respected'
        : 'it opens nothing that the other breaks leave closed';
      return { client, server, why };
    });
}
