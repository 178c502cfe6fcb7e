import type { AuditKind, AuditReason } from '../model/audit.ts';
import type { Witness } from '../model/map.ts';

/** What a kind of finding is called, and what it means. */
export const KIND_WORDS: Readonly<Record<AuditKind, { readonly name: string; readonly means: string }>> = {
  unexpected: { name: 'unexpected', means: 'seen, and its client, who declares others, does not declare it' },
  missing: { name: 'missing', means: 'usual in the windows before, and not seen in this one' },
  'connection-only': { name: 'connection only', means: 'connected, and not looked up' },
  'dns-only': { name: 'DNS only', means: 'looked up by a host whose sockets are logged, and not connected' },
  'declared-only': { name: 'declared only', means: 'declared, and seen by neither' },
  'not-covered': { name: 'not covered', means: 'a log that could have shown it does not run: no contradiction' },
  agreed: { name: 'agreed', means: 'looked up and connected' },
};

/** The nearer reason of a finding, in a few words. */
export const WHY_WORDS: Readonly<Record<AuditReason, string>> = {
  failed: 'no lookup was answered',
  'connected-elsewhere': 'connected in another window',
  latent: 'never connected',
  'no-dns-coverage': 'no DNS log with answers hears the client',
  'answered-before': 'looked up before the window',
  'never-asked': 'a fixed address, or past the DNS',
  'seen-elsewhere': 'seen in another window',
  'never-used': 'never used',
  'no-socket-log': 'no socket log then',
  'no-log': 'no log then',
};

/** How a dependency was seen, in a few words. */
export const WITNESS_WORDS: Readonly<Record<Witness, string>> = {
  dns: 'DNS',
  connection: 'connection',
  both: 'DNS and connection',
  declared: 'only declared',
};
