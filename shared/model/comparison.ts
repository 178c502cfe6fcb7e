import * as z from 'zod';
import { citation } from './evidence.ts';
import { regionCounts, serviceId } from './map.ts';
import { micros, timeWindow } from './time.ts';

/** Which of the two that are compared: the window that is looked at, or the one that it is held against. */
export const comparedSide = z.enum(['window', 'against']);
export type ComparedSide = z.infer<typeof comparedSide>;

/**
 * What became of a dependency; each stands in exactly one class. `not-observable`: one window shows it, and no DNS log that hears the
 * client covers any of the other, so that it may have been there.
 */
export const changeClass = z.enum(['added', 'gone', 'moved', 'changed', 'same', 'not-observable']);
export type ChangeClass = z.infer<typeof changeClass>;

/** What differs in a dependency that both windows show. */
export const difference = z.enum(['lookups', 'failures', 'contested', 'regions', 'instances']);
export type Difference = z.infer<typeof difference>;

/** Why something differs; docs/comparison.md states the test for each. */
export const causeKind = z.enum(['coverage', 'service-tree', 'inventory', 'traffic', 'undetermined']);
export type CauseKind = z.infer<typeof causeKind>;

/** A record that a cause rests on, and in which of the two it stands. */
export const comparedCitation = citation.and(z.object({ side: comparedSide }));
export type ComparedCitation = z.infer<typeof comparedCitation>;

/** A reason for a difference: what the evidence says, in words, and the records that say it. */
export const cause = z
  .object({ kind: causeKind, text: z.string(), citations: z.array(comparedCitation).readonly() })
  .readonly();
export type Cause = z.infer<typeof cause>;

/** A dependency in one of the two windows; all counts 0 where it was not seen there. */
export const comparedUse = z
  .object({
    lookups: z.number().int(),
    contested: z.number().int(),
    failures: z.number().int(),
    firstSeen: micros.nullable(),
    lastSeen: micros.nullable(),
    regions: regionCounts,
    /** Instances of the server that answers led to, where they can be told. */
    instances: z.array(z.string()).readonly(),
    /** How long the DNS logs that hear the client cover the window, in microseconds. */
    covered: micros,
    /** Lookups per hour of covered time; null where nothing is covered. */
    perHour: z.number().nullable(),
  })
  .readonly();
export type ComparedUse = z.infer<typeof comparedUse>;

export const dependencyChange = z
  .object({
    client: serviceId,
    server: serviceId,
    change: changeClass,
    /** Empty for what was added, is gone or is the same. */
    differences: z.array(difference).readonly(),
    window: comparedUse,
    against: comparedUse,
    /** Empty where nothing differs. */
    causes: z.array(cause).readonly(),
  })
  .readonly();
export type DependencyChange = z.infer<typeof dependencyChange>;

export const serviceChange = z
  .object({
    id: serviceId,
    name: z.string(),
    /** Its name in the other case, where that is another. */
    formerName: z.string().nullable(),
    change: z.enum(['added', 'gone', 'renamed', 'same']),
    causes: z.array(cause).readonly(),
  })
  .readonly();
export type ServiceChange = z.infer<typeof serviceChange>;

/** Two windows of a case, or of two cases, held against each other. Services by id, dependencies by client, then server. */
export const comparison = z
  .object({
    window: timeWindow,
    against: timeWindow,
    /** The case that `against` is a window of; null: the same. */
    againstCase: z.object({ path: z.string(), name: z.string(), digest: z.string() }).readonly().nullable(),
    /** The service whose reach is compared; null: the whole fleet. */
    service: serviceId.nullable(),
    services: z.array(serviceChange).readonly(),
    dependencies: z.array(dependencyChange).readonly(),
  })
  .readonly();
export type Comparison = z.infer<typeof comparison>;
