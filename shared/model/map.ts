import { z } from 'zod';
import { micros, timeWindow } from './time.ts';

export const serviceId = z.string();
export type ServiceId = z.infer<typeof serviceId>;

/** Counts per region name, e.g. lookups. */
export const regionCounts = z.record(z.string(), z.number().int()).readonly();
export type RegionCounts = z.infer<typeof regionCounts>;

/** A service of the service tree. */
export const service = z
  .object({
    id: serviceId,
    name: z.string(),
    /** Where its addresses and VMs were in the window, sorted. */
    regions: z.array(z.string()).readonly(),
    /** How many of its instances the inventories hold as valid in the window. */
    instances: z.number().int(),
    parent: serviceId.nullable(),
  })
  .readonly();
export type Service = z.infer<typeof service>;

/** `client` depends on `server`: how often that was seen in the window. */
export const dependency = z
  .object({
    client: serviceId,
    server: serviceId,
    /** Lookups by the client that gave the server for certain. */
    lookups: z.number().int(),
    /** Lookups for which the pair is one of several candidates. */
    contested: z.number().int(),
    /** Lookups by the client of a name of the server that ended in SERVFAIL, REFUSED or no response. */
    failures: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
    regions: regionCounts,
    /** Not seen in the window; seen before it, with a silence that is usual for it. */
    carried: z.boolean(),
  })
  .readonly();
export type Dependency = z.infer<typeof dependency>;

/** Why a lookup gave no dependency; first that holds, in this order. */
export const unresolvedReason = z.enum(['unknown-client', 'no-answer', 'contested', 'unowned', 'unknown-address']);
export type UnresolvedReason = z.infer<typeof unresolvedReason>;

/** Every lookup of the window in exactly one place: total = resolved + self + the sum of unresolved. */
export const lookupTotals = z
  .object({
    total: z.number().int(),
    resolved: z.number().int(),
    self: z.number().int(),
    unresolved: z.record(unresolvedReason, z.number().int()).readonly(),
    /** The `no-answer` lookups by response code; `none` is no response at all. */
    noAnswer: z.record(z.string(), z.number().int()).readonly(),
  })
  .readonly();
export type LookupTotals = z.infer<typeof lookupTotals>;

/** The service-to-service dependency map of a window. Services sorted by id, dependencies by client, then server. */
export const dependencyMap = z
  .object({
    window: timeWindow,
    services: z.array(service).readonly(),
    dependencies: z.array(dependency).readonly(),
    lookups: lookupTotals,
  })
  .readonly();
export type DependencyMap = z.infer<typeof dependencyMap>;

/** An instance of the client looked up an instance of the server; `several` where an instance cannot be told from others of its service. */
export const instanceDependency = z
  .object({
    client: serviceId,
    clientInstance: z.string(),
    server: serviceId,
    serverInstance: z.string(),
    lookups: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
  })
  .readonly();
export type InstanceDependency = z.infer<typeof instanceDependency>;
