import type { RawRow } from '../adapter.ts';
import { objects, text } from '../fields.ts';
import { subjectRow } from '../policy-rows.ts';

/**
 * The rows that say by which AWS security groups policies select something: one for each of its interfaces whose groups differ, for each
 * interface has groups of its own. Where they are not said, there is none.
 */
export function groupRows(
  kind: 'source' | 'address',
  subjects: readonly string[],
  interfaces: readonly unknown[],
  { from, to }: { readonly from: string | null; readonly to: string | null },
): readonly RawRow[] {
  const sets = interfaces
    .filter((groups) => Array.isArray(groups))
    .map((groups) =>
      objects(groups)
        .map(({ GroupId }) => text(GroupId))
        .filter((id) => id !== null)
        .sort(),
    );
  const distinct = new Map(sets.map((ids) => [ids.join(), ids]));
  return subjects.flatMap((subject) =>
    [...distinct.values()].map((securityGroups) =>
      subjectRow(kind, subject, { securityGroups }, { valid_from: from, valid_to: to }),
    ),
  );
}
