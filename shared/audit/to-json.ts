import type { Audit } from '../model/audit.ts';
import { isoWindow, toIso, type Micros } from '../model/time.ts';

/** The findings of an audit as JSON: every instant as ISO 8601, citations as path and line. */
export function auditToJson({ window, findings, ...rest }: Audit): object {
  return {
    window: isoWindow(window),
    ...rest,
    findings: findings.map(({ firstSeen, lastSeen, evidence, ...finding }) => ({
      ...finding,
      firstSeen: iso(firstSeen),
      lastSeen: iso(lastSeen),
      evidence: evidence.map(({ text, citation: { path, line } }) => ({ text, path, line })),
    })),
  };
}

const iso = (at: Micros | null) => (at === null ? null : toIso(at));
