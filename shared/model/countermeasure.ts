import * as z from 'zod';
import { citation } from './evidence.ts';
import { verdict } from './heartbeats.ts';
import { serviceId } from './map.ts';
import { micros } from './time.ts';

/** Keep a sender from sending; let another instance take over for the time being; let it send again. */
export const countermeasureAct = z.enum(['mute', 'stand-in', 'unmute']);
export type CountermeasureAct = z.infer<typeof countermeasureAct>;

/**
 * How something counts on a sender: `looked-up` and `connected`, it did so to the sender; `looked-up-by` and
 * `connected-by`, the sender did so to it; `heard`, it listens for the sender's heartbeats.
 */
export const receiverWay = z.enum(['looked-up', 'connected', 'looked-up-by', 'connected-by', 'heard']);
export type ReceiverWay = z.infer<typeof receiverWay>;

/** One way in which a receiver counted on a sender in the window of a plan. */
export const receiverUse = z
  .object({
    way: receiverWay,
    /** Lookups, connections or beats in the window, and those of them that were in a silence of the sender. */
    count: z.number().int(),
    within: z.number().int(),
    last: micros,
    /** The last of them, of those in the silence where there are any. */
    citation,
  })
  .readonly();
export type ReceiverUse = z.infer<typeof receiverUse>;

/** A service, or a runtime that no service owns, that counted on a sender. */
export const receiver = z
  .object({ service: serviceId.nullable(), name: z.string(), uses: z.array(receiverUse).readonly() })
  .readonly();
export type Receiver = z.infer<typeof receiver>;

const cited = z.array(z.object({ text: z.string(), citation }).readonly()).readonly();

/** An instance that can take over from a sender that fell silent. */
export const standIn = z
  .object({
    /** As the inventories call it, and the name under which it beats; null where it does not. */
    instance: z.string(),
    runtime: z.string().nullable(),
    region: z.string(),
    /** It sends itself, or it is there and was not seen to send. */
    kind: z.enum(['sender', 'standby']),
    /** It beat, acted or was called healthy after the sender fell silent; else only the inventory speaks of it. */
    confirmed: z.boolean(),
  })
  .readonly();
export type StandIn = z.infer<typeof standIn>;

/** What is done about a sender that fell silent while others counted on it. */
export const countermeasure = z
  .object({
    step: countermeasureAct,
    /** Whose the sender is, the sender by the name under which it beats, and the instances that it is as the inventories call them. */
    service: serviceId,
    instance: z.string(),
    instances: z.array(z.string()).readonly(),
    /** What other evidence says of its silence: it is lost, it runs on half-dead, or nothing tells. */
    verdict: verdict.exclude(['removed']),
    /** The wave before which, or after which and its checks, it is done; one of the two is given. */
    beforeWave: z.number().int().nullable(),
    afterWave: z.number().int().nullable(),
    why: z.string(),
    receivers: z.array(receiver).readonly(),
    /** Who takes over; null where this is no stand-in step. */
    standIn: standIn.nullable(),
    /** Of a mute without a stand-in step: why nobody can take over. */
    noStandIn: z.string().nullable(),
    check: z.string(),
    evidence: cited,
  })
  .readonly();
export type Countermeasure = z.infer<typeof countermeasure>;
