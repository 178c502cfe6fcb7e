import { MINUTE, SECOND } from '../model/time.ts';

/** Largest difference between the clocks of two witnesses: what NTP keeps on a bad day. */
export const CLOCK_SKEW = 5 * SECOND;

/** A recovery is known to within the step of the events, but no worse than this: `ok` is reported when it is seen. */
export const RECOVERY_STEP = MINUTE;

/**
 * How much each thing that speaks for an origin counts; together 1, so that a score is 0 to 1. docs/diagnosis.md gives
 * the reason for each.
 */
export const WEIGHTS = {
  /** How bad it is, compared within one kind of symptom. */
  severity: 0.35,
  /** No failing dependency of its own explains it. */
  unexplained: 0.25,
  /** It began to fail before the others. */
  onset: 0.15,
  /** A resource of its own ran short as well. */
  saturation: 0.1,
  /** The share of the failing services that reach it over failing services. */
  explains: 0.1,
  /** Lookups of it failed. */
  failedLookups: 0.05,
} as const;

/** Taken off where all other clients of it with health data stayed healthy; in proportion where some did. */
export const HEALTHY_CLIENTS = 0.1;

/** What is left of a score where the alarm is always on; in proportion where it was often on. */
export const CHRONIC_REST = 0.4;

/** An alarm is called chronic where it was on in this share of the earlier windows in which anything failed … */
export const CHRONIC_SHARE = 0.8;
/** … of which there must be this many. */
export const CHRONIC_WINDOWS = 5;

/** An alarm is as before where it was at least this share as severe then; a louder one is news. */
export const AS_BEFORE = 0.5;

/** Weight of an explanation in which the server began after its client, though within the tolerance. */
export const LATER_SERVER = 0.6;

/** Severity of an interval that has none, as a share of the highest of its kind. */
export const UNKNOWN_SEVERITY = 0.5;

/** What is left of a score where the failures do not join up with the target's: out of time, or beyond a healthy service. */
export const APART_REST = 0.4;

/** The best score of a service without any alarm. */
export const SUSPECT_TOP = 0.3;

/** How well a client that ran short itself explains that its servers look slow. */
export const SHORT_CLIENT = 0.5;

/** A failing service that others explain this well, or that is known this well from before, makes no suspects below it. */
export const WELL_EXPLAINED = 0.5;
