import * as z from 'zod';
import { timeWindow, micros } from './model/time.ts';
import { citedRecord, declaration, reject, source, timeFinding } from './model/evidence.ts';
import { dependencyMap, instanceDependency, lookupTotals, processDependency, serviceId, via } from './model/map.ts';
import { audit, auditKind } from './model/audit.ts';
import { health } from './model/health.ts';
import { heartbeatLanes, heartbeats, heartbeatThresholds } from './model/heartbeats.ts';
import { comparison } from './model/comparison.ts';
import { diagnosis } from './model/diagnosis.ts';
import {
  plan,
  planComparison,
  planOptions,
  planQuestion,
  planScope,
  savedPlan,
  savedPlanHead,
  signature,
} from './model/plan.ts';
import { regionalDependency, regionReport, regionRule } from './model/regions.ts';
import { fileLook, mappedKind, mappedLines, mapping, mappingTrial } from './model/mapping.ts';
import { dossier } from './model/dossier.ts';
import { infrastructure } from './model/infrastructure.ts';
import { attributeReport, policyReport } from './model/policy.ts';

const nothing = z.object({}).strict();
const target = { service: serviceId, window: timeWindow.optional() };
const paper = z.enum(['a4', 'letter']);
/** A plan that is kept in the case, or one that is made for a question. */
const planRef = z.union([
  z.object({ saved: z.number().int() }).strict(),
  z.object({ question: planQuestion }).strict(),
]);
export type PlanRef = z.infer<typeof planRef>;
const compared = {
  window: timeWindow.optional(),
  against: timeWindow.optional(),
  againstCase: z.string().optional(),
  service: serviceId.optional(),
};

/** A case as a whole: what was read and how the lookups balance. */
export const caseSummary = z
  .object({
    path: z.string(),
    name: z.string(),
    /** SHA-256 over the evidence hashes, sorted: the same evidence gives the same digest. */
    digest: z.string(),
    version: z.string(),
    sources: z.array(source).readonly(),
    /** From the first lookup or health event to after the last; null while the case is empty. */
    span: timeWindow.nullable(),
    records: z
      .object({
        read: z.number(),
        accepted: z.number(),
        repeated: z.number(),
        rejected: z.number(),
        skipped: z.number(),
      })
      .readonly(),
    lookups: lookupTotals,
    /** `assumedValid`: of some instance nobody said that it was so at all times of the case. */
    services: z
      .array(z.object({ id: serviceId, name: z.string(), assumedValid: z.boolean().optional() }).readonly())
      .readonly(),
    /** Instances whose owner cannot be told, and the like: sentences for the completeness line. */
    remarks: z.array(z.string()).readonly(),
  })
  .readonly();
export type CaseSummary = z.infer<typeof caseSummary>;

export const importOptions = declaration
  .unwrap()
  .extend({
    /** Format id of files that could be of several; others are told from their content all the same. */
    format: z.string().optional(),
    /** Mappings of columns that are taken wherever they fit, before every format; they are kept in the case. */
    mappings: z.array(mapping).readonly().optional(),
  })
  .readonly();
export type ImportOptions = z.infer<typeof importOptions>;

/** Counts per bucket of the whole case or a window, for the time line; arrays of one length. */
export const timeline = z
  .object({
    from: micros,
    /** Width of a bucket. */
    step: micros,
    lookups: z.array(z.number()).readonly(),
    failures: z.array(z.number()).readonly(),
    /** Services failing in the bucket, by health events. */
    failing: z.array(z.number()).readonly(),
    /** Connections that began in the bucket, whatever came of them. */
    connections: z.array(z.number()).readonly().optional(),
  })
  .readonly();
export type Timeline = z.infer<typeof timeline>;

export const searchHit = z
  .object({
    kind: z.enum(['service', 'instance', 'name', 'address']),
    text: z.string(),
    service: serviceId.nullable(),
    detail: z.string(),
  })
  .readonly();
export type SearchHit = z.infer<typeof searchHit>;

export const verification = z
  .object({
    ok: z.boolean(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() }).readonly()).readonly(),
  })
  .readonly();
export type Verification = z.infer<typeof verification>;

export const reportSection = z.enum(['evidence', 'map', 'trace', 'plan', 'regions', 'heartbeats', 'audit']);
export type ReportSection = z.infer<typeof reportSection>;

