import * as z from 'zod';
import { micros, timeWindow } from './time.ts';
import { diagnosisStatus } from './diagnosis.ts';
import { serviceId } from './map.ts';
import { countermeasure } from './countermeasure.ts';

/** Which services a plan restarts: those that fail, all that the target reaches, or those picked by hand. */
export const planScope = z.enum(['failing', 'all', 'chosen']);
export type PlanScope = z.infer<typeof planScope>;

/** A dependency by its ends. */
export const pair = z.object({ client: serviceId, server: serviceId }).readonly();
export type Pair = z.infer<typeof pair>;

/** What is restarted one after the other within a step. */
export const rollingBy = z.enum(['region', 'instance']);
export type RollingBy = z.infer<typeof rollingBy>;

/** What a what-if takes away, or adds. */
export const changes = z
  .object({
    services: z.array(serviceId).readonly().optional(),
    regions: z.array(z.string()).readonly().optional(),
    dependencies: z.array(pair).readonly().optional(),
  })
  .strict()
  .readonly();
export type Changes = z.infer<typeof changes>;

/** A fleet that is other than the evidence shows it. */
export const whatIf = z.object({ without: changes.optional(), with: changes.optional() }).strict().readonly();
export type WhatIf = z.infer<typeof whatIf>;

/** What the analyst may ask of a plan, beside target and window. */
export const planOptions = {
  scope: planScope.optional(),
  /** The services of scope `chosen`. */
  services: z.array(serviceId).readonly().optional(),
  /** Dependencies to do without at first, in place of those proposed. */
  breaks: z.array(pair).readonly().optional(),
  /** Expected minutes of one restart by service; `*` stands for all others. */
  minutes: z.record(z.string(), z.number().nonnegative()).readonly().optional(),
  rolling: rollingBy.optional(),
  whatIf: whatIf.optional(),
};

/** Instances of a service in one region, by id. */
export const place = z.object({ region: z.string(), instances: z.array(z.string()).readonly() }).readonly();
export type Place = z.infer<typeof place>;

/** Part of a step that is restarted before the next part begins. */
export const round = z
  .object({ region: z.string(), instances: z.array(z.string()).readonly(), why: z.string() })
  .readonly();
export type Round = z.infer<typeof round>;

/** Something that a service needs and does not get, and over which dependencies it needs it. */
export const obstacle = z
  .object({
    service: serviceId,
    /** Left out by the what-if; lost with all its regions; or failing and not restarted by the plan. */
    why: z.enum(['left-out', 'region-lost', 'failing']),
    /** From the service that is blocked to the one that it does not get. */
    path: z.array(serviceId).readonly(),
  })
  .readonly();
export type Obstacle = z.infer<typeof obstacle>;

/** A service to be restarted. */
export const planStep = z
  .object({
    service: serviceId,
    reason: z.string(),
    /** Services of the plan that must be up first (the breaks of a cycle left out). */
    after: z.array(serviceId).readonly(),
    /** Those of `after` that it needs only over services which the plan does not restart. */
    indirect: z.array(serviceId).readonly(),
    /** What it needs, directly or not, that is neither healthy nor restarted before it: it may not come up. */
    blockedBy: z.array(serviceId).readonly(),
    /** `blockedBy` with why and over which path. */
    obstacles: z.array(obstacle).readonly(),
    instances: z.number().int(),
    regions: z.array(z.string()).readonly(),
    /** The instances by region, as far as the inventories name them. */
    places: z.array(place).readonly(),
    /** Instances that are left running, since they stand in for a sender that is muted; in none of the counts above. */
    spared: z.array(z.string()).readonly().default([]),
    /** In the plan without health data of its own, because it stands between failing services. */
    inferred: z.boolean(),
    /** Added by the what-if; not in the case. */
    assumed: z.boolean(),
    /** What to see before the next wave begins. */
    check: z.string(),
    onset: micros.nullable(),
    /** Why the step may be left out after all; null where nothing says so. */
    doubt: z.string().nullable(),
    /** In which order its regions or instances go; empty where all go at once. */
    rolling: z.array(round).readonly(),
    /** Expected minutes, all rounds together; null where none were given. */
    minutes: z.number().nullable(),
    /** Minutes after the beginning at which all that it waits for is up; null where no minutes were given at all. */
    start: z.number().nullable(),
    /** A delay of this step delays the whole plan. */
    critical: z.boolean(),
  })
  .readonly();
