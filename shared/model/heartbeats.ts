import * as z from 'zod';
import { citation } from './evidence.ts';
import { serviceId } from './map.ts';
import { micros, timeWindow } from './time.ts';

/** When missed beats are a loss: more than `missed` in a row, or more than `share` of `over` expected ones. */
export const heartbeatThresholds = z
  .object({
    missed: z.number().int().min(0),
    /** 0 to 1. */
    share: z.number().min(0).max(1),
    over: z.number().int().min(2).max(1000),
  })
  .strict()
  .readonly();
export type HeartbeatThresholds = z.infer<typeof heartbeatThresholds>;

/** As what the inventories and the service tree know a name; null where nothing does. */
export const knownAs = z.enum(['instance', 'source', 'address', 'service']);
export type KnownAs = z.infer<typeof knownAs>;

/** What a heartbeat names: a program that beats, or one that listens for beats. */
export const runtime = z
  .object({
    name: z.string(),
    knownAs: knownAs.nullable(),
    /** Whose it was in the window, by id; several where it changed hands. */
    services: z.array(serviceId).readonly(),
    emits: z.boolean(),
    detects: z.boolean(),
  })
  .readonly();
export type Runtime = z.infer<typeof runtime>;

/** Where the expected interval comes from: the records, the pair's own beats, or those of the detector's other pairs. */
export const intervalSource = z.enum(['given', 'learned', 'detector']);
export type IntervalSource = z.infer<typeof intervalSource>;

/** A cell of the matrix: how one detector heard one emitter in the window. expected = received + missed. */
export const heartbeatPair = z
  .object({
    emitter: z.string(),
    detector: z.string(),
    /** Expected time between beats; null where too few beats tell. */
    interval: micros.nullable(),
    intervalFrom: intervalSource.nullable(),
    expected: z.number().int(),
    received: z.number().int(),
    missed: z.number().int(),
    /** Of the missed ones, those that the sequence numbers say were sent, and those that they say were not. */
    lostOnTheWay: z.number().int(),
    unsent: z.number().int(),
    /** missed / expected; 0 where nothing was expected. */
    lostShare: z.number(),
    /** First and last beat of the case, and until when the detector recorded anything. */
    firstBeat: micros,
    lastBeat: micros,
    heardTo: micros,
  })
  .readonly();
export type HeartbeatPair = z.infer<typeof heartbeatPair>;

/**
 * What a loss is: the emitter silent to all that listen for it, the detector deaf to all that it listens for, only the path between them
 * lost, the logging stopped, the clock of the detector set forward, or too little observed to tell.
 */
export const lossKind = z.enum([
  'emitter-silent',
  'detector-deaf',
  'path-lost',
  'logging-stopped',
  'clock-jump',
  'too-little',
]);
export type LossKind = z.infer<typeof lossKind>;

export const confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof confidence>;

/**
 * What other evidence says of a runtime that fell silent: `lost` (confirmed), `active` (it acted all the same: half-dead), `removed` (its
 * inventory record ended), `unconfirmed`.
 */
export const verdict = z.enum(['lost', 'active', 'removed', 'unconfirmed']);
export type Verdict = z.infer<typeof verdict>;

const cited = z.array(z.object({ text: z.string(), citation }).readonly()).readonly();

/** A time in which a detector lost an emitter: from the first missed beat's time to the next beat, or to where its records end. */
export const heartbeatLoss = z
  .object({
    emitter: z.string(),
    detector: z.string(),
    kind: lossKind,
    confidence,
    reason: z.string(),
    from: micros,
    to: micros,
    /** No beat came after it. */
    open: z.boolean(),
    /** Which threshold it passes: beats missed in a row, or the share of a window. */
    by: z.enum(['missed', 'share']),
    missed: z.number().int(),
    /** Beats that came within it all the same. */
    received: z.number().int(),
    lostOnTheWay: z.number().int(),
    unsent: z.number().int(),
    /** The sequence numbers began again: the emitter was started anew. */
    restarted: z.boolean(),
    /** That of the silence that it is part of; null where it is part of none. */
    verdict: verdict.nullable(),
    evidence: cited,
  })
  .readonly();
export type HeartbeatLoss = z.infer<typeof heartbeatLoss>;

/** A time in which a runtime was silent to all that listened for it. */
export const silence = z
  .object({
    emitter: z.string(),
    /** Whose the runtime was at its last beat; null where that cannot be told. */
    service: serviceId.nullable(),
    from: micros,
    to: micros,
    open: z.boolean(),
    /** Those that lost it. */
    detectors: z.array(z.string()).readonly(),
    confidence,
    reason: z.string(),
    verdict,
    verdictReason: z.string(),
    /** From its first to its last act in the silence, where it is active. */
    acted: timeWindow.nullable(),
    /** Expected time between its beats: its start is known to within it. */
    interval: micros,
    /** Its last beat, and the records that decide. */
    evidence: cited,
  })
  .readonly();
export type Silence = z.infer<typeof silence>;

/** A time that a detector's records do not cover. */
export const unheard = z.object({ detector: z.string(), from: micros, to: micros, reason: z.string() }).readonly();
export type Unheard = z.infer<typeof unheard>;

/** The heartbeats of a window. Losses, silences and uncovered times are those of the case that share an instant with it, uncut. */
export const heartbeats = z
  .object({
    window: timeWindow,
    thresholds: heartbeatThresholds,
    runtimes: z.array(runtime).readonly(),
    pairs: z.array(heartbeatPair).readonly(),
    losses: z.array(heartbeatLoss).readonly(),
    silences: z.array(silence).readonly(),
    uncovered: z.array(unheard).readonly(),
    totals: z
      .object({
        expected: z.number().int(),
        received: z.number().int(),
        missed: z.number().int(),
        lostOnTheWay: z.number().int(),
        unsent: z.number().int(),
        /** Runtimes that neither inventories nor service tree know. */
        unresolved: z.number().int(),
      })
      .readonly(),
    /** What limits the answer, in sentences. */
    notes: z.array(z.string()).readonly(),
  })
  .readonly();
export type Heartbeats = z.infer<typeof heartbeats>;

/** What every emitter was heard and seen to do over a window, in buckets of one width. */
export const heartbeatLanes = z
  .object({
    window: timeWindow,
    /** Width of a bucket. */
    step: micros,
    lanes: z
      .array(
        z
          .object({
            runtime: z.string(),
            /** Beats that others heard, all detectors together. */
            beats: z.array(z.number().int()).readonly(),
            /** Lookups and connection records of its own. */
            lookups: z.array(z.number().int()).readonly(),
            connections: z.array(z.number().int()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type HeartbeatLanes = z.infer<typeof heartbeatLanes>;
