import { z } from 'zod';
import { micros, timeWindow } from './time.ts';
import { serviceId } from './map.ts';

export const planScope = z.enum(['failing', 'all']);
export type PlanScope = z.infer<typeof planScope>;

/** A service to be restarted. */
export const planStep = z
  .object({
    service: serviceId,
    reason: z.string(),
    /** Services of the plan that must be up first (the breaks of a cycle left out). */
    after: z.array(serviceId).readonly(),
    instances: z.number().int(),
    regions: z.array(z.string()).readonly(),
    /** In the plan without health data of its own, because it stands between failing services. */
    inferred: z.boolean(),
    /** What to see before the next wave begins. */
    check: z.string(),
    onset: micros.nullable(),
  })
  .readonly();
export type PlanStep = z.infer<typeof planStep>;

/** Services that may be restarted together; wave 1 first. */
export const wave = z.object({ wave: z.number().int(), steps: z.array(planStep).readonly() }).readonly();
export type Wave = z.infer<typeof wave>;

/** Services that depend on each other in a loop, with the dependencies to do without at first. */
export const cycle = z
  .object({
    services: z.array(serviceId).readonly(),
    /** The first proposed break. */
    break: z.object({ client: serviceId, server: serviceId, why: z.string() }).readonly(),
    /** All breaks that open the loop, the first included. */
    breaks: z.array(z.object({ client: serviceId, server: serviceId, why: z.string() }).readonly()).readonly(),
    /** False where the loop is reached by the target but not restarted. */
    inPlan: z.boolean(),
  })
  .readonly();
export type Cycle = z.infer<typeof cycle>;

export const plan = z
  .object({
    target: serviceId,
    window: timeWindow,
    scope: planScope,
    waves: z.array(wave).readonly(),
    cycles: z.array(cycle).readonly(),
    /** One sentence: what the plan does, or why it is empty. */
    finding: z.string(),
  })
  .readonly();
export type Plan = z.infer<typeof plan>;
