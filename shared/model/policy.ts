import * as z from 'zod';
import { citation } from './evidence.ts';
import { serviceId } from './map.ts';
import { micros, timeWindow } from './time.ts';

/** By what services are grouped; `group` is the data-centre group. */
export const attributeKind = z.enum(['tenant', 'namespace', 'cluster', 'group']);
export type AttributeKind = z.infer<typeof attributeKind>;

/** What a record says of a service (instance null) or of one of its instances, and when; an open end is null. */
export const attributeClaim = z
  .object({
    service: serviceId,
    instance: z.string().nullable(),
    kind: attributeKind,
    value: z.string(),
    from: micros.nullable(),
    to: micros.nullable(),
    citation,
  })
  .readonly();
export type AttributeClaim = z.infer<typeof attributeClaim>;

/**
 * `known`: one value all the time. `changed`: one value after the other. `spread`: instances in several clusters or groups. `contested`: several
 * values at one time, where only one can be right. `unknown`: no record says.
 */
export const attributeState = z.enum(['known', 'changed', 'spread', 'contested', 'unknown']);
export type AttributeState = z.infer<typeof attributeState>;

/** What holds of a service, or of one of its instances, in a window; values sorted, those that changed in their order. */
export const attribute = z
  .object({
    service: serviceId,
    instance: z.string().nullable(),
    kind: attributeKind,
    state: attributeState,
    values: z.array(z.string()).readonly(),
  })
  .readonly();
export type Attribute = z.infer<typeof attribute>;

/** Why a service counts as shared: by the kind of its address, by how many ask for it, or by how many it asks for. */
export const sharedReason = z.union([
  z.object({ by: z.literal('kind'), kind: z.string() }).readonly(),
  z.object({ by: z.enum(['clients', 'servers']), count: z.number().int(), of: z.number().int() }).readonly(),
]);
export type SharedReason = z.infer<typeof sharedReason>;

/** Infrastructure that many use: an ingress, a gateway, DNS, telemetry. */
export const sharedService = z
  .object({ service: serviceId, reasons: z.array(sharedReason).readonly(), text: z.string() })
  .readonly();
export type SharedService = z.infer<typeof sharedService>;

/** A service that runs in several places: one service, with its places. */
export const replicatedService = z
  .object({
    service: serviceId,
    regions: z.array(z.string()).readonly(),
    clusters: z.array(z.string()).readonly(),
    groups: z.array(z.string()).readonly(),
  })
  .readonly();
export type ReplicatedService = z.infer<typeof replicatedService>;

/** By which rule a service of the service tree got its name, and the first record that says so; null where the record names it outright. */
export const serviceNaming = z.object({ service: serviceId, rule: z.string().nullable(), citation }).readonly();
export type ServiceNaming = z.infer<typeof serviceNaming>;

/** What the inventories and the service tree say of the services in a window. */
export const attributeReport = z
  .object({
    window: timeWindow,
    /** Of services, one for each service and kind of which anything is known. */
    attributes: z.array(attribute).readonly(),
    /** Of instances, only where the records contradict each other. */
    contestedInstances: z.array(attribute).readonly(),
    claims: z.array(attributeClaim).readonly(),
    shared: z.array(sharedService).readonly(),
    replicated: z.array(replicatedService).readonly(),
    namings: z.array(serviceNaming).readonly(),
  })
  .readonly();
export type AttributeReport = z.infer<typeof attributeReport>;

/** In which language a rule was written. */
export const dialect = z.enum(['canonical', 'kubernetes', 'aws', 'istio']);
export type Dialect = z.infer<typeof dialect>;

/**
 * What the policies say of a dependency that was seen. `allowed`: by a rule. `denied`: by a rule, or because nothing allows it where only what
 * is allowed may pass. `not-covered`: no rule speaks of it. `undecided`: the evidence does not tell.
 */
export const verdict = z.enum(['denied', 'undecided', 'not-covered', 'allowed']);
export type Verdict = z.infer<typeof verdict>;

const port = z.object({ protocol: z.string(), port: z.number().int() }).readonly();

