import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { firstText, list, object, text } from './fields.ts';
import { clusterOf, inCluster } from './parts/cluster.ts';
import { isNamed, labelledSubject } from './parts/subject.ts';
import { ofSeverity, symptomOf, type Status } from './parts/symptom.ts';

/** A sample of a series: epoch seconds, and its value. */
interface Point {
  readonly time: number;
  readonly value: number;
}

/** What a value of a metric says of its subject: nothing where it is null. */
interface Said {
  readonly kind: string;
  readonly of: (value: number) => Status | null;
  readonly severity?: string;
  /** The series is there only while something fails. */
  readonly overWhereAbsent?: true;
}

const isUp = (value: number) => (value === 1 ? 'ok' : 'error');
const isWorse = (value: number) => (value > 0 ? 'degraded' : 'ok');

/** The metrics whose values are states, with what they say; null where a series says nothing by its labels. */
const STATES: Readonly<Record<string, (labels: Fields) => Said | null>> = {
  // That a target answered its scraper is a beat; only that it did not is health.
  up: () => ({ kind: 'availability', of: (value) => (value === 1 ? null : 'error') }),
  probe_success: () => ({ kind: 'availability', of: isUp }),
  ALERTS: (labels) => {
    const said = labels.alertstate === 'firing' ? ofSeverity(text(labels.severity)) : null;
    return (
      said && {
        kind: symptomOf(text(labels.alertname) ?? 'alert'),
        severity: said.severity,
        overWhereAbsent: true,
        of: (value) => (value > 0 ? said.status : null),
      }
    );
  },
  kube_pod_status_ready: (labels) => (labels.condition === 'true' ? { kind: 'availability', of: isUp } : null),
  kube_pod_status_phase: (labels) =>
    labels.phase === 'Failed' || labels.phase === 'Unknown'
      ? { kind: 'availability', of: (value) => (value > 0 ? 'error' : null) }
      : null,
  kube_deployment_status_replicas_unavailable: () => ({ kind: 'availability', of: isWorse }),
  kube_statefulset_status_replicas_unavailable: () => ({ kind: 'availability', of: isWorse }),
  kube_node_status_condition: (labels) => {
    if (labels.status !== 'true') return null;
    if (labels.condition === 'Ready') return { kind: 'availability', of: isUp };
    return /Pressure$/.test(text(labels.condition) ?? '') ? { kind: 'saturation', of: isWorse } : null;
  },
};

/**
 * Prometheus, answers of `/api/v1/query_range` (matrix) and `/api/v1/query` (vector); a series is a record. `up` is a beat of its instance that this
 * Prometheus heard for each 1, and an error of its subject for each 0; of other metrics those of STATES are health. A state stands until the
 * next sample, and one step where none follows. The interval of beats is the step of the query. A value that is no number is no sample.
 * The Prometheus is named by the label `prometheus`, else by `prometheus=NAME` in the path. Where the label `cluster` or `cluster=NAME` in the path tells it,
 * both are of that cluster: addresses of several can be alike. Fields: Prometheus HTTP API, Expression query result formats.
 */
export const prometheus: RecordAdapter = {
  reads: 'objects',
  format: 'prometheus',
  kind: 'heartbeat',
  lists: ['data.result[]'],
  fits: ({ outline }) =>
    (outline.get('data.resultType') ?? []).some((type) => type === 'matrix' || type === 'vector') &&
    [...outline.keys()].some((path) => path.startsWith('data.result[]')),
  open: (file) => {
    let step = Infinity;
    let end = -Infinity;
    return {
      look: ({ fields }) => {
        const points = pointsOf(fields);
        for (const [index, { time }] of points.entries()) {
          const gap = time - (points[index - 1]?.time ?? -Infinity);
          if (gap > 0) step = Math.min(step, gap);
          end = Math.max(end, time);
        }
      },
      map: ({ fields }) => seriesRows(fields, { step: Number.isFinite(step) ? step : null, end }, file),
    };
  },
};

/** The grid on which a query was asked: its step in seconds (null: a single moment) and its last time. */
interface Grid {
  readonly step: number | null;
  readonly end: number;
}

