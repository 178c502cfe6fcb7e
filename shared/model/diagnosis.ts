import * as z from 'zod';
import { micros, timeWindow } from './time.ts';
import { citation } from './evidence.ts';
import { serviceId } from './map.ts';

/** One thing that speaks for or against an origin, with the record it rests on where there is one. */
export const argument = z.object({ text: z.string(), citation: citation.nullable() }).readonly();
export type Argument = z.infer<typeof argument>;

/**
 * A step of a path on the map. `onset`: when it began to fail by its health events; null where it is healthy or has none.
 * `inferred` where a service without health events is bridged; then `lookupsFailed` is when lookups of it began to fail,
 * if they did.
 */
export const pathStep = z
  .object({
    service: serviceId,
    onset: micros.nullable(),
    inferred: z.boolean(),
    lookupsFailed: micros.nullable(),
  })
  .readonly();
export type PathStep = z.infer<typeof pathStep>;

/** What tells of a service's health: events, heartbeats that were lost, failed lookups of its names where it has neither, or nothing. */
export const healthWitness = z.enum(['events', 'heartbeats', 'lookups', 'none']);
export type HealthWitness = z.infer<typeof healthWitness>;

/**
 * How a rival stands: failing, with failures that join up with the target's; failing apart from it (out of time, or beyond
 * a healthy service); or a suspect without any alarm, below failures that nothing else explains.
 */
export const standing = z.enum(['failing', 'apart', 'suspect']);
export type Standing = z.infer<typeof standing>;

/** What could be seen of a service in the window. */
export const coverage = z
  .object({
    /** When its health events could tell of it, from the first to the last such time of the window; null where none could. */
    health: timeWindow.nullable(),
    /** How much of the window its health events cover, in microseconds. */
    watched: micros,
    /** Whether a DNS log hears it ask or a socket log of it runs: in the window, only at other times, never, or not looked at. */
    logs: z.enum(['covered', 'gap', 'never', 'unknown']),
    /** Its clients on the map, and of how many of them such a log runs in the window. */
    clients: z.object({ covered: z.number().int(), of: z.number().int() }).readonly(),
  })
  .readonly();
export type Coverage = z.infer<typeof coverage>;

/** A service where the fault may have begun. */
export const origin = z
  .object({
    service: serviceId,
    /** 0 to 1; comparable within one diagnosis. */
    score: z.number(),
    standing,
    witness: healthWitness,
    /** When it was first seen failing; of a suspect, when the first of the clients that it would explain was. */
    onset: micros,
    /** It began after this, when it was last seen before; null where its first sight is of the failure. */
    onsetAfter: micros.nullable(),
    /** The usual time between two sights of it, in microseconds. */
    onsetStep: micros,
    /** The kind of its symptom that counts most, and its severity; null for a suspect. */
    kind: z.string().nullable(),
    severity: z.number().nullable(),
    /** How many of the other services that are `concerned` it explains, and which. */
    explains: z
      .object({ count: z.number().int(), of: z.number().int(), services: z.array(serviceId).readonly() })
      .readonly(),
    /** Lookups of it in the window, and the failed ones by response code (`none`: no response). */
    lookups: z
      .object({
        all: z.number().int(),
        failed: z.number().int(),
        byCode: z.record(z.string(), z.number().int()).readonly(),
      })
      .readonly(),
    /** Its other clients that have health data and did not fail. */
    healthyClients: z.array(serviceId).readonly(),
    coverage,
    path: z.array(pathStep).readonly(),
    for: z.array(argument).readonly(),
    against: z.array(argument).readonly(),
  })
  .readonly();
export type Origin = z.infer<typeof origin>;

/** What would decide between the first two rivals: the record that is missing, or what is ambiguous in those that are there. */
export const deciding = z
  .object({
    between: z.tuple([serviceId, serviceId]).readonly(),
    needs: z.enum(['health', 'earlier-health', 'finer-health', 'own-log', 'lookups', 'later-health', 'nothing']),
    /** The services of which it is needed. */
    of: z.array(serviceId).readonly(),
    /** The time of which it is needed. */
    window: timeWindow,
    text: z.string(),
    citation: citation.nullable(),
  })
  .readonly();
export type Deciding = z.infer<typeof deciding>;

/** Origins were found; no fault is visible at a target that was watched; or it could not have been seen. */
export const diagnosisStatus = z.enum(['found', 'no-fault-visible', 'not-observable']);

/** Ranked rival origins of a fault that was noticed at the target, best first. */
export const diagnosis = z
  .object({
    target: serviceId,
    window: timeWindow,
    /**
     * Services that failed in the window and that the target reaches over failures, itself included where it is seen to fail: by their
     * health events or heartbeats, and where the target itself has neither, by failed lookups too.
     */
    failing: z.array(serviceId).readonly(),
    /** Those without health data in the window whose lookups failed. */
    failingByLookups: z.array(serviceId).readonly(),
    /**
     * The failing services that there are to explain: those that the target reaches, and those elsewhere that reach one of
     * these over failures. Other services that fail in the window have nothing to do with the target on the map.
     */
    concerned: z.array(serviceId).readonly(),
    /** Reached services without health data in the window. */
    blind: z.array(serviceId).readonly(),
    status: diagnosisStatus,
    /** What could be seen of the target in the window. */
    coverage,
    /** What tells of the target's own health. */
    witness: healthWitness,
    origins: z.array(origin).readonly(),
    /** Null with fewer than two rivals. */
    deciding: deciding.nullable(),
    /** One sentence: what was found, or why nothing was. */
    finding: z.string(),
  })
  .readonly();
export type Diagnosis = z.infer<typeof diagnosis>;
