import type { Candidate } from './candidate.ts';
import type { Suspect } from './suspect.ts';
import { APART_REST, CHRONIC_REST, HEALTHY_CLIENTS, SHORT_CLIENT, SUSPECT_TOP, WEIGHTS } from './weights.ts';

/** How much speaks for an origin, 0 to 1, to four digits; comparable within one diagnosis. */
export function scoreOf(candidate: Candidate): number {
  const { severity, explainedBy, measuredBy, onset, saturation, explains, lookups, clients, symptom, way } = candidate;
  const speaksFor =
    WEIGHTS.severity * severity.share +
    WEIGHTS.unexplained * (1 - Math.max(explainedBy?.strength ?? 0, measuredBy ? SHORT_CLIENT : 0)) +
    WEIGHTS.onset * onset.share +
    WEIGHTS.saturation * (saturation ? 1 : 0) +
    WEIGHTS.explains * explains.share +
    WEIGHTS.failedLookups * (lookups.all === 0 ? 0 : lookups.failed / lookups.all);
  const speaksAgainst = HEALTHY_CLIENTS * (clients.judged === 0 ? 0 : clients.healthy.length / clients.judged);
  const known = symptom.chronic ? 1 : 1 - symptom.news;
  const rest = (1 - (1 - CHRONIC_REST) * known) * (way.apart ? APART_REST : 1);
  return rounded((speaksFor - speaksAgainst) * rest);
}

/** The same for a service without an alarm: never more than SUSPECT_TOP. */
export function suspectScore({ share, beneath, lookups, otherClients }: Suspect, most: number): number {
  const healthy = otherClients.judged === 0 ? 0 : otherClients.healthy.length / otherClients.judged;
  const failed = lookups.all === 0 ? 0 : lookups.failed / lookups.all;
  const depth = most === 0 ? 0 : beneath / most;
  return rounded(SUSPECT_TOP * Math.min(1, 0.6 * share * (1 - healthy) + 0.2 * depth + failed));
}

function rounded(score: number): number {
  return Math.max(0, Math.round(score * 10_000) / 10_000);
}
