import * as z from 'zod';
import { micros } from './time.ts';
import { citation } from './evidence.ts';
import { serviceId } from './map.ts';

/** Who tells that a service failed: its health events, its heartbeats that were lost, or, while it has none, the lookups of its names that failed. */
export const witness = z.enum(['events', 'lookups', 'heartbeats']);
export type Witness = z.infer<typeof witness>;

/** An interval in which one subject of a service (the service itself, an instance) was not ok in one kind. */
export const failingInterval = z
  .object({
    service: serviceId,
    witness,
    /** The service, instance, container, VM or address that the events or heartbeats name; the service itself for lookups. */
    subject: z.string(),
    /** The symptom: availability, latency, saturation, error, or the source's own word. */
    kind: z.string(),
    status: z.enum(['degraded', 'error']),
    from: micros,
    to: micros,
    /**
     * The last sight of it before `from`: it began after this, and by `from`. Null where nothing was seen of it before, so that it may have
     * begun at any time.
     */
    after: micros.nullable(),
    /** Seen regularly, one sample after the other; else reported when it changed. */
    sampled: z.boolean(),
    /** Highest severity given; comparable within one kind only. */
    severity: z.number().nullable(),
    events: z.number().int(),
    /** Usual step between the subject's events of this kind, its beats or its lookups, in microseconds. */
    step: micros,
    message: z.string().nullable(),
    /** Of failed lookups: the one client that could not find the service, while it was found often enough otherwise. */
    asker: serviceId.optional(),
    /** The event that opened the interval, the first failed lookup, or the last beat before the silence. */
    citation,
  })
  .readonly();
export type FailingInterval = z.infer<typeof failingInterval>;

/** What is known about health in the whole case. */
export const health = z
  .object({
    /** Those of the health events and of lost heartbeats, and those of failed lookups while a service has neither. */
    intervals: z.array(failingInterval).readonly(),
    /** When the health events of a service could tell of it, span by span; at any other time it has no health data. */
    watched: z.array(z.object({ service: serviceId, from: micros, to: micros }).readonly()).readonly(),
    /**
     * Times in which a service's own lookups of one server failed; `subject` is that server. They say that the server
     * could not be found, and count as a symptom only of a target that nothing else tells of then.
     */
    unmet: z.array(failingInterval).readonly(),
  })
  .readonly();
export type Health = z.infer<typeof health>;
