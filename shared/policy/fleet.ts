import type { AttributeClaim } from '../model/policy.ts';
import type { Service, ServiceId } from '../model/map.ts';
import type { TimeWindow } from '../model/time.ts';
import { byService, serviceAttributes } from './attributes.ts';
import { workloadOf, type Workload } from './workload.ts';

/** The services as policies see them in a part of the window; those whose instances differ to a policy are several workloads. */
export type Fleet = ReadonlyMap<ServiceId, readonly Workload[]>;

/** The fleet by what records say of its services; `known` adds what a case knows of workloads, such as labels, addresses, security groups. */
export function fleetOf(
  services: readonly Pick<Service, 'id' | 'name' | 'regions'>[],
  claims: readonly AttributeClaim[],
  part: TimeWindow,
  known: ReadonlyMap<ServiceId, readonly Partial<Workload>[]> = new Map(),
): Fleet {
  const attributes = serviceAttributes(claims, part);
  const [tenants, namespaces] = [byService(attributes, 'tenant'), byService(attributes, 'namespace')];
  return new Map(
    services.map(({ id, name, regions }) => {
      const own = {
        name,
        tenant: tenants.get(id)?.values ?? [],
        namespace: namespaces.get(id)?.values ?? [],
        region: regions,
      };
      return [id, (known.get(id) ?? [{}]).map((more) => workloadOf(id, { ...own, ...more }))];
    }),
  );
}

/** The workloads of a service; one of which nothing is known where the fleet does not hold it. */
export function workloadsOf(fleet: Fleet, service: ServiceId): readonly Workload[] {
  return fleet.get(service) ?? [workloadOf(service)];
}
