import { SECOND, toIso, type Micros, type TimeWindow } from '../../shared/model/time.ts';
import type { FileForm, Table } from './tables.ts';

/** A stretch in which a signal is not ok; half-open. */
export interface Trouble {
  readonly from: Micros;
  readonly to: Micros;
  readonly status: 'degraded' | 'error';
  readonly severity: number;
  readonly message: string;
}

/** What a probe says of one subject, every `step`, first at `phase` after the start of the case. */
export interface Signal {
  readonly column: 'service_id' | 'source_container_id' | 'source_vm_id';
  readonly subject: string;
  readonly kind: 'availability' | 'latency' | 'saturation' | 'error';
  readonly step: Micros;
  readonly phase: Micros;
  readonly trouble: readonly Trouble[];
}

const COLUMNS = ['timestamp', 'service_id', 'source_container_id', 'source_vm_id', 'status', 'kind', 'severity', 'message'];

/** Health events in the canonical format, in the order of time. */
export function healthTable(form: FileForm, span: TimeWindow, signals: readonly Signal[]): Table {
  const events = signals.flatMap((signal) => samples(span, signal)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return { ...form, format: 'canonical-health-event', kind: 'health_event', columns: COLUMNS, lines: events };
}

function samples(span: TimeWindow, signal: Signal): { at: Micros; id: string; cells: (string | number | null)[] }[] {
  const count = Math.ceil((span.to - span.from - signal.phase) / signal.step);
  return Array.from({ length: count }, (_, i) => {
    const at = span.from + signal.phase + i * signal.step;
    const trouble = signal.trouble.find(({ from, to }) => from <= at && at < to);
    const subject = COLUMNS.slice(1, 4).map((column) => (column === signal.column ? signal.subject : null));
    const said = trouble ? [trouble.status, signal.kind, String(trouble.severity), trouble.message] : ['ok', signal.kind, '0', null];
    return { at, id: `${signal.subject} ${signal.kind} ${toIso(at)}`, cells: [at, ...subject, ...said] };
  });
}

/** The first sample of a signal that is not ok at or after an instant: what an analyst can know of an onset. */
export function onsetOf(span: TimeWindow, signal: Signal, after: Micros): string {
  const first = samples(span, signal).find(({ at, cells }) => at >= after && cells[4] !== 'ok');
  if (!first) throw new Error(`${signal.subject} never fails.`);
  return toIso(first.at);
}

/** Writes stretches of trouble by the clock of an incident: `from` and `to` are read by `at`. An error, unless another status is given. */
export const troubleBy =
  (at: (clock: string) => Micros) =>
  (from: string, to: string, severity: number, message: string, status: Trouble['status'] = 'error'): Trouble => ({ from: at(from), to: at(to), status, severity, message });

/** A probe of a service every minute. */
export function probe(service: string, kind: Signal['kind'], second: number, trouble: readonly Trouble[] = []): Signal {
  return { column: 'service_id', subject: service, kind, step: 60 * SECOND, phase: second * SECOND, trouble };
}
