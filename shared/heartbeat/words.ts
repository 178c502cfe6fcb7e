import type { HeartbeatLoss, LossKind, Silence, Verdict } from '../model/heartbeats.ts';
import type { Micros } from '../model/time.ts';

/** The time between two beats, in seconds: `10 s`, `2.125 s`. */
export function periodText(interval: Micros): string {
  const seconds = interval / 1e6;
  return `${Number(seconds.toFixed(seconds >= 10 ? 1 : 3))} s`;
}

/** What other evidence says of a runtime that fell silent, in a word or two. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  lost: 'lost',
  active: 'half-dead',
  removed: 'removed',
  unconfirmed: 'unconfirmed',
};

/** The kinds of loss, the gravest first. */
export const LOSS_KINDS: readonly LossKind[] = [
  'emitter-silent',
  'detector-deaf',
  'path-lost',
  'clock-jump',
  'logging-stopped',
  'too-little',
];

export const LOSS_WORDS: Readonly<Record<LossKind, string>> = {
  'emitter-silent': 'emitter silent',
  'detector-deaf': 'detector deaf',
  'path-lost': 'path lost',
  'clock-jump': 'clock jump',
  'logging-stopped': 'logging stopped',
  'too-little': 'too little to tell',
};

/**
 * Each kind as a sign of 16 × 10, to be told apart without colour: paths to stroke and paths to fill. The emitter stands left, the
 * detector right, a cross is who is not there, a broken line the path; two bars are stopped records, two arrows a clock set forward.
 */
export const LOSS_SIGNS: Readonly<Record<LossKind, { readonly stroke: string; readonly fill: string }>> = {
  'emitter-silent': { stroke: 'M1 2 7 8M7 2 1 8M9 5H10', fill: 'M10.5 5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0Z' },
  'detector-deaf': { stroke: 'M9 2 15 8M15 2 9 8M6 5H7', fill: 'M.5 5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0Z' },
  'path-lost': {
    stroke: 'M4.5 5H6.2M9.8 5H11.5M7 8.5 9 1.5',
    fill: 'M.5 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0ZM11.5 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0Z',
  },
  'clock-jump': { stroke: 'M3 1.5 6.5 5 3 8.5M9 1.5 12.5 5 9 8.5', fill: '' },
  'logging-stopped': { stroke: '', fill: 'M4.5 1h2.4v8H4.5ZM9.1 1h2.4v8H9.1Z' },
  'too-little': {
    stroke: 'M5.8 3.2C5.8 1.6 6.8 1 8 1s2.3.8 2.3 2C10.3 4.6 8 4.6 8 6.4',
    fill: 'M7.1 7.9h1.8v1.7H7.1Z',
  },
};

/** How many of each verdict, e.g. `1 lost, 2 half-dead`; empty without silences. */
export function verdictsText(silences: readonly Pick<Silence, 'verdict'>[]): string {
  const verdicts = Object.keys(VERDICT_WORDS) as Verdict[];
  return verdicts
    .map((verdict) => ({ verdict, n: silences.filter((one) => one.verdict === verdict).length }))
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => `${n} ${VERDICT_WORDS[verdict]}`)
    .join(', ');
}

/** The kinds of some losses, the gravest first, each once. */
export function kindsOf(losses: readonly Pick<HeartbeatLoss, 'kind'>[]): readonly LossKind[] {
  const there = new Set(losses.map(({ kind }) => kind));
  return LOSS_KINDS.filter((kind) => there.has(kind));
}
