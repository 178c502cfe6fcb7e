import { toIso, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import type { FileForm, Table } from './tables.ts';

/** A runtime that beats, and a time between its beats; the first comes `phase` after the start of the case. */
export interface Beating {
  readonly emitter: string;
  readonly detectors: readonly string[];
  readonly every: Micros;
  readonly phase: Micros;
  /** Times in which it sends nothing; half-open. Its sequence begins again after each that ends in a restart. */
  readonly silent?: readonly (TimeWindow & { readonly restart?: boolean })[];
  /** Times in which one detector does not hear it though it sends. */
  readonly unheard?: readonly (TimeWindow & { readonly detector: string })[];
  /** Whether its records say how often it beats. */
  readonly says?: boolean;
}

const COLUMNS = ['timestamp', 'emitter', 'detector', 'sequence', 'interval_ms'];

/** Heartbeats in the canonical format, in the order of time. */
export function heartbeatTable(form: FileForm, span: TimeWindow, beating: readonly Beating[]): Table {
  const lines = beating.flatMap((one) => beats(span, one)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return { ...form, format: 'canonical-heartbeat', kind: 'heartbeat', columns: COLUMNS, lines };
}

function beats(span: TimeWindow, { emitter, detectors, every, phase, silent = [], unheard = [], says }: Beating) {
  let sequence = 0;
  const count = Math.max(0, Math.ceil((span.to - span.from - phase) / every));
  return Array.from({ length: count }, (_, i) => {
    const at = span.from + phase + i * every;
    const pause = silent.find(({ from, to }) => from <= at && at < to);
    if (pause?.restart) sequence = 0;
    if (pause) return [];
    sequence += 1;
    const hearing = detectors.filter(
      (detector) => !unheard.some((gap) => gap.detector === detector && gap.from <= at && at < gap.to),
    );
    return hearing.map((detector) => ({
      at,
      id: `${emitter} ${detector} ${toIso(at)}`,
      cells: [at, emitter, detector, String(sequence), says ? String(every / 1000) : null],
    }));
  }).flat();
}
