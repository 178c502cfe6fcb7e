import { placesField } from '../map/export/csv.ts';
import { namesFrom } from '../map/names.ts';
import type { PolicyReport } from '../model/policy.ts';
import type { Service } from '../model/map.ts';
import { toIso } from '../model/time.ts';

/**
 * Verdicts as rows of a table, its head first: verdict, crossing (`from → to`, tenants), client and server (ids and names), ports, regions, the part of
 * the window, lookups, failures, connections, first_seen and last_seen (ISO 8601, UTC), rules (in words), why, evidence (`path:line`, apart by `; `).
 */
export function verdictTable(
  { verdicts, rules }: Pick<PolicyReport, 'verdicts' | 'rules'>,
  services: readonly Pick<Service, 'id' | 'name'>[],
): readonly (readonly (string | number)[])[] {
  const name = namesFrom(services);
  const said = new Map(rules.map(({ id, text }) => [id, text]));
  return [
    HEAD,
    ...verdicts.map((one) => [
      one.verdict,
      one.crossing ? `${one.crossing.from} → ${one.crossing.to}` : '',
      one.client,
      name(one.client),
      one.server,
      name(one.server),
      one.ports.map(({ protocol, port }) => `${protocol} ${port}`).join(' '),
      one.through
        .map(({ address, protocol, port, target }) => `${protocol} ${port} of ${address} → ${target ?? 'unknown'}`)
        .join('; '),
      one.regions ? `${one.regions.from ?? 'unknown'} → ${one.regions.to ?? 'unknown'}` : '',
      toIso(one.part.from),
      toIso(one.part.to),
      one.lookups,
      one.failures,
      one.connections,
      toIso(one.firstSeen),
      toIso(one.lastSeen),
      one.rules.map((id) => said.get(id) ?? id).join('; '),
      one.why,
      placesField(one.evidence),
    ]),
  ];
}

const HEAD = [
  'verdict',
  'crossing',
  'client',
  'client_name',
  'server',
  'server_name',
  'ports',
  'through',
  'regions',
  'part_from',
  'part_to',
  'lookups',
  'failures',
  'connections',
  'first_seen',
  'last_seen',
  'rules',
  'why',
  'evidence',
];