function seriesRows(series: Fields, grid: Grid, file: EvidenceFile): Mapped {
  const labels = object(series.metric);
  const name = text(labels.__name__);
  if (name === null) return { skip: 'results of expressions, which do not say what their values mean' };
  const state = Object.hasOwn(STATES, name) ? STATES[name] : undefined;
  if (!state) return { skip: `metrics other than ${Object.keys(STATES).join(', ')}` };
  const said = state(labels);
  if (!said)
    return { skip: 'series whose labels name no state that is used (a pending alert, a condition that is false)' };
  const points = pointsOf(series);
  if (points.length === 0) return { reject: 'values and value are missing' };
  const subject = labelledSubject(labels);
  if (!isNamed(subject)) return { skip: 'series whose labels name no instance, pod, node or service' };
  const rows = [
    ...(name === 'up' ? beats(labels, points, grid, file) : []),
    ...states(points, grid, said).map(({ time, status, until }): RawRow => ({
      table: 'health_event',
      values: {
        ...subject,
        timestamp: seconds(time),
        status,
        kind: said.kind,
        severity: status === 'ok' ? null : said.severity,
        message: messageOf(name, labels, status),
        until: until === null ? null : seconds(until),
      },
    })),
  ];
  return rows.length > 0 ? { rows } : { skip: 'series in which nothing failed and nothing answered' };
}

function beats(labels: Fields, points: readonly Point[], { step }: Grid, file: EvidenceFile): readonly RawRow[] {
  const emitter = firstText(labels.instance, labels.pod, labels.job);
  const cluster = firstText(labels.cluster, clusterOf(file));
  const named = firstText(labels.prometheus, labels.prometheus_replica, file.key('prometheus'));
  if (named === null) file.assume('one Prometheus, called "prometheus" (the file does not name it)');
  return points
    .filter(({ value }) => value === 1)
    .map(({ time }) => ({
      table: 'heartbeat',
      values: {
        timestamp: seconds(time),
        emitter: emitter === null ? null : inCluster(emitter, cluster),
        detector: inCluster(named ?? 'prometheus', cluster),
        interval_ms: step === null ? null : String(Math.round(step * 1000)),
      },
    }));
}

interface State {
  readonly time: number;
  readonly status: Status;
  readonly until: number | null;
}

/** The unbroken runs of one status, each until the next sample, else one step long; that a failure ended is an `ok`. */
function states(points: readonly Point[], { step, end }: Grid, said: Said): readonly State[] {
  const found: State[] = [];
  let run: { readonly from: number; readonly status: Status; last: number } | undefined;
  const close = (next?: { readonly time: number; readonly status: Status | null }) => {
    if (!run) return;
    const until = next && isNext(run.last, next.time, step) ? next.time : step === null ? null : run.last + step;
    const over = until !== null && (until === next?.time ? next.status === null : said.overWhereAbsent && until <= end);
    found.push({ time: run.from, status: run.status, until: run.status === 'ok' ? null : until });
    if (over && run.status !== 'ok') found.push({ time: until, status: 'ok', until: null });
    run = undefined;
  };
  for (const { time, value } of points) {
    const status = said.of(value);
    if (run && run.status === status && isNext(run.last, time, step)) run.last = time;
    else {
      close({ time, status });
      if (status !== null) run = { from: time, status, last: time };
    }
  }
  close();
  return found;
}

/** Whether no sample is missing between two times. */
function isNext(before: number, time: number, step: number | null): boolean {
  return step === null || time - before < 1.5 * step;
}

function messageOf(name: string, labels: Fields, status: string): string {
  const told = ['alertname', 'job', 'instance', 'condition', 'phase'].flatMap((label) => text(labels[label]) ?? []);
  return `${name} says ${status} (${told.join(', ')})`;
}

/** The samples of a series in order of time, without those that are no number. */
function pointsOf(series: Fields): readonly Point[] {
  const pairs = 'values' in series ? list(series.values) : [series.value];
  return pairs
    .map((pair) => ({ time: Number(list(pair)[0]), value: Number(list(pair)[1] ?? NaN) }))
    .filter(({ time, value }) => Number.isFinite(time) && !Number.isNaN(value));
}

function seconds(time: number): string {
  return String(Math.round(time * 1000) / 1000);
}
