import * as z from 'zod';
import { serviceId } from './map.ts';
import { micros, timeWindow } from './time.ts';

/** What a source is that is no client of a service: others ask through it, or it asks for itself. */
const sourceKind = z.enum(['forwarder', 'host-resolver', 'load-balancer', 'nat', 'proxy', 'resolver']);

/** What a name is whose lookups are no service's: it never leads to an address of the inventories. */
const nameKind = z.enum(['local-link', 'proxy-discovery', 'reverse', 'search-domain', 'service-discovery']);

const infrastructureKind = z.union([sourceKind, nameKind]);
export type InfrastructureKind = z.infer<typeof infrastructureKind>;

const citation = z.object({ source: z.number().int(), path: z.string(), line: z.number().int() }).readonly();

/** A source, or a form of names, that is infrastructure: the mark that it is known by, and what of the window it asked. */
const infrastructureSubject = z
  .object({
    kind: infrastructureKind,
    /** A source: its lookups have no client. Else names: no lookup of them leads to a service. */
    bySource: z.boolean(),
    /** The address or id of the source; the suffix or form of the names. */
    subject: z.string(),
    mark: z.string(),
    /** The inventory record that says so, where one does. */
    says: citation.nullable(),
    lookups: z.number().int(),
    firstSeen: micros,
    lastSeen: micros,
    /** The first of its lookups: the name that was asked for, and the record. */
    example: z.object({ name: z.string(), record: citation }).readonly(),
  })
  .readonly();
export type InfrastructureSubject = z.infer<typeof infrastructureSubject>;

/** What of a window is infrastructure, kept apart from the map; the lookups stand in the balance among the unresolved. */
export const infrastructure = z
  .object({
    window: timeWindow,
    /** Lookups by kind. */
    lookups: z.partialRecord(infrastructureKind, z.number().int()).readonly(),
    /** The most used first, at most 500. */
    subjects: z.array(infrastructureSubject).readonly(),
    /** Services that looked up nearly every other one: they may pass on lookups of others, and count as clients all the same. */
    suspects: z
      .array(
        z
          .object({
            service: serviceId,
            servers: z.number().int(),
            services: z.number().int(),
            lookups: z.number().int(),
          })
          .readonly(),
      )
      .readonly(),
    /** Records of servers and resolvers among themselves that were left out on reading; they are `skipped` in the balance of their file. */
    leftOut: z
      .array(
        z
          .object({ source: z.number().int(), path: z.string(), reason: z.string(), records: z.number().int() })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type Infrastructure = z.infer<typeof infrastructure>;
