import type { EvidenceFile, RawRow } from '../adapter.ts';

/** An address of a resource; its own validity where the inventory gives one, else that of the resource. `from` null: it is not said since when. */
export interface ResourceAddress {
  readonly ip: string | null;
  readonly kind: string;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** The service that a tag, a label or an owner names, and by which rule it was found. */
export interface DerivedService {
  readonly name: string;
  readonly rule: string;
}

/** A machine, task, container or other thing of a fleet as an inventory shows it. */
export interface Resource {
  readonly subscription: string;
  readonly resource: string;
  /** What logs call it, beside its addresses. */
  readonly ids?: readonly (string | null)[];
  readonly containers?: readonly (string | null)[];
  readonly addresses: readonly ResourceAddress[];
  readonly region?: string | null;
  readonly host?: string | null;
  readonly namespace?: string | null;
  readonly cluster?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly service?: DerivedService | undefined;
  /** What groups services: a project, a system. */
  readonly parent?: string | null;
}

/**
 * The rows that say whose a resource is: one for each name of it, one for each distinct address, and one of the service tree where tags, labels
 * or owners name its service. The rule that found the service is marked on the source.
 */
export function resourceRows(resource: Resource, file: EvidenceFile): readonly RawRow[] {
  const { subscription, resource: resource_id, region, service } = resource;
  const owner = { subscription_id: subscription, resource_id };
  const validity = { valid_from: resource.from, valid_to: resource.to };
  const vm = {
    ...owner,
    location: region,
    host: resource.host,
    namespace: resource.namespace,
    cluster: resource.cluster,
    ...validity,
  };
  const addresses = new Map(resource.addresses.filter(({ ip }) => ip !== null).map((each) => [each.ip, each]));
  return [
    ...distinct(resource.ids).map((vm_id): RawRow => ({ table: 'vm_inventory', values: { ...vm, vm_id } })),
    ...distinct(resource.containers).map((id): RawRow => ({
      table: 'vm_inventory',
      values: { ...vm, container_id: id },
    })),
    ...[...addresses.values()].map(({ ip, kind, from, to }): RawRow => ({
      table: 'ip_inventory',
      values: {
        ...owner,
        ip,
        region,
        kind,
        valid_from: from === undefined ? resource.from : from,
        valid_to: to ?? resource.to,
      },
    })),
    ...(service ? [serviceRow(resource, service, file)] : []),
  ];
}

/** The row of the service tree that lays a resource to its service as long as it is there; the rule that says so is marked on the source. */
export function serviceRow(resource: Omit<Resource, 'addresses'>, service: DerivedService, file: EvidenceFile): RawRow {
  const { subscription, namespace, parent } = resource;
  file.assume(`services by ${service.rule}`);
  const values = {
    service_id: `${subscription}/${service.name}`,
    service_name: service.name,
    subscription_id: subscription,
    resource_id: resource.resource,
    namespace,
    parent_service_id: parent === null || parent === undefined ? null : `${subscription}/${parent}`,
    derived_by: service.rule,
    valid_from: resource.from,
    valid_to: resource.to,
  };
  return { table: 'service_tree', values };
}

function distinct(ids: readonly (string | null)[] = []): readonly string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
