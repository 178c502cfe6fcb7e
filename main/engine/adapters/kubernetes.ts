import { NAMESPACE_NAME, NAMING_LABELS } from '../../../shared/policy/pod-labels.ts';
import type { PolicyTraits } from '../../../shared/policy/traits.ts';
import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RawRow, RecordAdapter, SourceRecord } from './adapter.ts';
import { at, firstText, isAddress, object, objects, text, texts } from './fields.ts';
import { authorizationPolicyRows } from './istio-authorization.ts';
import { networkPolicyRows } from './kubernetes-networkpolicy.ts';
import { clusterOf, inCluster } from './parts/cluster.ts';
import { kubernetesEventRows } from './parts/kubernetes-event.ts';
import { isNodeLease, leaseRows, nodeConditionRows, renewalOf } from './parts/kubernetes-node.ts';
import type { DerivedService } from './parts/resource.ts';
import { areAllOf, subjectRow } from './policy-rows.ts';
import { fileTime } from './times.ts';

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];
const KINDS = ['Pod', 'Service', 'Endpoints', 'EndpointSlice', 'Node', 'Namespace', 'Lease', ...WORKLOADS];
const POLICIES = ['NetworkPolicy', 'AuthorizationPolicy'];
const REGION = ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region'];
const BY_NAME = 'name of the Kubernetes service';

/**
 * `kubectl get pods,services,endpoints,nodes,deployments … -o json` (or yaml): a list of objects, or one. A pod gives its containers, its uid and
 * `namespace/name` (and that in its cluster) as ids, its addresses unless it shares its node's, and the service that it belongs to: by the labels of NAMING_LABELS, else by the
 * workload that owns it. The addresses of a Kubernetes service, and of its endpoints that are neither pods nor nodes (what somebody entered
 * for a service without selector), are of a resource of their own, named by the selector or name; of which pods it leads to, which any file of the
 * case may show, the build tells whose it is (sql/30-resolve/resource_behind.sql). A subscription is a namespace, with
 * the cluster before it where the path says `cluster=NAME`; in it the resource is the service. Conditions of nodes, their leases and events
 * are heartbeats and health (parts/kubernetes-node.ts, parts/kubernetes-event.ts); NetworkPolicies and AuthorizationPolicies among them are policies.
 * Fields: Kubernetes API reference, core/v1, apps/v1 and coordination.k8s.io/v1.
 */
export const kubernetes: RecordAdapter = {
  reads: 'objects',
  format: 'kubernetes',
  kind: 'vm_inventory',
  lists: ['items[]'],
  snapshot: true,
  fits: ({ outline }) => {
    const versions = [...(outline.get('apiVersion') ?? []), ...(outline.get('items[].apiVersion') ?? [])];
    const kinds = [...(outline.get('items[].kind') ?? []), ...(outline.get('kind') ?? [])];
    const known = kinds.some((kind) => KINDS.includes(kind.replace(/List$/, '')));
    const hasPolicies = kinds.some((kind) => POLICIES.includes(kind.replace(/List$/, '')));
    if (hasPolicies) return !POLICIES.some((policy) => areAllOf(policy, kinds));
    return (
      known &&
      versions.some((version) =>
        /^(v1|apps\/v1|batch\/v1|coordination\.k8s\.io\/.*|discovery\.k8s\.io\/.*|extensions\/.*|apps\/.*)$/.test(
          version,
        ),
      )
    );
  },
  open: (file) => {
    let renewed = -Infinity;
    return {
      look: (record) => {
        if (kindOf(record) === 'Lease') renewed = Math.max(renewed, renewalOf(record.fields));
      },
      map: (record) => {
        const kind = kindOf(record);
        if (kind === null || !('metadata' in record.fields)) return { reject: 'kind or metadata is missing' };
        if (kind === 'Pod') return podRows(record.fields, file);
        if (kind === 'Service') return serviceRows(record.fields, file);
        if (kind === 'Endpoints' || kind === 'EndpointSlice') return endpointRows(record.fields, file);
        if (kind === 'Node') return nodeRows(record.fields, file);
        if (kind === 'Lease' && isNodeLease(record.fields)) return leaseRows(record.fields, clusterOf(file), renewed);
        if (kind === 'Event') return kubernetesEventRows(record.fields, clusterOf(file));
        if (kind === 'NetworkPolicy') return networkPolicyRows({ ...record.fields, kind }, clusterOf(file));
        if (kind === 'AuthorizationPolicy') return authorizationPolicyRows({ ...record.fields, kind }, clusterOf(file));
        if (kind === 'Namespace') return { rows: [namespaceRow(record.fields, file)] };
        if (WORKLOADS.includes(kind)) return workloadRows(record.fields, file);
        return { skip: `objects of kind ${kind}` };
      },
    };
  },
};

