import type { RecordAdapter } from './adapter.ts';
import { clusterOf } from './parts/cluster.ts';
import { kubernetesEventRows } from './parts/kubernetes-event.ts';

/**
 * Events of a Kubernetes cluster: `kubectl get events -A -o json` (or yaml, or `-w -o json`), and what event exporters write. Warnings are health, and a few others (parts/kubernetes-event.ts).
 * Events beside other objects of a cluster are read with these, by `kubernetes`. Fields: Kubernetes API reference, core/v1 Event, events.k8s.io/v1 Event.
 */
export const kubernetesEvents: RecordAdapter = {
  reads: 'objects',
  format: 'kubernetes-events',
  kind: 'health_event',
  lists: ['items[]'],
  fits: ({ outline }) => {
    const versions = [...(outline.get('apiVersion') ?? []), ...(outline.get('items[].apiVersion') ?? [])];
    const kinds = [...(outline.get('items[].kind') ?? []), ...(outline.get('kind') ?? [])];
    const events = kinds.filter((kind) => kind !== 'List').every((kind) => /^Event(List)?$/.test(kind));
    const known = versions.some((version) => version === 'v1' || version.startsWith('events.k8s.io/'));
    const involved = [...outline.keys()].some((path) => /^(items\[\]\.)?(involvedObject|regarding)\.kind$/.test(path));
    return involved && events && (known || versions.length === 0);
  },
  open: (file) => (record) => kubernetesEventRows(record.fields, clusterOf(file)),
};
