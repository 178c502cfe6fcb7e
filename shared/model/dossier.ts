import * as z from 'zod';
import { micros } from './time.ts';
import { citedRecord } from './evidence.ts';
import { serviceId } from './map.ts';

/** One link of the chain from a lookup to a dependency, with the record that it rests on. */
export const dossierStep = z
  .object({
    role: z.enum(['request', 'response', 'source', 'client', 'address', 'server']),
    /** What the record says, in words, e.g. `10.31.0.9 belongs to subscription c07b`. */
    text: z.string(),
    validFrom: micros.nullable(),
    validTo: micros.nullable(),
    record: citedRecord,
  })
  .readonly();
export type DossierStep = z.infer<typeof dossierStep>;

/** One link of the chain from a connection to a dependency, with the record that it rests on. */
export const connectionStep = z
  .object({
    /** `connection`: a record that shows it; `listening`: a record that says that the server's port is listened on. */
    role: z.enum(['connection', 'listening', 'source', 'client', 'address', 'server']),
    text: z.string(),
    validFrom: micros.nullable(),
    validTo: micros.nullable(),
    record: citedRecord,
  })
  .readonly();
export type ConnectionStep = z.infer<typeof connectionStep>;

/** How client and server of a connection were told apart, the surest first; null where its pair is only one of several candidates. */
export const directionRule = z.enum(['listening', 'role', 'port', 'peers']);

/** A connection with the records that lead from it to the dependency, in order. */
export const followedConnection = z
  .object({
    first: micros,
    last: micros,
    protocol: z.string(),
    clientAddress: z.string(),
    clientPort: z.number().int(),
    serverAddress: z.string(),
    serverPort: z.number().int(),
    decidedBy: directionRule.nullable(),
    /** An end is an address that many share. */
    shared: z.boolean(),
    contested: z.boolean(),
    /** How many it stands for, and how many records show it. */
    connections: z.number().int(),
    records: z.number().int(),
    clientProcess: z.string().nullable(),
    clientPid: z.number().int().nullable(),
    serverProcess: z.string().nullable(),
    serverPid: z.number().int().nullable(),
    /** Up to ten of the records, then the listening socket, then inventory and service tree. */
    steps: z.array(connectionStep).readonly(),
  })
  .readonly();
export type FollowedConnection = z.infer<typeof followedConnection>;

/** By which processes and on which port a dependency was connected; a process is null where the host of that end recorded nothing. */
export const connectedProcess = z
  .object({
    clientProcess: z.string().nullable(),
    serverProcess: z.string().nullable(),
    serverPort: z.number().int(),
    protocol: z.string(),
    decidedBy: directionRule.nullable(),
    connections: z.number().int(),
  })
  .readonly();
export type ConnectedProcess = z.infer<typeof connectedProcess>;

/** A record that declares the dependency for some time of the window. */
export const declaration = z
  .object({ validFrom: micros.nullable(), validTo: micros.nullable(), record: citedRecord })
  .readonly();

/** Why a dependency is here: one of its lookups and one of its connections, followed to their records. */
export const dossier = z
  .object({
    client: serviceId,
    server: serviceId,
    /** Of how many lookups of the window this is which, 0-based; all ways of being seen together. */
    index: z.number().int(),
    count: z.number().int(),
    lookups: z.number().int(),
    contested: z.number().int(),
    failures: z.number().int(),
    /** Of its lookups, within the window. */
    firstSeen: micros.nullable(),
    lastSeen: micros.nullable(),
    /** Instances of client and server that took part, by id; `lookups` of each pair. */
    instances: z
      .array(z.object({ client: z.string(), server: z.string(), lookups: z.number().int() }).readonly())
      .readonly(),
    lookup: z
      .object({
        time: micros,
        name: z.string(),
        type: z.string(),
        responseCode: z.string().nullable(),
        seenAs: z.enum(['lookup', 'contested', 'failure']),
        answers: z.array(z.string()).readonly(),
        steps: z.array(dossierStep).readonly(),
      })
      .readonly()
      .nullable(),
    /** Connections of the window, added up; how many there are to follow; which of them this is (0-based), and the connection itself. */
    connections: z.number().int().optional(),
    connectionCount: z.number().int().optional(),
    connectionIndex: z.number().int().optional(),
    connection: followedConnection.nullable().optional(),
    /** First and last time of its connections, within the window. */
    connectedFirst: micros.nullable().optional(),
    connectedLast: micros.nullable().optional(),
    /** The most used first; up to 50. */
    processes: z.array(connectedProcess).readonly().optional(),
    /** Addresses that many share, at an end of its connections; up to 50. */
    sharedAddresses: z
      .array(z.object({ address: z.string(), connections: z.number().int() }).readonly())
      .readonly()
      .optional(),
    declarations: z.array(declaration).readonly().optional(),
    /** Whether a DNS log with answers hears the client, and a socket log of either service runs, at some time of the window. */
    covered: z.object({ dns: z.boolean(), connection: z.boolean() }).readonly().optional(),
  })
  .readonly();
export type Dossier = z.infer<typeof dossier>;
