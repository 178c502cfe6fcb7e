import type { RecordKind } from '../../../shared/model/evidence.ts';
import type { Sample } from '../evidence/sample.ts';
import type { Adapter, ColumnAdapter, Near, Table } from './adapter.ts';

const SOURCE = ['source_container_id', 'source_vm_id', 'source_ip'];

interface Signature {
  readonly table: Table & RecordKind;
  /** All of these … */
  readonly all: readonly string[];
  /** … one of each of these … */
  readonly oneOf: readonly (readonly string[])[];
  /** … and none of these. */
  readonly none: readonly string[];
}

const SIGNATURES: readonly Signature[] = [
  {
    table: 'dns_request',
    all: ['timestamp', 'fqdn', 'query_type'],
    oneOf: [SOURCE],
    none: ['response_code', 'answer_ip'],
  },
  {
    table: 'dns_response',
    all: ['timestamp', 'fqdn', 'query_type'],
    oneOf: [SOURCE, ['response_code', 'answer_ip']],
    none: [],
  },
  { table: 'service_tree', all: ['service_id', 'subscription_id'], oneOf: [], none: ['timestamp'] },
  {
    table: 'vm_inventory',
    all: ['subscription_id'],
    oneOf: [['container_id', 'vm_id']],
    none: ['service_id', 'timestamp'],
  },
  {
    table: 'ip_inventory',
    all: ['ip', 'subscription_id'],
    oneOf: [],
    none: ['service_id', 'container_id', 'vm_id', 'timestamp'],
  },
  { table: 'declared_dependency', all: ['client_service_id', 'server_service_id'], oneOf: [], none: ['timestamp'] },
  {
    table: 'health_event',
    all: ['timestamp', 'status'],
    oneOf: [['service_id', 'instance_id', 'source_container_id', 'source_vm_id', 'ip']],
    none: ['fqdn'],
  },
  // Logs of many kinds have a host, a time and a status.
  {
    table: 'health_event',
    all: ['timestamp', 'status', 'kind'],
    oneOf: [['service', 'host']],
    none: ['fqdn'],
  },
  { table: 'connection', all: ['timestamp', 'src_ip', 'src_port'], oneOf: [['dst_ip', 'role']], none: ['fqdn'] },
  { table: 'heartbeat', all: ['timestamp', 'emitter', 'detector'], oneOf: [], none: [] },
  { table: 'policy_rule', all: ['action', 'from_kind', 'to_kind'], oneOf: [], none: ['timestamp'] },
];

function matches(sample: Sample, { all, oneOf, none }: Omit<Signature, 'table'>): boolean {
  const has = (name: string) => sample.columns.includes(name);
  return sample.shape !== 'text' && all.every(has) && oneOf.every((names) => names.some(has)) && !none.some(has);
}

/** Aftermap's own exchange format: the canonical records as CSV, NDJSON or Parquet, known by their columns. */
export const canonicalAdapters: readonly Adapter[] = [
  ...SIGNATURES.map((signature): ColumnAdapter => ({
    reads: 'columns',
    format: `canonical-${signature.table.replaceAll('_', '-')}`,
    kind: signature.table,
    table: signature.table,
    fits: (sample) => matches(sample, signature),
    nearly: (sample) => nearTo(sample, signature),
  })),
];

/** What a file with some of the columns lacks to be recognised. */
function nearTo(sample: Sample, { table, all, oneOf }: Signature): Near | undefined {
  const has = (name: string) => sample.columns.includes(name);
  const missing = [
    ...all.filter((name) => !has(name)),
    ...oneOf.filter((names) => !names.some(has)).map((names) => names.join(' or ')),
  ];
  const needed = all.length + oneOf.length;
  const present = needed - missing.length;
  if (present < 2 || missing.length === 0) return undefined;
  return {
    share: present / needed,
    words: `It looks like a canonical ${table.replaceAll('_', ' ')} file without the column ${missing.join(', ')}. Add the column and export again, or map its columns.`,
  };
}
