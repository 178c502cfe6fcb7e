import type { Source } from '../../shared/model/evidence.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { toIso } from '../../shared/model/time.ts';
import type { SourceCounts } from '../../samples/generator/tables.ts';
import type { TrueDependency } from '../../samples/generator/truth.ts';

/** The dependencies of a map in the words of a stated truth. */
export function dependenciesOf(map: DependencyMap): readonly TrueDependency[] {
  return map.dependencies.map(({ client, server, lookups, contested, failures, firstSeen, lastSeen, regions }) => {
    return {
      client,
      server,
      lookups,
      contested,
      failures,
      firstSeen: toIso(firstSeen),
      lastSeen: toIso(lastSeen),
      regions,
    };
  });
}

type Counts = Readonly<
  Record<string, { readonly accepted: number; readonly repeated: number; readonly rejected: number }>
>;

/** Accepted, repeated and rejected records of each kind: what does not depend on which source carries a repeat. */
export function countsPerKind(
  sources: readonly Pick<SourceCounts | Source, 'kind' | 'accepted' | 'repeated' | 'rejected'>[],
): Counts {
  const counts: Record<string, { accepted: number; repeated: number; rejected: number }> = {};
  for (const { kind, accepted, repeated, rejected } of sources) {
    const sum = (counts[kind] ??= { accepted: 0, repeated: 0, rejected: 0 });
    sum.accepted += accepted;
    sum.repeated += repeated;
    sum.rejected += rejected;
  }
  return counts;
}

/** Every lookup in its place, as a truth states it: what is infrastructure's own stands beside the places. */
export function placesOf({ lookups }: DependencyMap): Omit<DependencyMap['lookups'], 'infrastructure'> {
  const { total, resolved, self, unresolved, noAnswer, ...beside } = lookups;
  const others = Object.keys(beside).filter((name) => name !== 'infrastructure');
  if (others.length > 0) throw new Error(`${others.join(', ')} of the lookups is stated nowhere.`);
  return { total, resolved, self, unresolved, noAnswer };
}
