import type { AttributeClaim, AttributeKind } from '../../../shared/model/policy.ts';
import type { Micros } from '../../../shared/model/time.ts';
import { at } from '../map/map-of.ts';

/**
 * What records say, in a few words each: `a tenant red`, `a tenant red 14:00-14:30` for a while, `a/i1 cluster east` of an instance.
 */
export function claimsOf(text: string): AttributeClaim[] {
  const lines = text.split(/[;\n]/).map((line) => line.trim());
  return lines.filter((line) => line !== '').map(claimOf);
}

function claimOf(line: string, index: number): AttributeClaim {
  const [who = '', kind = '', value = '', clocks] = line.split(/\s+/);
  const [service = '', instance = null] = who.split('/');
  const [from, to] = clocks?.split('-') ?? [];
  const bound = (clock: string | undefined): Micros | null => (clock ? at(clock) : null);
  return {
    service,
    instance,
    kind: kind as AttributeKind,
    value,
    from: bound(from),
    to: bound(to),
    citation: { source: 1, path: 'tree.csv', line: index + 2 },
  };
}
