import type { AuditKind } from '../model/audit.ts';
import type { Witness } from '../model/map.ts';
import type { Verdict } from '../model/policy.ts';

/** A sign in a box of 12 × 12: told by its shape alone, so that it reads in grey too. */
export interface Shape {
  readonly path: string;
  readonly look: 'solid' | 'line' | 'dashed';
}

const RING = 'M10.2 6A4.2 4.2 0 1 1 1.8 6 4.2 4.2 0 0 1 10.2 6Z';
const CHECK = 'M1.6 6.4 4.6 9.4 10.4 2.8';

/** Plus: more than declared. Minus: gone. Triangles: up connected, down looked up. Rings: whole declared, dotted not covered. */
export const KIND_SHAPES: Readonly<Record<AuditKind, Shape>> = {
  unexpected: { path: 'M4.5 .8h3v3.7h3.7v3H7.5v3.7h-3V7.5H.8v-3h3.7Z', look: 'solid' },
  missing: { path: 'M.8 4.4h10.4v3.2H.8Z', look: 'solid' },
  'connection-only': { path: 'M6 1 11.4 10.8H.6Z', look: 'solid' },
  'dns-only': { path: 'M6 10.4 1 1.6h10Z', look: 'line' },
  'declared-only': { path: RING, look: 'line' },
  'not-covered': { path: RING, look: 'dashed' },
  agreed: { path: CHECK, look: 'line' },
};

export const VERDICT_SHAPES: Readonly<Record<Verdict, Shape>> = {
  denied: { path: 'M2 2 10 10M10 2 2 10', look: 'line' },
  undecided: { path: 'M6 1.2 10.8 6 6 10.8 1.2 6Z', look: 'line' },
  'not-covered': { path: RING, look: 'dashed' },
  allowed: { path: CHECK, look: 'line' },
};

/** A square: its upper left half for lookups, its lower right half for connections; empty where neither saw it. */
export const WITNESS_SHAPES: Readonly<Record<Witness, Shape>> = {
  dns: { path: 'M1.2 1.2h9.6L1.2 10.8Z', look: 'solid' },
  connection: { path: 'M10.8 1.2v9.6H1.2Z', look: 'solid' },
  both: { path: 'M1.2 1.2h9.6v9.6H1.2Z', look: 'solid' },
  declared: { path: 'M1.6 1.6h8.8v8.8H1.6Z', look: 'dashed' },
};