/** For whom a report is made, where it is handed to one tenant. */
export const reportTenant = z
  .object({
    tenant: z.string(),
    /** What stands for others, and how many of their services the tenant touches. */
    others: z.array(z.object({ id: z.string(), services: z.number().int() }).readonly()).readonly(),
    /** Services left out although they were the tenant's for a part of the window, or by some records. */
    uncertain: z.number().int(),
    /** What cannot be given without naming others, a sentence each. */
    leftOut: z.array(z.string()).readonly(),
  })
  .readonly();
export type ReportTenant = z.infer<typeof reportTenant>;

/** What a report is made from; a chapter needs its part, and is left out without it. */
export const report = z
  .object({
    summary: caseSummary,
    target: serviceId,
    window: timeWindow,
    /** What the target reaches. */
    map: dependencyMap,
    /** All of the window. */
    fleet: dependencyMap,
    sections: z.array(reportSection).readonly(),
    diagnosis: diagnosis.optional(),
    plan: plan.optional(),
    regions: regionReport.optional(),
    heartbeats: heartbeats.optional(),
    audit: audit.optional(),
    policies: policyReport.optional(),
    /** The one tenant that it may be handed to; unset: whoever may see all. */
    tenant: reportTenant.optional(),
  })
  .readonly();
export type Report = z.infer<typeof report>;

const reportQuestion = {
  ...target,
  sections: z.array(reportSection).readonly(),
  rules: z.array(regionRule).readonly().optional(),
  scope: planScope.optional(),
  /** What else is asked of the plan. */
  plan: z.object(planOptions).strict().readonly().optional(),
  /** For this tenant alone: nobody else is named. */
  tenant: z.string().optional(),
};

