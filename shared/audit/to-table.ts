import { placesField } from '../map/export/csv.ts';
import { namesFrom } from '../map/names.ts';
import type { AuditFinding } from '../model/audit.ts';
import type { Service } from '../model/map.ts';
import { toIso, type Micros } from '../model/time.ts';

/**
 * Findings as rows of a table, its head first: kind, why, client and server (ids and names), seen_by, declared, lookups, failures, connections,
 * first_seen and last_seen (ISO 8601, UTC; empty where not seen in the window), found, expected, evidence (`path:line`, apart by `; `), weight.
 */
export function auditTable(
  findings: readonly AuditFinding[],
  services: readonly Pick<Service, 'id' | 'name'>[],
): readonly (readonly (string | number)[])[] {
  const name = namesFrom(services);
  return [
    HEAD,
    ...findings.map((one) => [
      one.kind,
      one.why ?? '',
      one.client,
      name(one.client),
      one.server,
      name(one.server),
      one.witness,
      String(one.declared),
      one.lookups,
      one.failures,
      one.connections,
      iso(one.firstSeen),
      iso(one.lastSeen),
      one.text,
      one.expected,
      placesField(one.evidence),
      one.weight,
    ]),
  ];
}

const HEAD = [
  'kind',
  'why',
  'client',
  'client_name',
  'server',
  'server_name',
  'seen_by',
  'declared',
  'lookups',
  'failures',
  'connections',
  'first_seen',
  'last_seen',
  'found',
  'expected',
  'evidence',
  'weight',
];

const iso = (at: Micros | null): string => (at === null ? '' : toIso(at));
