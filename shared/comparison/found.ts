import type { CauseKind, ComparedSide } from '../model/comparison.ts';
import type { ServiceId } from '../model/map.ts';
import type { End, Moment, Use } from './uses.ts';

/** How a cause shows; each has its sentence in words.ts. */
export type How =
  | 'not-covered'
  | 'fewer-logs'
  | 'handed-over'
  | 'other-owner'
  | 'no-record'
  | 'other-region'
  | 'asked-once'
  | 'asked-unequally'
  | 'answered-elsewhere'
  | 'unanswered'
  | 'failing'
  | 'other-answers'
  | 'renamed'
  | 'nothing';

/** A cause as it was found: what it rests on, before its records are read. */
export interface Found {
  readonly kind: CauseKind;
  readonly how: How;
  /** The window in which the thing is less, or is not. */
  readonly poor: ComparedSide;
  /** How many answers show it: the example is the one with most. */
  readonly weight: number;
  readonly names: readonly string[];
  /** Which end of the dependency changed, where one did. */
  readonly end: 'client' | 'server' | null;
  readonly service: ServiceId | null;
  /** Whose the example is by its own window. */
  readonly holders: readonly ServiceId[];
  /** Whose it is by the records of the other window; where the lookups of the names lead instead. */
  readonly elsewhere: readonly ServiceId[];
  readonly segments: readonly { readonly side: ComparedSide; readonly segment: number }[];
  readonly trees: readonly { readonly side: ComparedSide; readonly source: number; readonly line: number }[];
  readonly lookups: readonly (Moment & { readonly side: ComparedSide })[];
  readonly logs: readonly string[];
}

/** The order in which causes are told: first what makes the others doubtful, then what changed by decision, then what was done. */
const ORDER: readonly CauseKind[] = ['coverage', 'service-tree', 'inventory', 'traffic', 'undetermined'];

export const opposite = (side: ComparedSide): ComparedSide => (side === 'window' ? 'against' : 'window');

/** A cause that rests on nothing yet. */
export function finding(kind: CauseKind, how: How, poor: ComparedSide, more: Partial<Found> = {}): Found {
  const nothing = {
    weight: 0,
    names: [],
    end: null,
    service: null,
    holders: [],
    elsewhere: [],
    segments: [],
    trees: [],
    lookups: [],
    logs: [],
  };
  return { kind, how, poor, ...nothing, ...more };
}

/** What the two windows say of one end of a use: its segment here, and that of the other window or the tree record that stands for it. */
export function restsOnEnd(use: Use, end: End): Pick<Found, 'segments' | 'trees'> {
  const there = opposite(use.side);
  return {
    segments: [
      { side: use.side, segment: end.segment },
      ...(end.otherSegment === null ? [] : [{ side: there, segment: end.otherSegment }]),
    ],
    trees: end.tree === null ? [] : [{ side: there, ...end.tree }],
  };
}

/** Findings of one sort as one, with the names of all and the example that most answers show; in the order in which they are told. */
export function merged(found: readonly Found[]): readonly Found[] {
  const sorts = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.kind} ${one.how} ${one.end ?? ''}`;
    const known = sorts.get(key);
    const names = [...new Set([...(known?.names ?? []), ...one.names])].sort();
    sorts.set(key, { ...(known && known.weight >= one.weight ? known : one), names });
  }
  return [...sorts.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.weight - a.weight);
}