/** What was seen of a dependency, held against the policies as they were valid in the part of the window. */
export const policyVerdict = z
  .object({
    client: serviceId,
    server: serviceId,
    /** The ports of the server's instances on which the connections were that are judged; none of what was only looked up. */
    ports: z.array(port).readonly(),
    /** Addresses that stand before the server's instances, to which connections went, by port; `target`: the port of the instances, null where it is not in evidence. */
    through: z
      .array(
        z
          .object({
            address: z.string(),
            protocol: z.string(),
            port: z.number().int(),
            target: z.number().int().nullable(),
          })
          .readonly(),
      )
      .readonly(),
    verdict,
    /** The tenants of client and server, where both are known and differ. */
    crossing: z.object({ from: z.string(), to: z.string() }).readonly().nullable(),
    /** The part of the window in which the policies said so; the whole of it where nothing changed. */
    part: timeWindow,
    /** Where it was asked from and answered; null where no rule speaks of regions. */
    regions: z.object({ from: z.string().nullable(), to: z.string().nullable() }).readonly().nullable(),
    /** Counts of the part. A connection that lasts over a change counts in both parts. */
    lookups: z.number().int(),
    failures: z.number().int(),
    connections: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
    /** The rules that decide, by id. */
    rules: z.array(z.string()).readonly(),
    why: z.string(),
    /** The records of the first lookup and the first connection that are judged, and those of the rules. */
    evidence: z.array(z.object({ text: z.string(), citation }).readonly()).readonly(),
  })
  .readonly();
export type PolicyVerdict = z.infer<typeof policyVerdict>;

/**
 * `used`: decided a dependency that was seen. `undecided`: decided none, and hangs on what the evidence does not tell of one that was seen. `unused`: covers services of the case, and nothing that was seen. `shadowed`: never decides, because
 * other rules always win. `unmatched`: covers no two services in the window.
 */
export const ruleState = z.enum(['used', 'undecided', 'unused', 'shadowed', 'unmatched']);
export type RuleState = z.infer<typeof ruleState>;

/** A rule and what came of it in a window. */
export const ruleUse = z
  .object({
    id: z.string(),
    /** The rule in words. */
    text: z.string(),
    dialect,
    action: z.enum(['allow', 'deny', 'external']),
    from: micros.nullable(),
    to: micros.nullable(),
    citation: citation.nullable(),
    state: ruleState,
    /** Dependencies that it decided, with their lookups and connections. */
    dependencies: z.number().int(),
    lookups: z.number().int(),
    connections: z.number().int(),
    /** Dependencies of which it would decide, if the evidence told more. */
    undecided: z.number().int(),
    /** The rules that win over a shadowed one, by id. */
    shadowedBy: z.array(z.string()).readonly(),
  })
  .readonly();
export type RuleUse = z.infer<typeof ruleUse>;

/** Who must be let in on which ports of the server's instances; null where these are not known: it was only looked up, or reached through an address before them. */
export const allowedPorts = z
  .object({
    ports: z.array(port).readonly().nullable(),
    namespaces: z.array(z.string()).readonly(),
    services: z.array(serviceId).readonly(),
  })
  .readonly();
export type AllowedPorts = z.infer<typeof allowedPorts>;

/** Who must be let in to a server so that all that was seen goes on, and nothing else: whole namespaces where each of their services asked. */
export const allowance = z
  .object({
    server: serviceId,
    namespaces: z.array(z.string()).readonly(),
    services: z.array(serviceId).readonly(),
    /** Of the clients, those whose use of the server the policies of the case deny. */
    denied: z.array(serviceId).readonly(),
    /** Of these, those that stay denied whatever ingress lets in: by egress policies, or by policies of another kind. */
    blocked: z.array(z.object({ service: serviceId, by: z.array(z.string()).readonly() }).readonly()).readonly(),
    /** The same namespaces and services by the ports on which they were connected. */
    ports: z.array(allowedPorts).readonly(),
  })
  .readonly();
export type Allowance = z.infer<typeof allowance>;

/** The policies of a case held against what was seen in a window. */
export const policyReport = z
  .object({
    window: timeWindow,
    /** Crossings between tenants first, then denied, undecided, not covered, allowed. */
    verdicts: z.array(policyVerdict).readonly(),
    /** Dependencies of each verdict. */
    counts: z.record(verdict, z.number().int()).readonly(),
    crossings: z.number().int(),
    rules: z.array(ruleUse).readonly(),
    allowList: z.array(allowance).readonly(),
    /** Dependencies that are contested only: not judged. */
    contestedOnly: z.number().int(),
    /** What limits the replay, in sentences. */
    notes: z.array(z.string()).readonly(),
  })
  .readonly();
export type PolicyReport = z.infer<typeof policyReport>;
