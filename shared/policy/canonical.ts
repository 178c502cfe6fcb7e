import type { Citation } from '../model/evidence.ts';
import type { ServiceId } from '../model/map.ts';
import type { Micros } from '../model/time.ts';
import type { End, Policy } from './rule.ts';
import { ANY, type Selector } from './selector.ts';

/** A record of Aftermap's own policy rules. */
export interface CanonicalRule {
  readonly action: 'allow' | 'deny';
  readonly fromKind: End;
  readonly from: string | null;
  readonly toKind: End;
  readonly to: string | null;
  readonly validFrom: Micros | null;
  readonly validTo: Micros | null;
  readonly citation: Citation;
}

/**
 * Canonical rules as policies: each guards what it names as `to` and speaks of what it names as `from`. None isolates: what no rule covers is
 * not covered. A narrower rule goes before a wider one, and among equals deny goes before allow; see docs/policies.md for why. `nameOf`: what a
 * service is called in words, by its id.
 */
export function canonicalPolicies(
  rules: readonly CanonicalRule[],
  nameOf: (service: ServiceId) => string = (id) => id,
): Policy[] {
  return rules.map((rule) => {
    const id = `canonical:${rule.citation.source}:${rule.citation.line}`;
    const endText = (kind: End, value: string | null) =>
      kind === 'any' ? 'any' : `${kind} ${kind === 'service' ? nameOf(value ?? '') : value}`;
    const text = `${rule.action} ${endText(rule.fromKind, rule.from)} → ${endText(rule.toKind, rule.to)}`;
    return {
      id,
      name: text,
      dialect: 'canonical',
      direction: 'ingress',
      guards: endSelector(rule.toKind, rule.to),
      action: rule.action,
      isolates: false,
      rules: [
        {
          id,
          text,
          peers: endSelector(rule.fromKind, rule.from),
          ports: null,
          own: ANY,
          conditions: [],
          ends: [rule.fromKind, rule.toKind],
          citation: rule.citation,
        },
      ],
      from: rule.validFrom,
      to: rule.validTo,
      citation: rule.citation,
    };
  });
}

function endSelector(kind: End, value: string | null): Selector {
  return kind === 'any' ? ANY : { kind, value: value ?? '' };
}
