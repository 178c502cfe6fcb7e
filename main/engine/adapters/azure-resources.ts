import { isFields, parseObject, type Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { at, firstText, object, objects, text } from './fields.ts';
import { resourceRows, serviceRow, type DerivedService, type ResourceAddress } from './parts/resource.ts';
import { serviceOfOwner, serviceOfTags } from './parts/service-tags.ts';

const MACHINE = 'microsoft.compute/virtualmachines';
const INTERFACE = 'microsoft.network/networkinterfaces';
const PUBLIC = 'microsoft.network/publicipaddresses';
const TYPES = [MACHINE, 'microsoft.compute/virtualmachinescalesets/virtualmachines', INTERFACE, PUBLIC];

/**
 * Azure resources: lists of the Resource Manager, Resource Graph (table or objects, or CSV from the portal) and `az vm|network … list`. Machines give
 * their unique id, resource id and region; interfaces and public addresses the addresses, laid to the machine that they belong to, across files
 * where the interface is named by the machine; `az vm list -d` shows them with the machine. Ids are taken in lower case, as Azure compares them. The service is that of a tag, else the
 * scale set of the machine. Lacks: validity (but `timeCreated`). Fields: Azure REST reference, Compute and Network.
 */
export const azureResources: RecordAdapter = {
  reads: 'objects',
  format: 'azure-resources',
  kind: 'vm_inventory',
  lists: ['value[]', 'data[]', 'data'],
  snapshot: true,
  fits: ({ outline }) => {
    const of = (key: string) =>
      [key, `value[].${key}`, `data[].${key}`, `data.rows[][]`].flatMap((path) => outline.get(path) ?? []);
    const known = of('type').some((type) => TYPES.includes(type.toLowerCase()));
    return known && (of('id').some((id) => /^\/subscriptions\//i.test(id)) ? true : 'likely');
  },
  open: (file) => {
    const machines = new Map<string, string>();
    return {
      look: ({ fields }) => {
        const id = idOf(fields);
        const machine = lower(at(propertiesOf(fields), 'virtualMachine.id'));
        if (id !== null && machine !== null) machines.set(id, machine);
      },
      map: ({ fields }) => {
        const type = lower(fields.type) ?? '';
        const id = idOf(fields);
        if (!TYPES.includes(type)) return { skip: 'resources of other types' };
        const subscription = /^\/subscriptions\/([^/]+)/.exec(id ?? '')?.[1];
        if (id === null || subscription === undefined) return { reject: `id "${id ?? ''}" names no subscription` };
        if (type === INTERFACE) return interfaceRows(fields, id, subscription, file);
        if (type === PUBLIC) return publicRows(fields, id, subscription, file, machines);
        return machineRows(fields, id, subscription, file);
      },
    };
  },
};

function machineRows(fields: Fields, id: string, subscription: string, file: EvidenceFile): Mapped {
  const properties = propertiesOf(fields);
  const set = lower(at(properties, 'virtualMachineScaleSet.id'));
  const service = serviceOf(fields) ?? serviceOfOwner(lastPart(set), 'scale set of the machine');
  const machine = {
    subscription,
    resource: id,
    ids: [lower(properties.vmId), id],
    addresses: [...shown(fields.privateIps, 'private'), ...shown(fields.publicIps, 'public')],
    region: text(fields.location),
    host: text(at(properties, 'osProfile.computerName')),
    from: text(properties.timeCreated),
    service,
  };
  const interfaces = objects(at(properties, 'networkProfile.networkInterfaces'))
    .map((each) => lower(each.id))
    .filter((each) => each !== null);
  return {
    rows: [
      ...resourceRows(machine, file),
      // An address whose file does not name the machine is laid to the interface.
      ...(service ? interfaces.map((each) => serviceRow({ ...machine, resource: each }, service, file)) : []),
    ],
  };
}

/** Addresses that `az vm list -d` shows with a machine, all in one text. */
function shown(addresses: unknown, kind: string): readonly ResourceAddress[] {
  return (text(addresses) ?? '')
    .split(',')
    .map((each) => text(each.trim()))
    .map((ip) => ({ ip, kind }));
}

function interfaceRows(fields: Fields, id: string, subscription: string, file: EvidenceFile): Mapped {
  const properties = propertiesOf(fields);
  const addresses = objects(properties.ipConfigurations)
    .map(propertiesOf)
    .map((each) => ({ ip: firstText(each.privateIPAddress, each.privateIpAddress), kind: 'private' }));
  const resource = lower(at(properties, 'virtualMachine.id')) ?? id;
  const service = resource === id ? serviceOf(fields) : undefined;
  if (addresses.every(({ ip }) => ip === null)) return { skip: 'interfaces and addresses without an address' };
  return { rows: resourceRows({ subscription, resource, addresses, region: text(fields.location), service }, file) };
}

function publicRows(
  fields: Fields,
  id: string,
  subscription: string,
  file: EvidenceFile,
  machines: ReadonlyMap<string, string>,
): Mapped {
  const properties = propertiesOf(fields);
  const ip = firstText(properties.ipAddress);
  if (ip === null) return { skip: 'interfaces and addresses without an address' };
  const holder = lower(at(properties, 'ipConfiguration.id'))?.replace(
    /\/(ipconfigurations|frontendipconfigurations)\/[^/]+$/,
    '',
  );
  const resource = holder === undefined ? id : (machines.get(holder) ?? holder);
  const balancer = resource.includes('/loadbalancers/') ? resource : null;
  const service = serviceOf(fields) ?? serviceOfOwner(lastPart(balancer), 'load balancer of the address');
  const ofMachine = resource.includes('/virtualmachines/') || resource.includes('/networkinterfaces/');
  const addresses = [{ ip, kind: balancer === null ? 'public' : 'load_balancer' }];
  const region = text(fields.location);
  return {
    rows: resourceRows({ subscription, resource, addresses, region, service: ofMachine ? undefined : service }, file),
  };
}

/** The properties of a resource: an object of their own, its text (CSV), or spread over the resource, as `az` gives them. */
function propertiesOf(fields: Fields): Fields {
  if (!('properties' in fields)) return fields;
  return opened(fields.properties);
}

function serviceOf(fields: Fields): DerivedService | undefined {
  return serviceOfTags(opened(fields.tags));
}

function opened(value: unknown): Fields {
  if (typeof value !== 'string') return object(value);
  const parsed = parseObject(value);
  return isFields(parsed) ? parsed : {};
}

const lower = (value: unknown) => text(value)?.toLowerCase() ?? null;
const idOf = (fields: Fields) => lower(fields.id);
const lastPart = (id: string | null) => id?.split('/').at(-1);
