import type { ImportOptions } from '../../../shared/api.ts';
import type { RecordKind } from '../../../shared/model/evidence.ts';
import type { Micros } from '../../../shared/model/time.ts';
import type { Fields } from '../evidence/json-parse.ts';
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
    'derived_by',
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
    'service',
    'host',
    'status',
    'kind',
    'severity',
    'message',
    'until',
  ],
  connection: [
    'timestamp',
    'end_timestamp',
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
    'translated_ip',
    'translated_port',
    'translated_src_ip',
    'translated_src_port',
  ],
  heartbeat: ['timestamp', 'emitter', 'detector', 'sequence', 'rtt_ms', 'interval_ms'],
  policy_rule: ['action', 'from_kind', 'from', 'to_kind', 'to', 'valid_from', 'valid_to'],
  policy_document: ['dialect', 'name', 'body', 'cluster', 'valid_from', 'valid_to'],
  policy_subject: ['subject_kind', 'subject', 'traits', 'valid_from', 'valid_to'],
} as const;

export type Table = keyof typeof RAW_COLUMNS;

/** A row for a canonical table, as text. A `dns_response` row with `whole: 'true'` belongs to a lookup of its own record. */
export interface RawRow {
  readonly table: Table;
  readonly values: Readonly<Record<string, string | null | undefined>>;
}

/**
 * What a record yields: rows (of several tables, if it says several things; at most one each of `dns_request`, `connection`), or
 * why it is of no use here, or why it cannot be taken in. Skipped records are counted by reason: keep reasons few and free of values.
 */
export type Mapped = { readonly rows: readonly RawRow[] } | { readonly skip: string } | { readonly reject: string };

/** A record as it stands in the evidence, its wrappers taken off. */
export interface SourceRecord {
  /** The line on which it begins, from 1; of binary frames, the number of the frame. */
  readonly line: number;
  /** A JSON object, a row by its header (values are text), a Zeek line, a YAML document; empty for lines, frames, and texts in a list of JSON. */
  readonly fields: Fields;
  /** Lines: the line. JSON and YAML: the record as it stands; of a JSON text in a list its value. Rows: empty. */
  readonly text: string;
  /** The objects that it stands in, from the nearest outwards; the outermost holds the plain values that stand before the list. */
  readonly within: readonly Fields[];
  /** Its name, where it is a member of an object (`items{}`), or that of its list, where several are read (`added|removed[]`). */
  readonly key: string | undefined;
  /** The time that a log collector gave it (CloudWatch, a container's log), as it stands there. */
  readonly time: string | undefined;
  /** The bytes of a binary frame; empty otherwise. */
  readonly bytes: Uint8Array;
}

/** The file that an adapter reads, and what is known of it beside its records. */
export interface EvidenceFile {
  /** Its path; of a file in an archive `archive.zip!folder/name`. */
  readonly path: string;
  /** What a folder of the path says as `key=value`, keys in lower case: `…/region=eu/y=2026/…`. A file of the same bytes where this is another is no copy. */
  key(name: string): string | undefined;
  /** The time at which it says what it says, ISO 8601: as declared, else when it was last changed. Use times.ts instead. A file of the same bytes at another time is no copy. */
  time(): string;
  /** When it was last changed, as the file system or the archive says. */
  readonly modified: Micros;
  /** What the person who imports it says of it: zone, year, at. Use times.ts instead of reading it. */
  readonly declared: ImportOptions;
  readonly sample: Sample;
  /** Marks the source with something that the file does not say and was assumed; the same words once. */
  assume(what: string): void;
}

/** How the records of one file become rows. Where `look` is there, the whole file is shown to it first, then mapped: for what only later records tell. */
export interface Reading {
  readonly look?: (record: SourceRecord) => void;
  readonly map: (record: SourceRecord) => Mapped;
}

/** Whether a sample is of a format: `true` where it has marks that no other format has, `'likely'` where another format might look like it. */
export type Fit = boolean | 'likely';

/** What keeps a sample that is nearly of a format from being read. */
export interface Near {
  /** How much of what tells the format is there, from 0 to 1: of several formats the nearest is named. */
  readonly share: number;
  /** What it looks like, what it lacks, and what to do, in sentences. */
  readonly words: string;
}

/** A format whose records a function turns into rows. */
export interface RecordAdapter {
  /** objects: JSON, YAML, CSV or Zeek rows by their header, Parquet rows. lines: text. frames: a stream of binary frames. */
  readonly reads: 'objects' | 'lines' | 'frames';
  /** Format id of model.md. */
  readonly format: string;
  /** What most of its records say. */
  readonly kind: RecordKind;
  /**
   * Where the records stand in a JSON or YAML document, if not at its top or in a list of a common name (`Records`, `events`, `items`, …):
   * `Reservations[].Instances[]`, `items{}.instances[]`, `data.result[]`, `MetricAlarms|CompositeAlarms[]` (both). The first that the document has is taken. A member without
   * the inner list is a record of its own.
   */
  readonly lists?: readonly string[];
  /** A fleet as it was at one time: rows without validity hold from this file's time until a later file lacks or changes them. */
  readonly snapshot?: true;
  /** Decided on content, never on the file's name. */
  fits(sample: Sample): Fit;
  /** What a sample that does not fit lacks, where that is little; asked only where no format fits. */
  nearly?(sample: Sample): Near | undefined;
  /** Begins a file. What earlier records say for later ones is kept in variables of this call. */
  open(file: EvidenceFile): Reading | Reading['map'];
}

/** A format whose columns are the raw columns of one table. */
export interface ColumnAdapter {
  readonly reads: 'columns';
  readonly format: string;
  readonly kind: RecordKind;
  readonly table: Table;
  fits(sample: Sample): Fit;
  nearly?(sample: Sample): Near | undefined;
}

/** One export format. A new format is one file with one of these, and a line in registry.ts. */
export type Adapter = RecordAdapter | ColumnAdapter;
