import type { Fields } from '../../evidence/json-parse.ts';
import type { Mapped, RawRow } from '../adapter.ts';
import { at, firstText, objects, text } from '../fields.ts';
import { inCluster } from './cluster.ts';
import { machineSubject } from './subject.ts';
import type { Status } from './symptom.ts';

/** Who hears a node: by the renewals of its lease (every ten seconds, as a rule), and by the status that it posts (every five minutes, or when it changes). */
const detector = (channel: string, cluster: string | null) => inCluster(`kube-apiserver ${channel}`, cluster);

/**
 * What the conditions of a node say: `Ready` that it is there (False and Unknown: it is not), pressure that it runs short, each from its last change until the
 * node last posted its status; and that post as a beat. Conditions that are as they should be are `ok`.
 */
export function nodeConditionRows(node: Fields, cluster: string | null): readonly RawRow[] {
  const called = text(at(node, 'metadata.name'));
  const name = called === null ? null : inCluster(called, cluster);
  const conditions = objects(at(node, 'status.conditions'));
  const posted = text(conditions.find(({ type }) => type === 'Ready')?.lastHeartbeatTime);
  const beat: RawRow = {
    table: 'heartbeat',
    values: { timestamp: posted, emitter: name, detector: detector('node status', cluster) },
  };
  return [...(posted === null ? [] : [beat]), ...conditions.flatMap((condition) => conditionRows(condition, name))];
}

function conditionRows(condition: Fields, node: string | null): readonly RawRow[] {
  const status = statusOf(condition);
  const timestamp = firstText(condition.lastTransitionTime, condition.lastHeartbeatTime);
  if (status === null || timestamp === null) return [];
  const type = text(condition.type) ?? '';
  const kind = type === 'Ready' ? 'availability' : type;
  const message = `${type} is ${text(condition.status) ?? 'missing'}: ${firstText(condition.message, condition.reason) ?? ''}`;
  const posted = text(condition.lastHeartbeatTime);
  const until = status !== 'ok' && posted !== null && Date.parse(posted) > Date.parse(timestamp) ? posted : null;
  return [{ table: 'health_event', values: { ...machineSubject(node), timestamp, status, kind, message, until } }];
}

function statusOf({ type, status }: Fields): Status | null {
  if (type === 'Ready') return status === 'True' ? 'ok' : 'error';
  if (!/Pressure$|^NetworkUnavailable$/.test(text(type) ?? '')) return null;
  if (status === 'False') return 'ok';
  return status === 'True' ? 'degraded' : null;
}

/** Whether a lease is that of a node; others are of leaders and of servers of the API. */
export function isNodeLease(lease: Fields): boolean {
  return at(lease, 'metadata.namespace') === 'kube-node-lease';
}

/** When a lease was renewed last, in ms since 1970; NaN where it does not say. */
export function renewalOf(lease: Fields): number {
  const time = Date.parse(text(at(lease, 'spec.renewTime')) ?? '');
  return Number.isNaN(time) ? -Infinity : time;
}

/**
 * A node's lease: its last renewal is a beat, and that the node was well. Where another lease of the file was renewed after this one had run out, the node
 * was gone from when it ran out until then. `newest` is the latest renewal of all leases of the file, in ms since 1970.
 */
export function leaseRows(lease: Fields, cluster: string | null, newest: number): Mapped {
  const holder = firstText(at(lease, 'spec.holderIdentity'), at(lease, 'metadata.name'));
  const timestamp = text(at(lease, 'spec.renewTime'));
  if (holder === null) return { reject: 'holderIdentity is missing' };
  const node = inCluster(holder, cluster);
  if (timestamp === null) return { skip: 'leases that were never renewed' };
  const ranOut = renewalOf(lease) + Number(at(lease, 'spec.leaseDurationSeconds') ?? NaN) * 1000;
  const told = { ...machineSubject(node), kind: 'availability' };
  const rows: RawRow[] = [
    { table: 'heartbeat', values: { timestamp, emitter: node, detector: detector('leases', cluster) } },
    { table: 'health_event', values: { ...told, timestamp, status: 'ok', message: 'its lease was renewed' } },
  ];
  if (newest > ranOut) {
    const [from, until] = [ranOut, newest].map((time) => new Date(time).toISOString());
    rows.push({
      table: 'health_event',
      values: { ...told, timestamp: from, status: 'error', message: 'its lease ran out', until },
    });
  }
  return { rows };
}