/** The kind of an object; of one that leaves it to its list, from the list's. */
function kindOf({ fields, within }: SourceRecord): string | null {
  return text(fields.kind) ?? text(within[0]?.kind)?.replace(/List$/, '') ?? null;
}

function podRows(pod: Fields, file: EvidenceFile): Mapped {
  const namespace = namespaceOf(pod);
  const service = serviceOfPod(pod);
  const owner = ownerOf(namespace, service.name, file);
  const status = object(pod.status);
  const containers = [...objects(status.containerStatuses), ...objects(status.initContainerStatuses)];
  const ended = ['Succeeded', 'Failed'].includes(String(status.phase));
  // A pod that was evicted does not say when its containers ended, but when it was no longer ready; it is gone by the time of its export.
  const finished = containers
    .map((each) => text(at(each, 'state.terminated.finishedAt')))
    .filter((each) => each !== null);
  const valid_from = firstText(status.startTime, at(pod, 'metadata.creationTimestamp'));
  const changed = objects(status.conditions).flatMap(({ lastTransitionTime }) => text(lastTransitionTime) ?? []);
  const end = finished.sort().at(-1) ?? changed.sort().at(-1) ?? null;
  const valid_to = ended ? (end ?? fileTime(file)) : text(at(pod, 'metadata.deletionTimestamp'));
  const host = text(at(pod, 'spec.nodeName'));
  const base = { ...owner, namespace, cluster: clusterOf(file), host, valid_from, valid_to };
  const name = `${namespace}/${nameOf(pod)}`;
  const named = new Set([text(at(pod, 'metadata.uid')), name, inCluster(name, clusterOf(file))]);
  const ids = [...named].filter((id) => id !== null);
  const containerIds = containers
    .map(({ containerID }) => text(containerID)?.replace(/^\w+:\/\//, '') ?? null)
    .filter((id) => id !== null);
  const addresses = new Set(
    [text(status.podIP), ...objects(status.podIPs).map(({ ip }) => text(ip))].filter(isAddress),
  );
  const shared = at(pod, 'spec.hostNetwork') === true || (ended && end === null);
  const own = shared ? [] : [...addresses];
  const traits = traitsOf(pod, file);
  return {
    rows: [
      ...ids.map((vm_id): RawRow => ({ table: 'vm_inventory', values: { ...base, vm_id } })),
      ...containerIds.map((container_id): RawRow => ({ table: 'vm_inventory', values: { ...base, container_id } })),
      ...own.map((ip) => addressRow(ip, owner, { kind: 'pod', valid_from, valid_to })),
      treeRow(namespace, service, owner, file, text(labelsOf(pod)['app.kubernetes.io/part-of'])),
      ...ids.slice(0, 1).map((id) => subjectRow('source', id, traits, { valid_from, valid_to })),
      ...own.map((ip) => subjectRow('address', ip, traits, { valid_from, valid_to })),
    ],
  };
}

/** What policies select a pod by. Init containers that are restarted always run beside the others (sidecars). */
function traitsOf(pod: Fields, file: EvidenceFile) {
  const sidecars = objects(at(pod, 'spec.initContainers')).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const containers = [...objects(at(pod, 'spec.containers')), ...sidecars];
  const ports = containers.flatMap((container) => objects(container.ports));
  const namedPorts = ports.flatMap(({ name, protocol, containerPort: port }) =>
    typeof name === 'string' && typeof port === 'number' ? [{ name, protocol: protocolOf(protocol), port }] : [],
  );
  return {
    labels: textLabels(pod),
    ...(containers.length > 0 ? { namedPorts } : {}),
    ...clusterTrait(file),
  };
}

function clusterTrait(file: EvidenceFile): PolicyTraits {
  const cluster = clusterOf(file);
  return cluster === null ? {} : { cluster };
}

/** The labels of a namespace; its name is always one of them, also where it is written without. */
function namespaceRow(namespace: Fields, file: EvidenceFile): RawRow {
  const name = nameOf(namespace);
  const labels = { [NAMESPACE_NAME]: name, ...textLabels(namespace) };
  return subjectRow('namespace', name, { labels, ...clusterTrait(file) });
}

const textLabels = (fields: Fields) => textValues(labelsOf(fields));

function textValues(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value : '']),
  );
}

