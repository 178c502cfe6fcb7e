import { z } from 'zod';
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

/** Why a dependency is here: one of its lookups, followed to its records. */
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
  })
  .readonly();
export type Dossier = z.infer<typeof dossier>;
