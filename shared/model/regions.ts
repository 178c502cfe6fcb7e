import * as z from 'zod';
import { timeWindow, micros } from './time.ts';
import { lookupTotals, regionCounts, serviceId } from './map.ts';

const texts = z.array(z.string()).readonly();

/** For how long something may run where a rule does not allow it, and why. Patterns: `*` stands for any text. */
export const regionException = z
  .object({
    /** The services that may run there, by id, name or pattern; all where left out. */
    services: texts.optional(),
    /** The regions that they may run in; all where left out. */
    regions: texts.optional(),
    /** The first instant at which it no longer holds. */
    until: micros,
    reason: z.string(),
  })
  .strict()
  .readonly();
export type RegionException = z.infer<typeof regionException>;

/** A rule about where services may run. Patterns: `*` stands for any text, e.g. `US*`. It governs what fits each selector that it has. */
export const regionRule = z
  .object({
    name: z.string(),
    /** Services by id, name or pattern; all where left out. */
    services: texts.optional(),
    /** Services whose data class in the service tree fits, while it does. */
    dataClasses: texts.optional(),
    /** Services whose tenant in the service tree fits, while it does. */
    tenants: texts.optional(),
    allow: texts.optional(),
    forbid: texts.optional(),
    exceptions: z.array(regionException).readonly().optional(),
  })
  .strict()
  .readonly();
export type RegionRule = z.infer<typeof regionRule>;

/** What the service tree says of a service, and when; an open end is null. */
export const serviceAttribute = z
  .object({
    service: serviceId,
    kind: z.enum(['tenant', 'data_class']),
    value: z.string(),
    from: micros.nullable(),
    to: micros.nullable(),
  })
  .readonly();
export type ServiceAttribute = z.infer<typeof serviceAttribute>;

/** Lookups of a dependency by where they were asked from and where they were answered, in a window. */
export const regionalDependency = z
  .object({
    client: serviceId,
    server: serviceId,
    /** The region of the client; null for contested lookups, whose client may be another. */
    from: z.string().nullable(),
    /** The region of the answers. */
    region: z.string(),
    /** Lookups for certain, each once per region of its answers. */
    lookups: z.number().int(),
    contested: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
  })
  .readonly();
export type RegionalDependency = z.infer<typeof regionalDependency>;

/** Why an empty cell does not show that nothing ran there. */
export const blindReason = z.enum(['no-log', 'contested', 'unanswered', 'connections-only', 'unknown-region']);
export const blindSpot = z
  .object({
    reason: blindReason,
    /** In words. */
    text: z.string(),
    /** The regions that it may hide; null: any. */
    regions: texts.nullable(),
    /** The services that it is about: clients without a log, clients of contested lookups … */
    services: z.array(serviceId).readonly(),
  })
  .readonly();
export type BlindSpot = z.infer<typeof blindSpot>;

/**
 * `observed`: lookups were counted. `not-observed`: none was, and the logs would have shown one. `not-observable`: none was,
 * and the logs could not have shown it, for the reasons given. An empty cell is not observable where a reason names its region or any.
 */
export const observability = z
  .object({
    state: z.enum(['observed', 'not-observed', 'not-observable']),
    reasons: z.array(blindSpot).readonly(),
  })
  .readonly();
export type Observability = z.infer<typeof observability>;

/** A row of the heatmap: lookups of the service per region. */
export const regionRow = z
  .object({
    service: serviceId,
    order: z.number().int(),
    counts: regionCounts,
    /** How many distinct dependencies on the service gave the region. */
    dependencies: regionCounts,
    /** Distinct dependencies over all regions. */
    clients: z.number().int(),
    firstSeen: micros.nullable(),
    lastSeen: micros.nullable(),
    parent: serviceId.nullable(),
    /** What the service tree says in the window, sorted. */
    tenants: texts,
    dataClasses: texts,
    observability,
  })
  .readonly();
export type RegionRow = z.infer<typeof regionRow>;

/** Lookups from one region to another: of the rows of the heatmap, by all whose lookups they count. */
export const regionFlow = z
  .object({
    from: z.string(),
    to: z.string(),
    lookups: z.number().int(),
    dependencies: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
  })
  .readonly();
export type RegionFlow = z.infer<typeof regionFlow>;

/** A dependency that ran where a rule does not allow it. */
export const violation = z
  .object({
    rule: z.string(),
    /** `direct`: a dependency of the governed service itself; `transitive`: further down its path. */
    kind: z.enum(['direct', 'transitive']),
    /** The service that the rule governs. */
    service: serviceId,
    /** From the governed service to the server that ran in the region. */
    path: z.array(serviceId).readonly(),
    region: z.string(),
    /** Of the last dependency of the path in the region, as all that follows. */
    lookups: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
    /** Why the rule does not allow the region, in words. */
    why: z.string(),
  })
  .readonly();
export type Violation = z.infer<typeof violation>;

/** An exception of a rule, judged against the window: expired is a finding of its own. */
export const exceptionCheck = z
  .object({
    rule: z.string(),
    exception: regionException,
    /** `expired`: it ended before the end of the window. */
    state: z.enum(['in-force', 'expired']),
    /** Lookups that are against the rule and were excused. */
    excused: z.number().int(),
    /** Lookups that are against the rule and came after it had ended. */
    after: z.number().int(),
  })
  .readonly();
export type ExceptionCheck = z.infer<typeof exceptionCheck>;

/** What of a rule could not be checked. */
export const uncheckedService = z
  .object({
    /** Null: the rule governs no service at all, or names a region that nothing fits. */
    service: serviceId.nullable(),
    reason: z.enum([
      'none-governed',
      'not-in-map',
      'no-log',
      'no-log-below',
      'contested',
      'unknown-region',
      'no-such-region',
    ]),
    text: z.string(),
  })
  .readonly();
export type UncheckedService = z.infer<typeof uncheckedService>;

/** How a rule fared: `broken` by a violation; else `kept`, `kept-as-far-as-seen` or `not-observable`. */
export const ruleCheck = z
  .object({
    rule: z.string(),
    state: z.enum(['broken', 'kept', 'kept-as-far-as-seen', 'not-observable']),
    /** Services that it governs in the window. */
    governed: z.number().int(),
    violations: z.number().int(),
    /** Transitive violations beyond those listed, the farthest. */
    unlisted: z.number().int(),
    unchecked: z.array(uncheckedService).readonly(),
  })
  .readonly();
export type RuleCheck = z.infer<typeof ruleCheck>;

/** Where the services that the target reaches were processed. */
export const regionReport = z
  .object({
    target: serviceId,
    window: timeWindow,
    /** Whether a DNS log hears the target in the window, only at other times, or never. */
    logs: z.enum(['covered', 'gap', 'never']),
    regions: texts,
    rows: z.array(regionRow).readonly(),
    flows: z.array(regionFlow).readonly(),
    violations: z.array(violation).readonly(),
    exceptions: z.array(exceptionCheck).readonly(),
    checks: z.array(ruleCheck).readonly(),
    rules: z.array(regionRule).readonly(),
    /** Of the whole window: what is unresolved may belong in any cell. */
    lookups: lookupTotals,
  })
  .readonly();
export type RegionReport = z.infer<typeof regionReport>;
