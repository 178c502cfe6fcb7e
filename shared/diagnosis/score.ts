import type { Candidate } from './candidate.ts';
import { CHRONIC_REST, HEALTHY_CLIENTS, WEIGHTS } from './weights.ts';

/** How much speaks for an origin, 0 to 1, to two digits; comparable within one diagnosis. */
export function scoreOf(candidate: Candidate): number {
  const { severity, explainedBy, onset, saturation, explains, lookups, clients } = candidate;
  const speaksFor =
    WEIGHTS.severity * severity.share +
    WEIGHTS.unexplained * (1 - (explainedBy?.strength ?? 0)) +
    WEIGHTS.onset * onset.share +
    WEIGHTS.saturation * (saturation ? 1 : 0) +
    WEIGHTS.explains * explains.share +
    WEIGHTS.failedLookups * (lookups.all === 0 ? 0 : lookups.failed / lookups.all);
  const speaksAgainst = HEALTHY_CLIENTS * (clients.judged === 0 ? 0 : clients.healthy.length / clients.judged);
  const rest = candidate.symptom.chronic ? CHRONIC_REST : 1;
  return Math.max(0, Math.round((speaksFor - speaksAgainst) * rest * 10_000) / 10_000);
}
