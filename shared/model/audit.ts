import * as z from 'zod';
import { citation } from './evidence.ts';
import { serviceId, witness } from './map.ts';
import { micros, timeWindow } from './time.ts';

/**
 * What two witnesses and the declarations say of a dependency in a window.
 * `agreed`: looked up and connected. `dns-only`: looked up by a client whose sockets are logged, never connected. `connection-only`:
 * connected, never looked up. `declared-only`: declared, seen by neither. `unexpected`: seen, and not among what its client declares.
 * `missing`: usual in the windows before, not seen in this one. `not-covered`: one witness or both could not have seen it, which
 * contradicts nothing.
 */
export const auditKind = z.enum([
  'unexpected',
  'missing',
  'connection-only',
  'dns-only',
  'declared-only',
  'not-covered',
  'agreed',
]);
export type AuditKind = z.infer<typeof auditKind>;

/**
 * The nearer reason, where the evidence tells it. dns-only: `failed` (no lookup was answered), `connected-elsewhere` (in another window: one
 * connection serves many lookups), `latent` (never connected in the case). connection-only:
 * `answered-before` (looked up before the window: a cached answer), `never-asked` (a fixed address, or a way round the DNS). declared-only:
 * `seen-elsewhere` (in another window), `never-used`. not-covered: `no-dns-coverage` (connected; no DNS log with answers hears the client then),
 * `no-socket-log` (looked up), `no-log`.
 */
export const auditReason = z.enum([
  'failed',
  'connected-elsewhere',
  'latent',
  'no-dns-coverage',
  'answered-before',
  'never-asked',
  'seen-elsewhere',
  'never-used',
  'no-socket-log',
  'no-log',
]);
export type AuditReason = z.infer<typeof auditReason>;

export const auditFinding = z
  .object({
    kind: auditKind,
    why: auditReason.nullable(),
    client: serviceId,
    server: serviceId,
    /** Counts of the window. */
    lookups: z.number().int(),
    failures: z.number().int(),
    connections: z.number().int(),
    witness,
    declared: z.boolean(),
    /** In the window; null where it was not seen in it. */
    firstSeen: micros.nullable(),
    lastSeen: micros.nullable(),
    /** What was found, in a sentence. */
    text: z.string(),
    /** What complete logs would show, in a sentence. */
    expected: z.string(),
    /** The records that it rests on. */
    evidence: z.array(z.object({ text: z.string(), citation }).readonly()).readonly(),
    /** For sorting: 0 to 1, more is worth a look sooner. */
    weight: z.number(),
  })
  .readonly();
export type AuditFinding = z.infer<typeof auditFinding>;

/** The findings of a window, the weightiest first. */
export const audit = z
  .object({
    window: timeWindow,
    findings: z.array(auditFinding).readonly(),
    /** Findings of each kind. */
    counts: z.record(auditKind, z.number().int()).readonly(),
    /** How many earlier windows of equal length told what is usual; too few, and nothing is called missing. */
    earlierWindows: z.number().int(),
    /** What limits the audit, in sentences. */
    notes: z.array(z.string()).readonly(),
  })
  .readonly();
export type Audit = z.infer<typeof audit>;
