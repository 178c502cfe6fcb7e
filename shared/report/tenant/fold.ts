import type { ServiceId } from '../../model/map.ts';
import type { TenantBorder } from '../../policy/tenant-map.ts';

type Nodes = Pick<TenantBorder, 'nodeOf'>;

/** What of a result a tenant may see, and what was left out of it, a sentence each. */
export interface Kept<T> {
  readonly kept: T;
  readonly leftOut: readonly string[];
}

/** What stands for some services, each once, in their order. */
export function nodesOf({ nodeOf }: Nodes, services: readonly ServiceId[]): readonly string[] {
  return [...new Set(services.map(nodeOf))];
}

/** A way over services as a way over what stands for them: what stays with one other tenant is one step, its last. */
export function foldWay<T>(way: readonly T[], nodeAt: (step: T) => string): readonly T[] {
  return way.filter((step, at) => {
    const next = way[at + 1];
    return next === undefined || nodeAt(next) !== nodeAt(step);
  });
}

/** What an evidence file is called where its own name may name others: by its number in the list of the evidence. */
export const fileName = (source: number): string => `file ${source}`;

/** The value with every file that it cites called by its number. */
export function byNumber<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(byNumber) as T;
  const entries = Object.entries(value).map(([key, one]) => [key, byNumber(one as unknown)] as const);
  const copy = Object.fromEntries(entries);
  return (
    'source' in copy && 'path' in copy && 'line' in copy ? { ...copy, path: fileName(copy['source'] as number) } : copy
  ) as T;
}

/** One sentence on how many of something are left out and why; none where there are none. */
export function leftOut(count: number, say: (count: number) => string): readonly string[] {
  return count > 0 ? [say(count)] : [];
}
