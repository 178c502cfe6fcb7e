import type { Citation } from '../model/evidence.ts';
import type { Micros } from '../model/time.ts';

/** Where a policy was read and when it was valid (null: open). */
export interface Origin {
  readonly citation: Citation | null;
  readonly from: Micros | null;
  readonly to: Micros | null;
  /** The Kubernetes cluster that it was read from, where it is known. */
  readonly cluster?: string | null;
}

/** What an id begins with, so that equal names in two files are two. */
export function placeOf({ citation }: Origin): string {
  return citation ? `${citation.source}:${citation.line}` : '';
}
