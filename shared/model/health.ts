import { z } from 'zod';
import { micros } from './time.ts';
import { citation } from './evidence.ts';
import { serviceId } from './map.ts';

/** An interval in which one subject of a service (the service itself, an instance) was not ok in one kind. */
export const failingInterval = z
  .object({
    service: serviceId,
    /** The service, instance, container, VM or address that the events name. */
    subject: z.string(),
    /** The symptom: availability, latency, saturation, error, or the source's own word. */
    kind: z.string(),
    status: z.enum(['degraded', 'error']),
    from: micros,
    to: micros,
    /** Highest severity given; comparable within one kind only. */
    severity: z.number().nullable(),
    events: z.number().int(),
    /** Usual step between the subject's events of this kind, in microseconds: the onset is known to within it. */
    step: micros,
    message: z.string().nullable(),
    /** The event that opened the interval. */
    citation,
  })
  .readonly();
export type FailingInterval = z.infer<typeof failingInterval>;

/** What is known about health in the whole case. */
export const health = z
  .object({
    intervals: z.array(failingInterval).readonly(),
    /** Services that any health event of the case speaks of; the others have no health data. */
    observed: z.array(serviceId).readonly(),
  })
  .readonly();
export type Health = z.infer<typeof health>;