export type PlanStep = z.infer<typeof planStep>;

/** Services that may be restarted together; wave 1 first. */
export const wave = z
  .object({
    wave: z.number().int(),
    steps: z.array(planStep).readonly(),
    /** The longest of its steps; null where none has minutes. A lower bound where `missing` is not 0. */
    minutes: z.number().nullable(),
    /** Steps without minutes. */
    missing: z.number().int(),
  })
  .readonly();
export type Wave = z.infer<typeof wave>;

/** A dependency to do without at first, why this one, and whether the analyst chose it. */
export const cycleBreak = z
  .object({ client: serviceId, server: serviceId, why: z.string(), chosen: z.boolean() })
  .readonly();
export type CycleBreak = z.infer<typeof cycleBreak>;

/** One thing to do when a cycle is started from nothing. */
export const bootstrapAct = z
  .object({
    act: z.enum(['start', 'reconnect']),
    service: serviceId,
    /** Servers of the cycle that are not up yet when it is started; or that it can use from now on. */
    servers: z.array(serviceId).readonly(),
  })
  .readonly();
export type BootstrapAct = z.infer<typeof bootstrapAct>;

/** Services that depend on each other in a loop, with the dependencies to do without at first. */
export const cycle = z
  .object({
    services: z.array(serviceId).readonly(),
    /** The first break. */
    break: cycleBreak,
    /** All breaks that open the loop, the first included. */
    breaks: z.array(cycleBreak).readonly(),
    /** The order in which it starts, and where what was done without is taken up again. */
    bootstrap: z.array(bootstrapAct).readonly(),
    /** Every dependency within the loop: what the analyst may choose to do without. */
    within: z.array(pair).readonly(),
    /** False where the loop is reached by the target but not restarted. */
    inPlan: z.boolean(),
  })
  .readonly();
export type Cycle = z.infer<typeof cycle>;

/** How long a plan takes; lower bounds where minutes are missing. */
export const planTime = z
  .object({
    /** Minutes where each wave begins when the one before it is up. */
    total: z.number(),
    /** Minutes where each step begins as soon as what it waits for is up: the length of the critical path. */
    critical: z.number(),
    /** A longest chain of steps, first to last. */
    path: z.array(serviceId).readonly(),
    /** Services without minutes. */
    missing: z.array(serviceId).readonly(),
  })
  .readonly();
export type PlanTime = z.infer<typeof planTime>;

/** What a plan costs; steps that are blocked are not counted. */
export const planCost = z
  .object({ waves: z.number().int(), steps: z.number().int(), minutes: z.number().nullable() })
  .readonly();
export type PlanCost = z.infer<typeof planCost>;

/** What a what-if leaves out and adds. */
export const hypothesis = z.object({ without: changes, with: changes }).readonly();
export type Hypothesis = z.infer<typeof hypothesis>;

/** What becomes of the fleet under a what-if. */
export const whatIfAnswer = z
  .object({
    without: changes,
    with: changes,
    /** Services that are gone: left out, or lost with all their regions. */
    lost: z.array(serviceId).readonly(),
    /** Services of the plan that come up. */
    comesUp: z.array(serviceId).readonly(),
    /** Services, of the plan or reached by the target, that need something that is gone. */
    stranded: z
      .array(z.object({ service: serviceId, inPlan: z.boolean(), obstacles: z.array(obstacle).readonly() }).readonly())
      .readonly(),
    /** Dependencies that are left out and not there, or added and there already: they change nothing. */
    idle: z
      .array(
        z
          .object({
            side: z.enum(['without', 'with']),
            client: serviceId,
            server: serviceId,
            why: z.string(),
            near: z.array(pair).readonly(),
          })
          .readonly(),
      )
      .readonly()
      .default([]),
    /** Services that are left out and not concerned, or added and planned already: they change nothing. */
    idleServices: z
      .array(z.object({ side: z.enum(['without', 'with']), service: serviceId, why: z.string() }).readonly())
      .readonly()
      .default([]),
    /** The plan without the what-if, and with it. */
    before: planCost,
    after: planCost,
  })
  .readonly();
