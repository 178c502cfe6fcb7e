import type { Fields } from '../../evidence/json-parse.ts';
import type { RawRow } from '../adapter.ts';
import { firstText, isAddress, text } from '../fields.ts';

/** The columns of a health event that say of whom it speaks. */
export type Subject = RawRow['values'];

/** Workloads of Kubernetes that a label names beside the object that was looked at. */
const WORKLOADS = ['deployment', 'statefulset', 'daemonset', 'replicaset', 'job_name', 'cronjob'];
const MACHINES = ['instance_id', 'vm_id', 'InstanceId', 'container_id', 'uid'];
/** Labels that name a service: of the object itself, and of what was scraped. */
const OWN = ['app_kubernetes_io_name', 'app', 'application'];
const SCRAPED = ['service', 'service_name', 'job'];

/**
 * A machine that a text calls by address, by name, or by either with a port or as an URL. Names such as `ip-10-0-0-1.eu-west-1.compute.internal`
 * are the addresses that they hold (Amazon EC2 User Guide, instance hostname types).
 */
export function machineSubject(called: string | null): Subject {
  if (called === null) return {};
  const url = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(called)?.[1];
  const bare = (url ?? called).replace(/^.*@/, '').replace(/^\[(.+)\](:\d+)?$/, '$1');
  const host = bare.replace(/:\d+$/, '');
  const ip = [bare, host].find(isAddress);
  if (ip !== undefined) return { ip };
  const [, dashed] = /^ip-(\d{1,3}(?:-\d{1,3}){3})(?:\.|$)/.exec(host) ?? [];
  const address = dashed?.replaceAll('-', '.');
  return isAddress(address) ? { ip: address } : { host };
}

/**
 * Of whom the labels of a metric or an alert speak: pod, machine, node, else the instance that was asked, and the service by the name that a
 * label gives it. Labels with `exported_` are the object's own where the scraper put its own in their place; what kube-state-metrics tells
 * is told of other objects, never of itself.
 */
export function labelledSubject(labels: Fields): Subject {
  const label = (name: string) => firstText(labels[`exported_${name}`], labels[name]);
  const namespace = label('namespace');
  const within = (name: string | null) => (name === null || namespace === null ? name : `${namespace}/${name}`);
  const job = text(labels.job) ?? '';
  const toldByOthers = job.includes('kube-state-metrics');
  const pod = label('pod');
  const workload = firstText(...WORKLOADS.map(label));
  const service = within(
    workload ?? firstText(...(/kube-state-metrics|blackbox/.test(job) ? OWN : [...OWN, ...SCRAPED]).map(label)),
  );
  const machine = firstText(...MACHINES.map(label));
  const source_vm_id = pod !== null && namespace !== null ? `${namespace}/${pod}` : machine;
  if (source_vm_id !== null) return { source_vm_id, service };
  if (workload !== null) return { service };
  const asked =
    label('node') ?? label('nodename') ?? (toldByOthers ? null : firstText(labels.target, label('instance')));
  return { ...machineSubject(asked), service };
}

/** Whether anybody is named. */
export function isNamed(subject: Subject): boolean {
  return Object.values(subject).some((value) => value !== null && value !== undefined && value !== '');
}
