import type { Fields } from '../../evidence/json-parse.ts';
import type { Mapped, RawRow } from '../adapter.ts';
import { at, firstText, object, text } from '../fields.ts';
import { inCluster } from './cluster.ts';
import { machineSubject, type Subject } from './subject.ts';
import type { Status } from './symptom.ts';

interface Meaning {
  readonly status: Status;
  readonly kind: string;
}

const GONE: Meaning = { status: 'error', kind: 'availability' };
const BACK: Meaning = { status: 'ok', kind: 'availability' };

/** What reasons say of their object; other warnings degrade it in a kind of their own. */
const REASONS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  // Of pods (kubelet, scheduler, controllers).
  ['Started', BACK],
  ...[
    'BackOff',
    'Failed',
    'ErrImagePull',
    'ImagePullBackOff',
    'InspectFailed',
    'FailedScheduling',
    'FailedMount',
    'FailedAttachVolume',
    'FailedMapVolume',
    'FailedCreatePodSandBox',
    'FailedCreatePodContainer',
    'FailedPostStartHook',
    'NetworkNotReady',
    'Evicted',
    'Preempted',
    'TaintManagerEviction',
    'NodeNotReady',
    'NodeNotSchedulable',
    'OOMKilled',
    'BackoffLimitExceeded',
    'DeadlineExceeded',
    'FailedCreate',
    'ContainerGCFailed',
    'KubeletSetupFailed',
    'Rebooted',
    'Shutdown',
  ].map((reason): [string, Meaning] => [reason, GONE]),
  ['NodeReady', BACK],
  ['Unhealthy', { status: 'degraded', kind: 'probe' }],
  ['ProbeWarning', { status: 'degraded', kind: 'probe' }],
  ...['OOMKilling', 'SystemOOM', 'EvictionThresholdMet', 'FreeDiskSpaceFailed', 'ImageGCFailed'].map(
    (reason): [string, Meaning] => [reason, { status: 'degraded', kind: 'saturation' }],
  ),
  ['NodeHasDiskPressure', { status: 'degraded', kind: 'saturation' }],
  ['NodeHasInsufficientMemory', { status: 'degraded', kind: 'saturation' }],
  ['NodeHasInsufficientPID', { status: 'degraded', kind: 'saturation' }],
]);
/** Reasons that count where the event is of type Normal, too. */
const NORMAL = new Set([
  'Started',
  'BackOff',
  'NodeReady',
  'NodeNotReady',
  'Evicted',
  'TaintManagerEviction',
  'Shutdown',
  'NodeHasDiskPressure',
  'NodeHasInsufficientMemory',
  'NodeHasInsufficientPID',
]);

/**
 * Health by an event of a cluster (core/v1 or events.k8s.io/v1): of its pod by uid, else the service that the pod's name tells; of its node;
 * of a workload or service by name, each in its cluster. An event that came again holds from its first to its last time, and then as any event does.
 */
export function kubernetesEventRows(event: Fields, cluster: string | null): Mapped {
  const reason = text(event.reason);
  if (reason === null) return { reject: 'reason is missing' };
  const known = REASONS.get(reason);
  const warns = event.type === 'Warning';
  if (!warns && !(known && NORMAL.has(reason))) return { skip: 'events of the ordinary course (type Normal)' };
  const subject = subjectOf(object(event.involvedObject ?? event.regarding), cluster);
  if (subject === null) return { skip: 'events of objects that are no pod, workload, service or node' };
  const [first, last] = timesOf(event);
  if (first === null) return { reject: 'firstTimestamp, lastTimestamp and eventTime are missing' };
  const { status, kind } = known ?? { status: 'degraded', kind: reason };
  const message = `${reason}: ${firstText(event.message, event.note) ?? ''}`;
  const row = (timestamp: string, until: string | null): RawRow => ({
    table: 'health_event',
    values: { ...subject, timestamp, status, kind, message, until },
  });
  const repeated = last !== null && Date.parse(last) > Date.parse(first);
  if (!repeated) return { rows: [row(first, null)] };
  return { rows: [row(first, status === 'ok' ? null : last), row(last, null)] };
}

/** When an event came first and last. */
function timesOf(event: Fields): readonly [first: string | null, last: string | null] {
  const first = firstText(
    event.firstTimestamp,
    event.deprecatedFirstTimestamp,
    event.eventTime,
    event.lastTimestamp,
    event.deprecatedLastTimestamp,
    at(event, 'metadata.creationTimestamp'),
  );
  return [first, firstText(event.lastTimestamp, event.deprecatedLastTimestamp, at(event, 'series.lastObservedTime'))];
}

/** The ends that controllers give to names (hash of a template, random letters), which hold neither vowels nor 0, 1, 3. */
const HASH = /-[b-df-hj-np-tv-xz2456789]{8,10}$/;
const RANDOM = /-(?:\d+|[b-df-hj-np-tv-xz2456789]{5})$/;

function subjectOf(object: Fields, cluster: string | null): Subject | null {
  const name = text(object.name) ?? '';
  const service = (workload: string) =>
    inCluster([text(object.namespace), workload].filter((part) => part !== null).join('/'), cluster);
  switch (object.kind) {
    case 'Pod':
      return { source_vm_id: text(object.uid), service: service(name.replace(RANDOM, '').replace(HASH, '')) };
    case 'ReplicaSet':
      return { service: service(name.replace(HASH, '')) };
    case 'Node':
      return machineSubject(inCluster(name, cluster));
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
    case 'Service':
      return { service: service(name) };
    default:
      return null;
  }
}