/** Every method of the engine: name `noun.verb`, one argument object, one result. */
export const methods = {
  /** Opens a case file; makes an empty one where `create` is set and none exists. */
  'case.open': { input: z.object({ path: z.string(), create: z.boolean().optional() }).strict(), output: caseSummary },
  'case.summary': { input: nothing, output: caseSummary },
  'case.close': { input: nothing, output: nothing },
  /** Re-hashes the evidence, re-checks the balance, rebuilds the map and compares. */
  'case.verify': { input: nothing, output: verification },

  /** Reads files and folders into the open case, or into that of a path, made where there is none; a file already in it changes nothing. */
  'evidence.import': {
    input: z
      .object({
        paths: z.array(z.string()).min(1).readonly(),
        options: importOptions.optional(),
        into: z.string().optional(),
      })
      .strict(),
    output: z
      .object({
        case: z.string(),
        sources: z.array(source).readonly(),
        /** Hidden files and folders, and links to folders, among what was given. */
        leftOut: z.array(z.string()).readonly(),
      })
      .readonly(),
  },
  /** Reads a source of the case anew with what is said of its times now, and builds the map again; what was said before counts no more. */
  'evidence.declare': {
    input: z.object({ source: z.number().int(), declaration: declaration.unwrap().strict() }).strict(),
    output: z.object({ source }).readonly(),
  },
  /** Reads a source of which several formats fit alike as one of them, and builds the map again. */
  'evidence.readAs': {
    input: z.object({ source: z.number().int(), format: z.string() }).strict(),
    output: z.object({ source }).readonly(),
  },
  /** What lookups that several sources record say of their clocks and zones, with the declarations that would bring them together. */
  'evidence.findings': { input: nothing, output: z.object({ findings: z.array(timeFinding).readonly() }).readonly() },
  /** Takes a source out of the case, with all that it gave; the file stays where it is. */
  'evidence.remove': { input: z.object({ source: z.number().int() }).strict(), output: nothing },
  'evidence.rejects': {
    input: z.object({ source: z.number().int(), after: z.number().int(), limit: z.number().int().max(1000) }).strict(),
    output: z.object({ rejects: z.array(reject.and(z.object({ raw: z.string().nullable() }))).readonly() }).readonly(),
  },
  /** Lines of a source as they stand in the evidence, by offset, after its hash is checked. */
  'evidence.read': {
    input: z.object({ source: z.number().int(), line: z.number().int() }).strict(),
    output: citedRecord,
  },

  /** The beginning of a source's file as a mapping sees it, and a mapping of it: of the kind given, else of that which fits best. */
  'mapping.propose': {
    input: z.object({ source: z.number().int(), kind: mappedKind.optional(), lines: mappedLines.optional() }).strict(),
    output: z.object({ look: fileLook, mapping }).readonly(),
  },
  /** What a mapping yields of a source's file; `whole` unset: of its first records. The case is not touched. */
  'mapping.try': {
    input: z.object({ source: z.number().int(), mapping, whole: z.boolean().optional() }).strict(),
    output: mappingTrial,
  },
  /** Keeps a mapping in the case, and reads the source with it, and every source that it reads already or that nothing else reads. */
  'mapping.apply': {
    input: z.object({ source: z.number().int(), mapping }).strict(),
    output: z.object({ sources: z.array(source).readonly() }).readonly(),
  },
  /** Takes a mapping out of the case; what it read is read without it. */
  'mapping.remove': {
    input: z.object({ name: z.string() }).strict(),
    output: z.object({ sources: z.array(source).readonly() }).readonly(),
  },
  'mappings.list': { input: nothing, output: z.object({ mappings: z.array(mapping).readonly() }).readonly() },
  /** The mapping of a YAML text; a wrong text is an error that names the line. */
  'mapping.parse': {
    input: z.object({ text: z.string(), file: z.string() }).strict(),
    output: z.object({ mapping }).readonly(),
  },
  'mapping.yaml': { input: z.object({ mapping }).strict(), output: z.object({ yaml: z.string() }).readonly() },

  'timeline.read': { input: z.object({ buckets: z.number().int().min(1).max(2000) }).strict(), output: timeline },
  /** The map of a window; with `service`, what that service reaches downstream (to order `depth`); by lookups, connections, or (unset) any. */
  'map.read': {
    input: z
      .object({
        window: timeWindow.optional(),
        service: serviceId.optional(),
        depth: z.number().int().min(1).optional(),
        via: via.optional(),
      })
      .strict(),
    output: dependencyMap,
  },
  /** Sources that are no clients and names that are no service's in a window (unset: the whole case), kept apart from the map. */
  'infrastructure.read': {
    input: z.object({ window: timeWindow.optional() }).strict(),
    output: infrastructure,
  },
  /** The instance-to-instance map of a window (unset: the whole case). */
  'map.instances': {
    input: z.object({ window: timeWindow.optional() }).strict(),
    output: z.object({ dependencies: z.array(instanceDependency).readonly() }).readonly(),
  },
  /**
   * Holds a window (unset: the whole case) against another of the case, or against one of another case (unset: all of it), which is opened
   * for reading beside the open one. With `service`, what that service reaches in either.
   */
  'comparison.read': { input: z.object(compared).strict(), output: comparison },
  /** The same as one self-contained HTML sheet. */
  'comparison.html': { input: z.object(compared).strict(), output: z.object({ html: z.string() }).readonly() },
  /** Which process was connected to which in a window (unset: the whole case), where the hosts' logs tell. */
  'map.processes': {
    input: z.object({ window: timeWindow.optional() }).strict(),
    output: z.object({ dependencies: z.array(processDependency).readonly() }).readonly(),
  },
  /** What the two witnesses and the declarations say of a window (unset: the whole case), at a service and of some kinds where given. */
  'audit.read': {
    input: z
      .object({
        window: timeWindow.optional(),
        service: serviceId.optional(),
        kinds: z.array(auditKind).readonly().optional(),
      })
      .strict(),
    output: audit,
  },
  /** Tenant, namespace, cluster and data-centre group of the services in a window (unset: the whole case), and which services are shared. */
  'attributes.read': { input: z.object({ window: timeWindow.optional() }).strict(), output: attributeReport },
  /** Who heard whom in a window (unset: the whole case), who fell silent, and what other evidence says of it; thresholds unset: the usual ones. */
  'heartbeats.read': {
    input: z
      .object({
        window: timeWindow.optional(),
        thresholds: heartbeatThresholds.unwrap().partial().readonly().optional(),
      })
      .strict(),
    output: heartbeats,
  },
  /** What every emitter was heard and seen to do over a window (unset: the whole case), for lanes over time. */
  'heartbeats.lanes': {
    input: z.object({ window: timeWindow.optional(), buckets: z.number().int().min(1).max(1000) }).strict(),
    output: heartbeatLanes,
  },
  /** The policies of the case held against what was seen in a window (unset: the whole case), as they were valid when it was seen. */
  'policy.read': {
    input: z.object({ window: timeWindow.optional(), service: serviceId.optional() }).strict(),
    output: policyReport,
  },
  /** The smallest allow-list of a window as Kubernetes NetworkPolicies (YAML). */
  'policy.yaml': {
    input: z.object({ window: timeWindow.optional() }).strict(),
    output: z.object({ yaml: z.string() }).readonly(),
  },
  'health.read': { input: nothing, output: health },
  /** With a region, only lookups that were answered in it (`region`) or asked from it (`askedFrom`). */
  'dependency.dossier': {
    input: z
      .object({
        client: serviceId,
        server: serviceId,
        window: timeWindow,
        index: z.number().int().min(0),
        connection: z.number().int().min(0).optional(),
        region: z.string().optional(),
        askedFrom: z.string().optional(),
      })
      .strict(),
    output: dossier,
  },
  /** Without a window: the incident of the target (its last failing interval, from 30 minutes before). */
  'diagnosis.read': { input: z.object(target).strict(), output: diagnosis },
  'plan.read': { input: planQuestion, output: plan },
  /** The plan alone as a sheet to print; with `saved`, a plan as it was kept, with its ticks and signatures. */
  'plan.html': {
    input: z
      .object({ plan: planRef, paper: paper.optional(), done: z.array(serviceId).readonly().optional() })
      .strict(),
    output: z.object({ html: z.string() }).readonly(),
  },
  /** Keeps the plan of a question in the case, under a name that no other saved plan has. */
  'plan.save': {
    input: z
      .object({
        name: z.string().trim().min(1).max(200),
        question: planQuestion,
        done: z.array(serviceId).readonly().optional(),
        signatures: z.array(signature).readonly().optional(),
        /** Time of saving. */
        at: micros,
      })
      .strict(),
    output: savedPlanHead,
  },
  /** Adds a signature to a saved plan, and keeps what is ticked. */
  'plan.sign': {
    input: z
      .object({ id: z.number().int(), signature: signature.optional(), done: z.array(serviceId).readonly().optional() })
      .strict(),
    output: savedPlanHead,
  },
  'plan.delete': { input: z.object({ id: z.number().int() }).strict(), output: nothing },
  'plan.saved': { input: z.object({ id: z.number().int() }).strict(), output: savedPlan },
  'plans.list': { input: nothing, output: z.object({ plans: z.array(savedPlanHead).readonly() }).readonly() },
  /** How plan `b` differs from plan `a`. */
  'plan.compare': { input: z.object({ a: planRef, b: planRef }).strict(), output: planComparison },
  /** Expected minutes by service id (`*`: all others) of a YAML or CSV text; a wrong text is an error that names the line. */
  'minutes.parse': {
    input: z.object({ text: z.string(), file: z.string() }).strict(),
    output: z.object({ minutes: z.record(z.string(), z.number()).readonly() }).readonly(),
  },
  'regions.read': {
    input: z.object({ ...target, rules: z.array(regionRule).readonly().optional() }).strict(),
    output: regionReport,
  },
  /** The dependencies behind cells of the heatmap: of some services (unset: all), answered in a region, asked from a region. */
  'regions.dependencies': {
    input: z
      .object({
        ...target,
        servers: z.array(serviceId).readonly().optional(),
        region: z.string().optional(),
        askedFrom: z.string().optional(),
      })
      .strict(),
    output: z.object({ dependencies: z.array(regionalDependency).readonly() }).readonly(),
  },
  /** The rules of a YAML text; a wrong text is an error that names the line. */
  'rules.parse': {
    input: z.object({ text: z.string(), file: z.string() }).strict(),
    output: z.object({ rules: z.array(regionRule).readonly() }).readonly(),
  },
  'search.find': {
    input: z.object({ text: z.string(), limit: z.number().int().max(100) }).strict(),
    output: z.object({ hits: z.array(searchHit).readonly() }).readonly(),
  },
  /** What the chapters of a report are made from. */
  'report.read': { input: z.object(reportQuestion).strict(), output: report },
  /** One self-contained HTML document. */
  'report.html': {
    input: z.object({ ...reportQuestion, paper: paper.optional() }).strict(),
    output: z.object({ html: z.string() }).readonly(),
  },
  /** Stops the running import, verification or query; it ends with the error code `cancelled`. */
  'work.cancel': { input: nothing, output: nothing },
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Input<M extends MethodName> = z.input<Methods[M]['input']>;
export type Output<M extends MethodName> = z.output<Methods[M]['output']>;

/** The engine as its callers see it. */
export type Call = <M extends MethodName>(method: M, input: Input<M>) => Promise<Output<M>>;

/** How far long work is. `done` of `total` in `unit`; total 0 where it is not known. */
export const progress = z
  .object({
    work: z.enum(['import', 'verify', 'check']),
    /** What is being done, e.g. `Reading dns-requests.csv`. */
    step: z.string(),
    done: z.number(),
    total: z.number(),
    unit: z.enum(['files', 'bytes', 'records', 'steps']),
  })
  .readonly();
export type Progress = z.infer<typeof progress>;