/**
 * The addresses of a service's endpoints. Pods and nodes say theirs themselves, and those of the API server are its nodes'. Since when an address
 * is one of them is not said.
 */
function endpointRows(endpoints: Fields, file: EvidenceFile): Mapped {
  const namespace = namespaceOf(endpoints);
  const name = text(labelsOf(endpoints)['kubernetes.io/service-name']) ?? nameOf(endpoints);
  if (namespace === 'default' && name === 'kubernetes') return { skip: 'infrastructure: endpoints of the API server' };
  const subsets = objects(endpoints.subsets).flatMap(({ addresses, notReadyAddresses }) => [
    ...objects(addresses),
    ...objects(notReadyAddresses),
  ]);
  const own = [...subsets, ...objects(endpoints.endpoints)].filter(({ targetRef }) => targetRef === undefined);
  const addresses = new Set(own.flatMap(({ ip, addresses: each }) => [text(ip), ...texts(each)]).filter(isAddress));
  if (addresses.size === 0) return { skip: 'endpoints that are pods or nodes, or have no address' };
  const named = labelled(labelsOf(endpoints)) ?? derived(name, BY_NAME);
  const owner = ownerOf(namespace, `endpoints/${name}`, file);
  const row = (ip: string) => addressRow(ip, owner, { kind: 'endpoint', valid_from: null });
  return { rows: [...[...addresses].map(row), treeRow(namespace, named, owner, file, null)] };
}

/** Since when an address that somebody else gave (a load balancer's, one of outside) leads to the service, is not said. */
function serviceRows(service: Fields, file: EvidenceFile): Mapped {
  const namespace = namespaceOf(service);
  const spec = object(service.spec);
  const selector = object(spec.selector);
  const ingress = objects(at(service, 'status.loadBalancer.ingress')).map(({ ip }) => text(ip));
  const own = new Set([text(spec.clusterIP), ...texts(spec.clusterIPs)].filter(isAddress));
  const given = new Set([...texts(spec.externalIPs), text(spec.loadBalancerIP), ...ingress].filter(isAddress));
  if (own.size + given.size === 0) return { skip: 'services without an address of their own' };
  const created = text(at(service, 'metadata.creationTimestamp'));
  const named =
    labelled(selector, 'in the selector of the service') ??
    labelled(labelsOf(service)) ??
    derived(nameOf(service), BY_NAME);
  const owner = ownerOf(namespace, `service/${nameOf(service)}`, file);
  const traits = { selector: textValues(selector), servicePorts: servicePorts(spec), ...clusterTrait(file) };
  const rowsOf = (ip: string, valid_from: string | null) => [
    addressRow(ip, owner, { kind: 'service', valid_from }),
    ...(Object.keys(selector).length > 0 ? [subjectRow('service', ip, traits, { valid_from })] : []),
  ];
  return {
    rows: [
      ...[...own].flatMap((ip) => rowsOf(ip, created)),
      ...[...given].filter((ip) => !own.has(ip)).flatMap((ip) => rowsOf(ip, null)),
      treeRow(namespace, named, owner, file, null),
    ],
  };
}

/** To which port of the pods that it selects each port of a service leads. */
function servicePorts(spec: Fields): NonNullable<PolicyTraits['servicePorts']> {
  return objects(spec.ports).flatMap(({ protocol, port, targetPort = port }) =>
    typeof port === 'number' && (typeof targetPort === 'number' || typeof targetPort === 'string')
      ? [{ protocol: protocolOf(protocol), port, target: targetPort }]
      : [],
  );
}

/** The protocol of a port, in the small letters of connection logs; TCP where none is said. */
function protocolOf(said: unknown): string {
  return (text(said) ?? 'TCP').toLowerCase();
}

