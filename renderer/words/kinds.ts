import type { RecordKind } from '../../shared/model/evidence.ts';

const names: Readonly<Record<RecordKind, string>> = {
  dns_request: 'DNS requests',
  dns_response: 'DNS responses',
  dns_lookup: 'DNS lookups',
  vm_inventory: 'VM inventory',
  ip_inventory: 'IP inventory',
  service_tree: 'service tree',
  declared_dependency: 'declared dependencies',
  health_event: 'health events',
  connection: 'connections',
  heartbeat: 'heartbeats',
  policy_rule: 'policy rules',
  unknown: 'not recognised',
};

/** What a source holds, in words. */
export const kindName = (kind: RecordKind): string => names[kind];
