import type { Cell, FileForm, Line, Table } from './tables.ts';
import type { Fleet, IpRow, Service, TreeRow, VmRow } from './world.ts';

function line(cells: readonly Cell[]): Line {
  return { id: cells.join(','), cells };
}

/** The VM inventory in the canonical format. */
export function vmTable(form: FileForm, vms: readonly VmRow[], source: 'container_id' | 'vm_id'): Table {
  const columns = [source, 'subscription_id', 'resource_id', 'location', 'host', 'ip', 'valid_from', 'valid_to'];
  const lines = vms.map((vm) =>
    line([vm.sourceId, vm.subscription, vm.resourceId, vm.location, vm.host, vm.ip, vm.from, vm.to]),
  );
  return { ...form, format: 'canonical-vm-inventory', kind: 'vm_inventory', columns, lines };
}

/** The IP inventory in the canonical format. */
export function ipTable(form: FileForm, ips: readonly IpRow[]): Table {
  const columns = ['ip', 'subscription_id', 'resource_id', 'region', 'kind', 'valid_from', 'valid_to'];
  const lines = ips.map((ip) => line([ip.ip, ip.subscription, ip.resourceId, ip.region, 'private', ip.from, ip.to]));
  return { ...form, format: 'canonical-ip-inventory', kind: 'ip_inventory', columns, lines };
}

/** The service tree in the canonical format; with tenants and namespaces only where the fleet has any. */
export function treeTable(form: FileForm, services: readonly Service[], tree: readonly TreeRow[]): Table {
  const shared = services.some(({ tenant }) => tenant !== undefined) ? (['tenant', 'namespace'] as const) : [];
  const place = ['instance_id', 'subscription_id', 'resource_id', 'parent_service_id'];
  const columns = ['service_id', 'service_name', ...place, ...shared, 'data_class', 'valid_from', 'valid_to'];
  const lines = tree.map((row) => {
    const service = services.find(({ id }) => id === row.service);
    const placed = [row.instanceId, row.subscription, row.resourceId, service?.parent ?? null];
    const owned = shared.map((column) => service?.[column] ?? null);
    return line([row.service, service?.name ?? null, ...placed, ...owned, service?.dataClass ?? null, row.from, row.to]);
  });
  return { ...form, format: 'canonical-service-tree', kind: 'service_tree', columns, lines };
}

/** Declared dependencies in the canonical format, open at both ends. */
export function declaredTable(form: FileForm, pairs: readonly (readonly [string, string])[]): Table {
  const columns = ['client_service_id', 'server_service_id', 'valid_from', 'valid_to'];
  const lines = pairs.map(([client, server]) => line([client, server, null, null]));
  return { ...form, format: 'canonical-declared-dependency', kind: 'declared_dependency', columns, lines };
}

/** The three inventories of a fleet, one file each. */
export function fleetTables(fleet: Fleet, source: 'container_id' | 'vm_id', form: Pick<FileForm, 'form'>): Table[] {
  const ext = form.form;
  return [
    vmTable({ ...form, path: `vm-inventory.${ext}` }, fleet.vms, source),
    ipTable({ ...form, path: `ip-inventory.${ext}` }, fleet.ips),
    treeTable({ ...form, path: `service-tree.${ext}` }, fleet.services, fleet.tree),
  ];
}
