/** Families of symptoms; a source's own word falls into none. */
type Family = 'availability' | 'latency' | 'saturation' | 'other';

/** A resource that ran short is a cause inside the service, not an effect of its servers. */
export function isSaturation(kind: string): boolean {
  return familyOf(kind) === 'saturation';
}

/** How readily a symptom of a server shows as a symptom of its client; 1 is the usual course. Rows: server. */
const CARRIES: Readonly<Record<Family, Readonly<Record<Family, number>>>> = {
  availability: { availability: 1, latency: 0.8, saturation: 0.5, other: 0.8 },
  latency: { availability: 0.3, latency: 1, saturation: 0.5, other: 0.5 },
  saturation: { availability: 0.6, latency: 0.6, saturation: 0.3, other: 0.6 },
  other: { availability: 0.6, latency: 0.6, saturation: 0.3, other: 0.6 },
};

/** How readily `server` (kind) shows at a client as `client` (kind), 0 to 1; equal kinds always 1. */
export function carries(server: string, client: string): number {
  return server === client ? 1 : CARRIES[familyOf(server)][familyOf(client)];
}

function familyOf(kind: string): Family {
  const word = kind.toLowerCase();
  if (word === 'availability' || word === 'error') return 'availability';
  return word === 'latency' || word === 'saturation' ? word : 'other';
}
