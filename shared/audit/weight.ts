import type { AuditKind } from '../model/audit.ts';

/**
 * What a kind is worth before its counts. A use that nobody declared may be an intrusion or a design that nobody knows; a usual one that
 * stopped may be the incident itself; one that the DNS never saw is missing from every map made of lookups. What was asked or declared
 * and not used costs less, what no log covers says nothing, and what agrees needs no look.
 */
const BASE: Readonly<Record<AuditKind, number>> = {
  unexpected: 0.8,
  missing: 0.65,
  'connection-only': 0.5,
  'dns-only': 0.35,
  'declared-only': 0.2,
  'not-covered': 0.05,
  agreed: 0,
};

/** How soon a finding deserves a look, 0 to 1: its kind decides, `uses` (lookups or connections) orders within the kind, half of the way at 20. */
export function weightOf(kind: AuditKind, uses: number): number {
  return Math.round((BASE[kind] + (0.14 * uses) / (uses + 20)) * 1000) / 1000;
}
