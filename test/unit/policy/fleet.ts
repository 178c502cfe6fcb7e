import type { AttributeClaim, AttributeKind } from '../../../shared/model/policy.ts';
import type { Micros } from '../../../shared/model/time.ts';
import { canonicalPolicies, type CanonicalRule } from '../../../shared/policy/canonical.ts';
import type { End, Policy } from '../../../shared/policy/rule.ts';
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

/** Canonical rules in a few words, apart by `;`: `allow service web > tenant blue`, `deny any > any 14:30-` from then on. */
export function rulesOf(text: string): Policy[] {
  return canonicalPolicies(text.split(';').map((line, at) => ruleOf(line.trim(), at)));
}

function ruleOf(text: string, index: number): CanonicalRule {
  const [, action = '', left = '', right = '', from, to] =
    /^(\w+) (.+?) > (.+?)(?: (\d\d:\d\d)?-(\d\d:\d\d)?)?$/.exec(text) ?? [];
  const [fromKind, fromValue = null] = left.split(' ');
  const [toKind, toValue = null] = right.split(' ');
  return {
    action: action as 'allow' | 'deny',
    fromKind: fromKind as End,
    from: fromValue,
    toKind: toKind as End,
    to: toValue,
    validFrom: from ? at(from) : null,
    validTo: to ? at(to) : null,
    citation: { source: 1, path: 'policy.csv', line: index + 2 },
  };
}
