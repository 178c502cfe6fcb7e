import type { Fields } from '../../evidence/json-parse.ts';
import { object, objects, text } from '../fields.ts';
import type { DerivedService, Resource, ResourceAddress } from './resource.ts';
import { serviceOfOwner, serviceOfTags } from './service-tags.ts';

/** The project and region that the name of a Compute Engine resource holds: `…/projects/P/zones/europe-west1-b/instances/N`. */
export function placeOf(name: unknown): { readonly project: string | null; readonly region: string | null } {
  const path = text(name) ?? '';
  const region = /\/regions\/([^/]+)/.exec(path)?.[1] ?? /\/zones\/([^/]+)-[a-z]+(?:\/|$)/.exec(path)?.[1];
  return { project: /\/projects\/([^/]+)/.exec(path)?.[1] ?? null, region: region ?? null };
}

/**
 * An instance of Compute Engine: its number, its addresses, and its service by a label or by the instance group that made it. It keeps its
 * private addresses from its creation; a public one that is not reserved is new at each start.
 */
export function gcpInstance(instance: Fields, place: ReturnType<typeof placeOf>, project: string): Resource {
  const id = text(instance.id) ?? '';
  const started = text(instance.lastStartTimestamp) ?? text(instance.creationTimestamp);
  return {
    subscription: project,
    resource: id,
    ids: [id],
    host: text(instance.name),
    region: place.region,
    from: text(instance.creationTimestamp),
    addresses: objects(instance.networkInterfaces).flatMap((network) => addressesOf(network, started)),
    service: serviceOf(instance),
  };
}

function addressesOf(network: Fields, started: string | null): readonly ResourceAddress[] {
  return [
    { ip: text(network.networkIP), kind: 'private' },
    { ip: text(network.ipv6Address), kind: 'ipv6' },
    ...objects(network.accessConfigs).map(({ natIP }) => ({ ip: text(natIP), kind: 'public', from: started })),
    ...objects(network.ipv6AccessConfigs).map(({ externalIpv6 }) => ({ ip: text(externalIpv6), kind: 'ipv6' })),
    ...objects(network.aliasIpRanges).map(({ ipCidrRange }) => ({
      ip: /^(.+)\/32$/.exec(text(ipCidrRange) ?? '')?.[1] ?? null,
      kind: 'alias',
    })),
  ];
}

function serviceOf(instance: Fields): DerivedService | undefined {
  const items = objects(object(instance.metadata).items);
  const maker = text(items.find(({ key }) => key === 'created-by')?.value);
  const group = /\/instanceGroupManagers\/([^/]+)$/.exec(maker ?? '')?.[1];
  return serviceOfTags(object(instance.labels)) ?? serviceOfOwner(group, 'instance group that made the machine');
}
