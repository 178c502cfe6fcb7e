import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, list, object, text } from './fields.ts';
import { resourceRows, type ResourceAddress } from './parts/resource.ts';
import { serviceOfTags } from './parts/service-tags.ts';

/**
 * OpenStack servers: the compute API (`servers/detail`) and `openstack server list|show -f json`. Gives id, fixed and floating addresses, project, zone,
 * launch and end (UTC, written without a zone); not since when a floating address is there, which can be moved. The service by a key of the server's metadata. The command's list gives no project: that of
 * the path's `project=NAME`, else `openstack`, which is marked. Fields: OpenStack Compute API reference, Servers.
 */
export const openstack: RecordAdapter = {
  reads: 'objects',
  format: 'openstack',
  kind: 'vm_inventory',
  lists: ['servers[]'],
  snapshot: true,
  fits: ({ outline }) =>
    (outline.has('servers[].addresses') && outline.has('servers[].id')) ||
    (['addresses', 'id', 'status'].every((key) => outline.has(key)) &&
      (outline.has('tenant_id') || outline.has('project_id'))) ||
    (['ID', 'Name', 'Networks', 'Status'].every((key) => outline.has(key)) && 'likely'),
  open:
    (file) =>
    ({ fields }) =>
      serverRows(fields, file),
};

function serverRows(server: Fields, file: EvidenceFile): Mapped {
  const id = firstText(server.id, server.ID);
  if (id === null) return { reject: 'id is missing' };
  const project = firstText(server.tenant_id, server.project_id, server['Project ID'], file.key('project'));
  if (project === null) file.assume('project openstack (the list names none)');
  const zone = firstText(server['OS-EXT-AZ:availability_zone'], server['Availability Zone']);
  return {
    rows: resourceRows(
      {
        subscription: project ?? 'openstack',
        resource: id,
        ids: [id],
        addresses: addressesOf(server.addresses ?? server.Networks),
        region: zone,
        host: firstText(server['OS-EXT-SRV-ATTR:hypervisor_hostname'], server.Host),
        from: utc(firstText(server['OS-SRV-USG:launched_at'], server.created, server.created_at)),
        to: utc(text(server['OS-SRV-USG:terminated_at'])),
        service: serviceOfTags(object(server.metadata ?? server.Properties)),
      },
      file,
    ),
  };
}

/** Addresses by network: objects of the API, lists of the command, or its text `net=10.0.0.5, 2001:db8::5; other=…`. */
function addressesOf(value: unknown): readonly ResourceAddress[] {
  if (typeof value === 'string') {
    return value.split(/[;,]/).map((part) => ({ ip: text(part.replace(/^[^=]*=/, '').trim()), kind: 'server' }));
  }
  return Object.values(object(value)).flatMap((network) =>
    list(network).map((each) => {
      const said = object(each);
      const kind = text(said['OS-EXT-IPS:type']) ?? 'server';
      return { ip: firstText(said.addr, each), kind, ...(kind === 'floating' ? { from: null } : {}) };
    }),
  );
}

/** A time of OpenStack, which is UTC also where it does not say so. */
function utc(time: string | null): string | null {
  return time !== null && !/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? `${time}Z` : time;
}
