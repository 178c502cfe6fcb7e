import * as z from 'zod';
import { micros } from './time.ts';

/** What a record of a source says; `dns_lookup` is a record that holds a request and its answer together. */
export const recordKind = z.enum([
  'dns_request',
  'dns_response',
  'dns_lookup',
  'vm_inventory',
  'ip_inventory',
  'service_tree',
  'declared_dependency',
  'health_event',
  'connection',
  'heartbeat',
  'policy_rule',
  'unknown',
]);
export type RecordKind = z.infer<typeof recordKind>;

/** A record that was not taken in: where it stands and why. */
export const reject = z.object({ line: z.number().int(), reason: z.string() }).readonly();
export type Reject = z.infer<typeof reject>;

/** Which of day and month comes first in dates of numbers alone (03/04/2026). */
export const dateOrder = z.enum(['day-month', 'month-day']);
export type DateOrder = z.infer<typeof dateOrder>;

/** What a person says of the times of a source; what is left out is told from the data, else assumed and marked. */
export const declaration = z
  .object({
    /** IANA zone of times that name none. */
    zone: z.string().optional(),
    /** Times that say UTC (Z, or epoch numbers) are local times of `zone`. */
    utcIsLocal: z.boolean().optional(),
    /** Year of the first of times that name none. */
    year: z.number().int().optional(),
    dateOrder: dateOrder.optional(),
    /** Seconds that are added to each time: how far the clock of the source was behind. Negative where it was ahead. */
    skew: z.number().optional(),
    /** Time of records that have none. */
    at: micros.optional(),
  })
  .readonly();
export type Declaration = z.infer<typeof declaration>;

/** One evidence file as it was read. records = accepted + repeated + rejected + the sum of skipped. */
export const source = z
  .object({
    id: z.number().int(),
    path: z.string(),
    sha256: z.string(),
    bytes: z.number().int(),
    /** Format id, e.g. `canonical-dns-request`, `aws-route53-resolver`; `unknown` where nothing fits. */
    format: z.string(),
    /** The wrapper that the records came in, e.g. `csv`, `csv+gzip`, `ndjson+zstd`, `parquet`. */
    wrapper: z.string(),
    kind: recordKind,
    /** What the file did not say and was assumed, in words. */
    assumed: z.array(z.string()).readonly(),
    /** What a person said of its times; empty where nobody did. */
    declared: declaration,
    lines: z.number().int(),
    records: z.number().int(),
    accepted: z.number().int(),
    repeated: z.number().int(),
    rejected: z.number().int(),
    skipped: z.record(z.string(), z.number().int()).readonly(),
    from: micros.nullable(),
    to: micros.nullable(),
    rejects: z.array(reject).readonly(),
    /** Lines of the file that hold no record. */
    header: z.number().int(),
    blank: z.number().int(),
    /** Why nothing of the file was taken, where that is so. */
    problem: z.string().nullable(),
    /** The formats that fit alike and between which nothing in the file tells; empty for most. */
    couldBe: z.array(z.string()).readonly(),
    /** The source of the case that holds the same bytes already, where there is one. */
    sameAs: z.string().nullable(),
  })
  .readonly();
export type Source = z.infer<typeof source>;

/** Whether the bytes of a source could be read at all; of one that could not, only the reason is known. */
export const isOpened = ({ sha256 }: Pick<Source, 'sha256'>): boolean => sha256 !== '';

/** The times of a source stand off from those of another, as only a clock or a zone that is off explains. */
export const timeFinding = z
  .object({
    source: z.number().int(),
    /** The source against which its times stand off. */
    other: z.number().int(),
    what: z.enum(['skew', 'zone']),
    /**
     * What shows it: lookups that both record; containers, VMs and addresses that asked when the inventory says that they were not there; or records,
     * of which all lie outside the time of the DNS logs, and would lie within it.
     */
    told: z.enum(['lookups', 'validity', 'span']),
    /** How many of these show it. */
    seen: z.number().int(),
    /** How much later they stand in `source`; negative: earlier. The declaration takes as much from its times. */
    offset: micros,
    /** What would bring them together. */
    declaration,
  })
  .readonly();
export type TimeFinding = z.infer<typeof timeFinding>;

/** A place in an evidence file: the record's first line (its row in a Parquet file). */
export const citation = z.object({ source: z.number().int(), path: z.string(), line: z.number().int() }).readonly();
export type Citation = z.infer<typeof citation>;

/** A cited record with its raw text; `raw` is null where the evidence cannot be read any more, and `problem` says why. */
export const citedRecord = z
  .object({ citation, raw: z.string().nullable(), problem: z.string().nullable() })
  .readonly();
export type CitedRecord = z.infer<typeof citedRecord>;
