import { z } from 'zod';
import { micros, timeWindow } from './time.ts';
import { citation } from './evidence.ts';
import { serviceId } from './map.ts';

/** One thing that speaks for or against an origin, with the record it rests on where there is one. */
export const argument = z.object({ text: z.string(), citation: citation.nullable() }).readonly();
export type Argument = z.infer<typeof argument>;

/** A step of a path on the map; `inferred` where a service without health data is bridged. */
export const pathStep = z.object({ service: serviceId, onset: micros.nullable(), inferred: z.boolean() }).readonly();
export type PathStep = z.infer<typeof pathStep>;

/** A service where the fault may have begun. */
export const origin = z
  .object({
    service: serviceId,
    /** 0 to 1; comparable within one diagnosis. */
    score: z.number(),
    onset: micros,
    /** The onset is known to within this many microseconds. */
    onsetStep: micros,
    path: z.array(pathStep).readonly(),
    for: z.array(argument).readonly(),
    against: z.array(argument).readonly(),
  })
  .readonly();
export type Origin = z.infer<typeof origin>;

/** Ranked rival origins of a fault that was noticed at the target, best first. */
export const diagnosis = z
  .object({
    target: serviceId,
    window: timeWindow,
    /** Services that failed in the window and that the target reaches, the target included. */
    failing: z.array(serviceId).readonly(),
    /** Reached services without any health data. */
    blind: z.array(serviceId).readonly(),
    origins: z.array(origin).readonly(),
    /** One sentence: what was found, or why nothing was. */
    finding: z.string(),
  })
  .readonly();
export type Diagnosis = z.infer<typeof diagnosis>;
