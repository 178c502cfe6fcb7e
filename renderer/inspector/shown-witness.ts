import type { Dossier } from '../../shared/model/dossier.ts';
import { count } from '../words/format.ts';

/** What of a dossier is leafed through. */
export type Witness = 'lookup' | 'connection';

/** Lookups, as far as there are any, unless connections were asked for. */
export function shownOf(dossier: Dossier, connection: number | undefined): Witness {
  const asked = connection !== undefined || dossier.lookup === null;
  return asked && (dossier.connectionCount ?? 0) > 0 ? 'connection' : 'lookup';
}

/** How many there are to leaf through. */
export const countOf = (dossier: Dossier, of: Witness): number =>
  of === 'lookup' ? dossier.count : (dossier.connectionCount ?? 0);

/** Which of them it is, 0-based. */
export const indexOf = (dossier: Dossier, of: Witness): number =>
  of === 'lookup' ? dossier.index : (dossier.connectionIndex ?? 0);

/** `lookup 3 of 105`. */
export const placeWords = (dossier: Dossier, of: Witness): string =>
  `${of} ${count(indexOf(dossier, of) + 1)} of ${count(countOf(dossier, of))}`;
