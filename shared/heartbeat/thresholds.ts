import type { HeartbeatThresholds } from '../model/heartbeats.ts';

/**
 * More than three beats missed in a row: failure detectors on the network's own protocols wait for three (RFC 5880 and RFC 5798 by custom
 * and default), since one or two are lost on a busy path. Or more than 75 % of the beats of a window lost: a path that lets one
 * beat of four through keeps no runtime known as alive. The window is 20 expected beats, the fewest that tell the share to within five points.
 */
export const DEFAULT_THRESHOLDS: HeartbeatThresholds = { missed: 3, share: 0.75, over: 20 };

/** The thresholds with those that were chosen. */
export function thresholdsOf(chosen: Partial<HeartbeatThresholds> = {}): HeartbeatThresholds {
  return { ...DEFAULT_THRESHOLDS, ...chosen };
}

/** The fewest missed beats that any loss holds. */
export function fewestMissed(thresholds: HeartbeatThresholds): number {
  return Math.min(thresholds.missed, thresholds.over - fewestReceived(thresholds)) + 1;
}

/** With fewer beats than this received out of `over` expected, more than `share` of them are lost. */
export function fewestReceived({ share, over }: HeartbeatThresholds): number {
  return over - Math.floor(share * over + 1e-9);
}
