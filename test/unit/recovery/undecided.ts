import type { Verdict } from '../../../shared/recovery/words.ts';
import { WINDOW } from '../map/map-of.ts';

/** A diagnosis that names no origin, for plans that do not hang on one. */
export const undecided = (target: string): Verdict => ({
  target,
  window: WINDOW,
  origins: [],
  status: 'found',
  finding: 'Not asked.',
});
