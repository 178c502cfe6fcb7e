/** Status of a health event. */
export type Status = 'ok' | 'degraded' | 'error';

/** Words by which people who name alarms, checks and metrics tell the symptom; the first that fits decides. */
const SYMPTOMS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['latency', /latenc|slow|response[ _-]?time|duration|\bp9\d/],
  ['error', /error|5xx|exception|fail(ure|ed|ing)?[ _-]?(rate|ratio|requests)/],
  [
    'saturation',
    /cpu|memory|disk|storage|filesystem|space|saturat|throttl|quota|backlog|queue|\bload\b|swap|inode|oom|pressure|utili[sz]ation|exhaust|connectionsused/,
  ],
  [
    'availability',
    /down|unreachable|unavailab|availab|absent|not[ _-]?ready|unhealthy|healthy|crash|\bping\b|alive|status[ _-]?check|statuscheck|offline|missing|probe|\bhttps?\b/,
  ],
];

/** The symptom that a name tells of: availability, latency, saturation or error; else the name itself, as the source's own word. Lower case. */
export function symptomOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const joined = name.toLowerCase();
  return SYMPTOMS.find(([, marks]) => marks.test(words) || marks.test(joined))?.[0] ?? joined;
}

/** What a severity in words says: a status and a number by which severities of one kind compare; null where it asks nobody to act. */
export function ofSeverity(word: string | null): { readonly status: Status; readonly severity: string } | null {
  switch (word?.toLowerCase()) {
    case 'none':
    case 'info':
    case 'informational':
    case 'notice':
    case 'debug':
      return null;
    case 'warning':
    case 'warn':
    case 'minor':
    case 'low':
      return { status: 'degraded', severity: '1' };
    case 'critical':
    case 'page':
    case 'emergency':
    case 'fatal':
    case 'disaster':
      return { status: 'error', severity: '3' };
    default:
      return { status: 'error', severity: '2' };
  }
}
