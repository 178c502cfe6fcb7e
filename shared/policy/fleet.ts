import type { AttributeClaim } from '../model/policy.ts';
import type { Service, ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import { byService, serviceAttributes } from './attributes.ts';
import { workloadOf, type Labels, type Workload } from './workload.ts';

/** The services as policies see them in a part of the window; those whose instances differ to a policy are several workloads. */
export type Fleet = ReadonlyMap<ServiceId, readonly Workload[]>;

/** The labels of a namespace of a cluster (null: not known of which). */
export interface LabelledNamespace {
  readonly name: string;
  readonly cluster: string | null;
  readonly labels: Labels;
}

/** What a case knows of workloads beside what the inventories say (labels, addresses, security groups), and the labels of namespaces. */
export interface Subjects {
  readonly workloads: ReadonlyMap<ServiceId, readonly Partial<Workload>[]>;
  readonly namespaces: readonly LabelledNamespace[];
}

/** Where the case knows nothing of workloads but what the inventories say. */
export const NO_SUBJECTS: Subjects = { workloads: new Map(), namespaces: [] };

/** The fleet by what records say of its services. */
export function fleetOf(
  services: readonly Pick<Service, 'id' | 'name' | 'regions'>[],
  claims: readonly AttributeClaim[],
  part: TimeWindow,
  { workloads, namespaces: labelled }: Subjects = NO_SUBJECTS,
): Fleet {
  const attributes = serviceAttributes(claims, part);
  const [tenants, namespaces] = [byService(attributes, 'tenant'), byService(attributes, 'namespace')];
  const clusters = byService(attributes, 'cluster');
  return new Map(
    services.map(({ id, name, regions }) => {
      const namespace = namespaces.get(id)?.values ?? [];
      const own = {
        name,
        tenant: tenants.get(id)?.values ?? [],
        namespace,
        cluster: clusters.get(id)?.values ?? [],
        region: regions,
      };
      const known = (workloads.get(id) ?? [{}]).map((more) => workloadOf(id, { ...own, ...more }));
      return [id, known.map((one) => ({ ...one, namespaceLabels: namespaceLabels(labelled, one) }))];
    }),
  );
}

/** The workloads of a service; one of which nothing is known where the fleet does not hold it. */
export function workloadsOf(fleet: Fleet, service: ServiceId): readonly Workload[] {
  return fleet.get(service) ?? [workloadOf(service)];
}

/** The labels of the namespace of a workload, in its cluster where both are known. */
function namespaceLabels(labelled: readonly LabelledNamespace[], { namespace, cluster }: Workload): Labels | null {
  const [name, ...others] = namespace;
  const own = labelled.filter(
    (one) => one.name === name && (one.cluster === null || cluster.length === 0 || cluster.includes(one.cluster)),
  );
  if (others.length > 0 || own.length === 0) return null;
  return own.reduce<Labels>((all, { labels }) => ({ ...all, ...labels }), {});
}
