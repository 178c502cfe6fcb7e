import type { RecordKind } from '../../../shared/model/evidence.ts';
import type { Sample } from '../evidence/sample.ts';

/** The columns that a request and its response share: when, who asked, and for what. */
const LOOKUP_COLUMNS = [
  'timestamp',
  'request_id',
  'source_container_id',
  'source_vm_id',
  'source_ip',
  'source_port',
  'fqdn',
  'query_type',
] as const;

/** The canonical tables, and the columns in which raw records reach them, all as text. Missing and empty are the same. */
export const RAW_COLUMNS = {
  dns_request: LOOKUP_COLUMNS,
  dns_response: [...LOOKUP_COLUMNS, 'response_code', 'answer_ip', 'ttl', 'cname', 'whole'],
  vm_inventory: [
    'container_id',
    'vm_id',
    'subscription_id',
    'resource_id',
    'location',
    'host',
    'ip',
    'tenant',
    'namespace',
    'cluster',
    'group',
    'valid_from',
    'valid_to',
  ],
  ip_inventory: ['ip', 'subscription_id', 'resource_id', 'region', 'kind', 'valid_from', 'valid_to'],
  service_tree: [
    'service_id',
    'service_name',
    'instance_id',
    'subscription_id',
    'resource_id',
    'parent_service_id',
    'tenant',
    'namespace',
    'data_class',
    'phase',
    'valid_from',
    'valid_to',
  ],
  declared_dependency: ['client_service_id', 'server_service_id', 'valid_from', 'valid_to'],
  health_event: [
    'timestamp',
    'service_id',
    'instance_id',
    'source_container_id',
    'source_vm_id',
    'ip',
    'status',
    'kind',
    'severity',
    'message',
  ],
  connection: [
    'timestamp',
    'host',
    'src_ip',
    'src_port',
    'dst_ip',
    'dst_port',
    'protocol',
    'pid',
    'process_name',
    'role',
    'count',
  ],
  heartbeat: ['timestamp', 'emitter', 'detector', 'sequence', 'rtt_ms', 'interval_ms'],
  policy_rule: ['action', 'from_kind', 'from', 'to_kind', 'to', 'valid_from', 'valid_to'],
} as const;

export type Table = keyof typeof RAW_COLUMNS;

/** A row for a canonical table, as text. A `dns_response` row with `whole: 'true'` belongs to a lookup of its own record. */
export interface RawRow {
  readonly table: Table;
  readonly values: Readonly<Record<string, string | null | undefined>>;
}

/** What a record yields: rows, or why it is of no use here, or why it cannot be taken in. */
export type Mapped = { readonly rows: readonly RawRow[] } | { readonly skip: string } | { readonly reject: string };

/** A format whose records are objects that a function turns into rows. */
export interface RecordAdapter {
  readonly reads: 'records';
  readonly format: string;
  readonly kind: RecordKind;
  /** Whether the sample is of this format, decided on its content. */
  fits(sample: Sample): boolean;
  map(record: Readonly<Record<string, unknown>>): Mapped;
}

/** A format whose columns are the raw columns of one table. */
export interface ColumnAdapter {
  readonly reads: 'columns';
  readonly format: string;
  readonly kind: RecordKind;
  readonly table: Table;
  fits(sample: Sample): boolean;
}

/** A format that is recognised and of no use here, with the reason. */
export interface IdleAdapter {
  readonly reads: 'nothing';
  readonly format: string;
  readonly kind: RecordKind;
  readonly reason: string;
  fits(sample: Sample): boolean;
}

/** One export format. A new format is one file with one of these, and a line in registry.ts. */
export type Adapter = RecordAdapter | ColumnAdapter | IdleAdapter;
