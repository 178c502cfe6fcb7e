import * as z from 'zod';
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
    /** Of these, those that are assumed valid at some time of the window: a snapshot shows them, and nothing says that they were so then. Unset: none. */
    assumedValid: z.number().int().optional(),
    parent: serviceId.nullable(),
    /** The rules by which its name was derived from what inventories say of its instances, e.g. `tag or label app`. Unset: the service tree names it outright. */
    namedBy: z.array(z.string()).readonly().optional(),
    /** Its name stands for all of another tenant, and is shared by them on purpose; unset: its own. */
    nameStandsFor: z.literal('tenant').optional(),
  })
  .readonly();
export type Service = z.infer<typeof service>;

/**
 * How a dependency was seen: its lookups alone (`dns`), its connections alone (`connection`), `both`, or by neither in the window, only
 * declared (`declared`).
 */
export const witness = z.enum(['dns', 'connection', 'both', 'declared']);
export type Witness = z.infer<typeof witness>;

/** Which witness a map is made from: lookups, connections, or any of them. */
export const via = z.enum(['dns', 'connection', 'any']);
export type Via = z.infer<typeof via>;

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
    /** Connections that reach into the window, each once, however many records show it. Unset: not asked for, as in a map of lookups alone. */
    connections: z.number().int().optional(),
    /** Connections of which the pair is one of several candidates. */
    contestedConnections: z.number().int().optional(),
    /** Of the connections, those with an end at an address that many share (load balancer, service address, NAT, proxy). */
    sharedConnections: z.number().int().optional(),
    witness: witness.optional(),
    /** Declared at some time of the window. */
    declared: z.boolean().optional(),
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
    /** Of the unresolved ones, those that are infrastructure's own or were passed on by it, by kind; unset where there is none. */
    infrastructure: z.record(z.string(), z.number().int()).readonly().optional(),
  })
  .readonly();
export type LookupTotals = z.infer<typeof lookupTotals>;

/** Why a connection gave no dependency though its direction is known; first that holds. `shared`: an address that many share and nobody owns for certain. */
export const unresolvedConnection = z.enum(['shared', 'unknown-client', 'contested', 'unowned', 'unknown-address']);
export type UnresolvedConnection = z.infer<typeof unresolvedConnection>;

/** Addresses that tell no machine apart. */
export const apartReason = z.enum(['loopback', 'link-local', 'multicast', 'unspecified']);
export type ApartReason = z.infer<typeof apartReason>;

/**
 * Every connection that reaches into the window in exactly one place, as its records count it: total = folded + resolved + self +
 * undirected + the sums of apart and unresolved. `folded`: what both ends and successive snapshots say beyond the connection itself.
 */
export const connectionTotals = z
  .object({
    total: z.number().int(),
    folded: z.number().int(),
    resolved: z.number().int(),
    self: z.number().int(),
    undirected: z.number().int(),
    /** Hosts of the case whose connections come from snapshots: short ones between two of them can be missing. */
    snapshotHosts: z.number().int().optional(),
    apart: z.record(apartReason, z.number().int()).readonly(),
    unresolved: z.record(unresolvedConnection, z.number().int()).readonly(),
  })
  .readonly();
export type ConnectionTotals = z.infer<typeof connectionTotals>;

/** Connections between two services of which it is not known who is the client: shown, never followed. By id. */
export const undirectedPair = z
  .object({
    services: z.tuple([serviceId, serviceId]).readonly(),
    connections: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
  })
  .readonly();
export type UndirectedPair = z.infer<typeof undirectedPair>;

/** A dependency that was declared at some time of a window and not seen for certain in it. */
export const declaredOnly = z
  .object({ client: serviceId, server: serviceId, witness: z.literal('declared') })
  .readonly();
export type DeclaredOnly = z.infer<typeof declaredOnly>;

/** The service-to-service dependency map of a window. Services sorted by id, dependencies by client, then server. */
export const dependencyMap = z
  .object({
    window: timeWindow,
    services: z.array(service).readonly(),
    dependencies: z.array(dependency).readonly(),
    lookups: lookupTotals,
    /** The second witness; unset in a map of lookups alone. */
    connections: connectionTotals.optional(),
    undirected: z.array(undirectedPair).readonly().optional(),
    /** Declared at some time of the window, and seen by neither witness in it. */
    declaredOnly: z.array(declaredOnly).readonly().optional(),
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

/**
 * A process of a client instance was connected to a process of a server instance in a window. Process and pid are null at an end
 * whose host recorded nothing of the connection.
 */
export const processDependency = z
  .object({
    client: serviceId,
    clientInstance: z.string(),
    clientProcess: z.string().nullable(),
    clientPid: z.number().int().nullable(),
    server: serviceId,
    serverInstance: z.string(),
    serverProcess: z.string().nullable(),
    serverPid: z.number().int().nullable(),
    serverPort: z.number().int(),
    protocol: z.string(),
    connections: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
  })
  .readonly();
export type ProcessDependency = z.infer<typeof processDependency>;
