import { z } from 'zod';
import { timeWindow, micros } from './time.ts';
import { regionCounts, serviceId } from './map.ts';

/** A rule about where services may run. Patterns: `*` stands for any text, e.g. `US*`. */
export const regionRule = z
  .object({
    name: z.string(),
    /** Services by id or name; all where left out. */
    services: z.array(z.string()).readonly().optional(),
    allow: z.array(z.string()).readonly().optional(),
    forbid: z.array(z.string()).readonly().optional(),
  })
  .strict()
  .readonly();
export type RegionRule = z.infer<typeof regionRule>;

/** A row of the heatmap: lookups of the service per region. */
export const regionRow = z
  .object({
    service: serviceId,
    order: z.number().int(),
    counts: regionCounts,
    firstSeen: micros.nullable(),
    lastSeen: micros.nullable(),
  })
  .readonly();
export type RegionRow = z.infer<typeof regionRow>;

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
    lookups: z.number().int(),
    /** Why the rule does not allow the region, in words. */
    why: z.string(),
  })
  .readonly();
export type Violation = z.infer<typeof violation>;

/** Where the services that the target reaches were processed. */
export const regionReport = z
  .object({
    target: serviceId,
    window: timeWindow,
    regions: z.array(z.string()).readonly(),
    rows: z.array(regionRow).readonly(),
    violations: z.array(violation).readonly(),
    rules: z.array(regionRule).readonly(),
  })
  .readonly();
export type RegionReport = z.infer<typeof regionReport>;