function nodeRows(node: Fields, file: EvidenceFile): Mapped {
  const name = nameOf(node);
  const cluster = clusterOf(file);
  const owner = { subscription_id: cluster ?? 'nodes', resource_id: inCluster(`node/${name}`, cluster) };
  const region = firstText(...REGION.map((label) => labelsOf(node)[label]));
  const valid_from = text(at(node, 'metadata.creationTimestamp'));
  const addresses = new Set(
    objects(at(node, 'status.addresses'))
      .map(({ address }) => text(address))
      .filter(isAddress),
  );
  return {
    rows: [
      ...[...new Set([name, inCluster(name, cluster)])].map((vm_id): RawRow => ({
        table: 'vm_inventory',
        values: { ...owner, vm_id, location: region, cluster, valid_from },
      })),
      ...[...addresses].map((ip) => addressRow(ip, owner, { region, kind: 'node', valid_from })),
      ...nodeConditionRows(node, cluster),
    ],
  };
}

function workloadRows(workload: Fields, file: EvidenceFile): Mapped {
  const namespace = namespaceOf(workload);
  const template = object(
    at(workload, 'spec.template.metadata.labels') ?? at(workload, 'spec.jobTemplate.spec.template.metadata.labels'),
  );
  const owner = objects(at(workload, 'metadata.ownerReferences'))[0];
  const service =
    labelled(template, 'of the pods') ?? derived(text(owner?.name) ?? nameOf(workload), 'name of the workload');
  const resource = ownerOf(namespace, service.name, file);
  return { rows: [treeRow(namespace, service, resource, file, text(template['app.kubernetes.io/part-of']))] };
}

/** By its labels, else by the workload that owns it: a ReplicaSet is named after its Deployment and a hash, a Job after its CronJob and a number. */
function serviceOfPod(pod: Fields): DerivedService {
  const labels = labelsOf(pod);
  const named = labelled(labels);
  if (named !== undefined) return named;
  const owner = objects(at(pod, 'metadata.ownerReferences'))[0];
  const workload = text(owner?.name);
  if (workload === null) return derived(nameOf(pod), 'name of the pod');
  const ending =
    owner?.kind === 'ReplicaSet'
      ? (text(labels['pod-template-hash']) ?? '[0-9a-z]{8,10}')
      : owner?.kind === 'Job'
        ? '\\d{8,10}'
        : null;
  const name = ending === null ? workload : workload.replace(new RegExp(`-${ending}$`), '');
  return derived(name, 'workload that owns the pod');
}

function treeRow(
  namespace: string,
  { name, rule }: DerivedService,
  owner: RawRow['values'],
  file: EvidenceFile,
  partOf: string | null,
): RawRow {
  file.assume(`services by ${rule}`);
  const subscription = subscriptionOf(namespace, file);
  const values = {
    ...owner,
    service_id: `${subscription}/${name}`,
    service_name: name,
    namespace,
    parent_service_id: partOf === null || partOf === name ? null : `${subscription}/${partOf}`,
    derived_by: rule,
  };
  return { table: 'service_tree', values };
}

function addressRow(ip: string, owner: RawRow['values'], more: RawRow['values']): RawRow {
  return { table: 'ip_inventory', values: { ...owner, ip, ...more } };
}

function ownerOf(namespace: string, resource: string, file: EvidenceFile): RawRow['values'] {
  return {
    subscription_id: subscriptionOf(namespace, file),
    resource_id: `${subscriptionOf(namespace, file)}/${resource}`,
  };
}

function subscriptionOf(namespace: string, file: EvidenceFile): string {
  return inCluster(namespace, clusterOf(file));
}

const labelsOf = (fields: Fields) => object(at(fields, 'metadata.labels'));
const nameOf = (fields: Fields) => text(at(fields, 'metadata.name')) ?? '';
const namespaceOf = (fields: Fields) => text(at(fields, 'metadata.namespace')) ?? 'default';
const derived = (name: string, rule: string): DerivedService => ({ name, rule });

/** The service that the first of NAMING_LABELS among the labels names. */
function labelled(labels: Fields, where?: string): DerivedService | undefined {
  for (const label of NAMING_LABELS) {
    const name = text(labels[label]);
    if (name !== null) return derived(name, ['label', label, ...(where === undefined ? [] : [where])].join(' '));
  }
  return undefined;
}
