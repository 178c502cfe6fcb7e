import type { Dependency, ServiceId } from '../model/map.ts';
import { keepAcyclic } from '../graph/acyclic.ts';
import { byId } from '../graph/graph.ts';
import { count, counted } from '../map/words.ts';
import { isCertain, useOf } from '../map/follow.ts';

/** A dependency to do without at first, and why this one. */
export type Break = { readonly client: ServiceId; readonly server: ServiceId; readonly why: string };

export type OpenedCycle = {
  readonly breaks: readonly Break[];
  /** The dependencies within the cycle that still give an order. */
  readonly kept: readonly Dependency[];
};

/**
 * Opens a cycle at its weakest dependencies: the strongest are kept one by one as long as they close no loop (greedy
 * feedback arc set), so each break is needed. Weakest first: contested only, then not seen in the window, then the
 * fewest lookups, failed ones included.
 */
export function openCycle(within: readonly Dependency[]): OpenedCycle {
  const strongest = [...within].sort(strongestFirst);
  const edges = strongest.map((dependency) =>
    Object.assign([dependency.client, dependency.server] as const, { dependency }),
  );
  const { kept, left } = keepAcyclic(edges);
  return {
    breaks: left.reverse().map(({ dependency }) => ({
      client: dependency.client,
      server: dependency.server,
      why: reasonToBreak(dependency, kept[0]?.dependency),
    })),
    kept: kept.map(({ dependency }) => dependency),
  };
}

function strongestFirst(a: Dependency, b: Dependency): number {
  return rank(b) - rank(a) || useOf(b) - useOf(a) || byId(a.client, b.client) || byId(a.server, b.server);
}

function rank(dependency: Dependency): number {
  if (!isCertain(dependency)) return 0;
  return dependency.carried ? 1 : 2;
}

function reasonToBreak(weak: Dependency, strong: Dependency | undefined): string {
  if (!isCertain(weak))
    return `contested in all ${count(weak.contested)} of its lookups: it may not be a dependency at all`;
  if (weak.carried) return 'not seen in the window, only before it';
  const against = strong ? ` against ${count(useOf(strong))} of the strongest` : '';
  return `the weakest of the cycle: ${counted(useOf(weak), 'lookup')}${against}`;
}
