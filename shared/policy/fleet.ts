import type { AttributeClaim } from '../model/policy.ts';
import type { Service, ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import { byService, serviceAttributes } from './attributes.ts';
import { workloadOf, type Labels, type Workload } from './workload.ts';

/** The services as policies see them in a part of the window; those whose instances differ to a policy are several workloads. */
export type Fleet = ReadonlyMap<ServiceId, readonly Workload[]>;

/** What a case knows of workloads beside what the inventories say (labels, addresses, security groups), and the labels of namespaces by name. */
export interface Subjects {
  readonly workloads: ReadonlyMap<ServiceId, readonly Partial<Workload>[]>;
  readonly namespaces: ReadonlyMap<string, Labels>;
}

/** Where the case knows nothing of workloads but what the inventories say. */
export const NO_SUBJECTS: Subjects = { workloads: new Map(), namespaces: new Map() };

/** The fleet by what records say of its services. */
export function fleetOf(
  services: readonly Pick<Service, 'id' | 'name' | 'regions'>[],
  claims: readonly AttributeClaim[],
  part: TimeWindow,
  { workloads, namespaces: labels }: Subjects = NO_SUBJECTS,
): Fleet {
  const attributes = serviceAttributes(claims, part);
  const [tenants, namespaces] = [byService(attributes, 'tenant'), byService(attributes, 'namespace')];
  return new Map(
    services.map(({ id, name, regions }) => {
      const namespace = namespaces.get(id)?.values ?? [];
      const own = {
        name,
        tenant: tenants.get(id)?.values ?? [],
        namespace,
        namespaceLabels: namespace.length === 1 ? (labels.get(namespace[0] ?? '') ?? null) : null,
        region: regions,
      };
      return [id, (workloads.get(id) ?? [{}]).map((more) => workloadOf(id, { ...own, ...more }))];
    }),
  );
}

/** The workloads of a service; one of which nothing is known where the fleet does not hold it. */
export function workloadsOf(fleet: Fleet, service: ServiceId): readonly Workload[] {
  return fleet.get(service) ?? [workloadOf(service)];
}
