import * as z from 'zod';
import { dateOrder, recordKind } from './evidence.ts';

/** What the records of a mapped file can say. */
export const mappedKind = recordKind.exclude(['unknown']);
export type MappedKind = z.infer<typeof mappedKind>;

const text = z.string().min(1);

/** How plain lines are taken apart: by the named groups of a pattern, or at a delimiter into the columns `1`, `2`, … */
export const mappedLines = z.union([
  z.object({ pattern: text }).strict().readonly(),
  z.object({ delimiter: text }).strict().readonly(),
]);
export type MappedLines = z.infer<typeof mappedLines>;

/** How the columns of a file become the fields of a canonical kind. */
export const mapping = z
  .object({
    /** The format of its sources is `mapped:NAME`. */
    name: z
      .string()
      .regex(
        /^[A-Za-z0-9][\w.-]{0,59}$/,
        'must be of letters, digits, points and dashes, at most 60, e.g. edge-resolver',
      ),
    kind: mappedKind,
    /** Unset: the file has columns of its own (CSV, JSON, NDJSON, Parquet, Zeek). */
    lines: mappedLines.optional(),
    /** Where the records stand in a JSON or YAML document, e.g. `result.rows[]`; unset: at its top or in a list of a common name. */
    list: text.optional(),
    /** Field → column; a column in objects by its path, `answer.data`. */
    fields: z.record(z.string(), text).readonly(),
    /** Field → what every record says. */
    constants: z.record(z.string(), text).readonly().optional(),
    /** Field → what stands in the file → what it means; `*` is all else. Upper and lower case are alike. */
    values: z.record(z.string(), z.record(z.string(), text).readonly()).readonly().optional(),
    /** Column → the values of records that are taken; others are skipped. */
    only: z.record(z.string(), z.array(text).min(1).readonly()).readonly().optional(),
    times: z
      .object({
        /** In the letters of strptime, e.g. `%d/%b/%Y:%H:%M:%S %z`; unset: ISO 8601, epoch numbers, or dates of numbers alone. */
        format: text.optional(),
        /** IANA zone of times that name none. */
        zone: text.optional(),
        /** Order in dates of numbers alone. */
        order: dateOrder.optional(),
        year: z.number().int().optional(),
      })
      .strict()
      .readonly()
      .optional(),
  })
  .strict()
  .readonly();
export type Mapping = z.infer<typeof mapping>;

/** A column of a file with its first values, as text. */
export const fileColumn = z.object({ name: z.string(), values: z.array(z.string()).readonly() }).readonly();
export type FileColumn = z.infer<typeof fileColumn>;

/** The beginning of a file as a mapping sees it. */
export const fileLook = z
  .object({
    /** What the file is read as, e.g. `csv`, `json-array`, `text`. */
    shape: z.string(),
    lines: mappedLines.optional(),
    list: z.string().optional(),
    columns: z.array(fileColumn).readonly(),
    /** The first lines as they stand; empty where the file has none (Parquet). */
    firstLines: z.array(z.string()).readonly(),
  })
  .readonly();
export type FileLook = z.infer<typeof fileLook>;

/** What a mapping yields of a file, or of its first records. Records = taken + rejected + skipped. */
export const mappingTrial = z
  .object({
    records: z.number().int(),
    taken: z.number().int(),
    rejected: z.number().int(),
    skipped: z.number().int(),
    /** Whether the file goes on after these records. */
    partial: z.boolean(),
    /** Why records fail, the most frequent first, each with its first line. */
    reasons: z
      .array(z.object({ reason: z.string(), records: z.number().int(), line: z.number().int() }).readonly())
      .readonly(),
    skips: z.record(z.string(), z.number().int()).readonly(),
    assumed: z.array(z.string()).readonly(),
    /** The columns of the first rows as the case would hold them, those that are empty left out. */
    columns: z.array(z.string()).readonly(),
    rows: z
      .array(
        z
          .object({
            line: z.number().int(),
            cells: z.array(z.string().nullable()).readonly(),
            reason: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type MappingTrial = z.infer<typeof mappingTrial>;