export type WhatIfAnswer = z.infer<typeof whatIfAnswer>;

export const plan = z
  .object({
    target: serviceId,
    window: timeWindow,
    scope: planScope,
    waves: z.array(wave).readonly(),
    /** What is done beside the restarts, in order, about senders that fell silent while others counted on them. */
    countermeasures: z.array(countermeasure).readonly().default([]),
    cycles: z.array(cycle).readonly(),
    /** What the diagnosis could see: where it is `not-observable`, an empty plan does not mean that nothing failed. */
    status: diagnosisStatus.default('found'),
    /** One sentence: what the plan does, or why it is empty. */
    finding: z.string(),
    rolling: rollingBy.nullable(),
    time: planTime.nullable(),
    /** Breaks that were chosen and not taken, and why. */
    refused: z
      .array(
        z
          .object({
            client: serviceId,
            server: serviceId,
            why: z.string(),
            /** Dependencies of the same client or server, where this is none. */
            near: z.array(pair).readonly().optional(),
          })
          .readonly(),
      )
      .readonly(),
    whatIf: whatIfAnswer.nullable(),
  })
  .readonly();
export type Plan = z.infer<typeof plan>;

/** A plan's question as it is asked, and kept with a saved plan. */
export const planQuestion = z.object({ service: serviceId, window: timeWindow.optional(), ...planOptions }).strict();
export type PlanQuestion = z.infer<typeof planQuestion>;
export type PlanOptions = Omit<PlanQuestion, 'service' | 'window'>;

/** Somebody stands for a plan. */
export const signature = z
  .object({
    role: z.enum(['prepared', 'reviewed', 'approved']),
    name: z.string().min(1).max(200),
    /** When it was signed. */
    at: micros,
  })
  .readonly();
export type Signature = z.infer<typeof signature>;

/** A plan that was kept in the case, without the plan itself. */
export const savedPlanHead = z
  .object({
    id: z.number().int(),
    name: z.string(),
    savedAt: micros,
    /** Digest of the evidence that it was made from. */
    digest: z.string(),
    /** The case holds other evidence now. */
    outdated: z.boolean(),
    target: serviceId,
    scope: planScope,
    cost: planCost,
    /** What its what-if leaves out and adds; null for a plan of the fleet as it is. */
    whatIf: hypothesis.nullable(),
    signatures: z.array(signature).readonly(),
    /** Services, and countermeasures by `countermeasureKey`, that were ticked off when it was last kept. */
    done: z.array(serviceId).readonly(),
  })
  .readonly();
export type SavedPlanHead = z.infer<typeof savedPlanHead>;

export const savedPlan = z.object({ head: savedPlanHead, question: planQuestion, plan }).readonly();
export type SavedPlan = z.infer<typeof savedPlan>;

/** How plan `b` differs from plan `a`. */
export const planComparison = z
  .object({
    added: z.array(z.object({ service: serviceId, wave: z.number().int() }).readonly()).readonly(),
    gone: z.array(z.object({ service: serviceId, wave: z.number().int() }).readonly()).readonly(),
    moved: z
      .array(z.object({ service: serviceId, from: z.number().int(), to: z.number().int() }).readonly())
      .readonly(),
    /** Steps in the same wave that changed otherwise: what, in words. */
    changed: z.array(z.object({ service: serviceId, what: z.array(z.string()).readonly() }).readonly()).readonly(),
    same: z.number().int(),
    countermeasuresAdded: z.array(countermeasure).readonly(),
    countermeasuresGone: z.array(countermeasure).readonly(),
    cyclesAdded: z.array(z.array(serviceId).readonly()).readonly(),
    cyclesGone: z.array(z.array(serviceId).readonly()).readonly(),
    breaksAdded: z.array(pair).readonly(),
    breaksGone: z.array(pair).readonly(),
    before: planCost,
    after: planCost,
    /** The what-if of either. */
    whatIfs: z.object({ before: hypothesis.nullable(), after: hypothesis.nullable() }).readonly(),
    sameEvidence: z.boolean(),
  })
  .readonly();
export type PlanComparison = z.infer<typeof planComparison>;
