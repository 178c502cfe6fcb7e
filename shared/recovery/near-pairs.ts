import type { Pair, WhatIfAnswer, WhatIf } from '../model/plan.ts';
import { pairKey } from '../map/pairs.ts';

/** Why a dependency cannot be broken or left out. */
export const NO_SUCH_DEPENDENCY = 'no such dependency is on the map of the window';

/** The dependencies nearest to one that is not there: the same two the other way round, then those of its client or its server. */
export function nearPairs({ client, server }: Pair, dependencies: readonly Pair[], most = 4): Pair[] {
  const round = dependencies.filter((one) => one.client === server && one.server === client);
  const sharing = dependencies.filter((one) => one.client === client || one.server === server);
  return [...round, ...sharing].slice(0, most).map((one) => ({ client: one.client, server: one.server }));
}

/** What of a what-if changes nothing: dependencies left out that are not there, and added that are. */
export function idleChanges({ without, with: added }: WhatIf, dependencies: readonly Pair[]): WhatIfAnswer['idle'] {
  const there = new Set(dependencies.map(pairKey));
  const missing = (without?.dependencies ?? []).filter((one) => !there.has(pairKey(one)));
  const known = (added?.dependencies ?? []).filter((one) => there.has(pairKey(one)));
  return [
    ...missing.map((one) => ({
      side: 'without' as const,
      ...one,
      why: NO_SUCH_DEPENDENCY,
      near: nearPairs(one, dependencies),
    })),
    ...known.map((one) => ({
      side: 'with' as const,
      ...one,
      why: 'this dependency is on the map of the window already',
      near: [],
    })),
  ];
}
