import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { firstText, isAddress, object, objects, text } from './fields.ts';
import { inCluster } from './parts/cluster.ts';
import { resourceRows, type Resource } from './parts/resource.ts';
import { serviceOfOwner } from './parts/service-tags.ts';
import { timeOf } from './times.ts';

const STATUS = new Map([
  ['passing', 'ok'],
  ['warning', 'degraded'],
  ['critical', 'error'],
]);

/**
 * Consul, from `/v1/health/service/NAME` (Node, Service, Checks) and `/v1/catalog/service/NAME` or `/v1/catalog/node-services`. An instance of a service
 * is on a node and has the service's address, else its node's, which other instances may share. A subscription is a data centre, with
 * the namespace where there is one. A proxy belongs to the service that it stands for; its upstreams are declared dependencies. Checks of a
 * service are its health at the time of the file, also alone (`/v1/health/checks/NAME`, `/v1/health/state/any`); `serfHealth` of a node that passes is a
 * beat that the cluster heard, and one that fails an error of what is on the node. Nodes, what is on them and who hears them are called by their data
 * centre too where the entry gives it, since several call theirs alike; checks that stand alone do not give it. Lacks: validity and time. Fields:
 * Consul HTTP API, Health and Catalog.
 */
export const consul: RecordAdapter = {
  reads: 'objects',
  format: 'consul',
  kind: 'vm_inventory',
  snapshot: true,
  fits: ({ outline }) =>
    ['CheckID', 'Status', 'Node', 'ServiceName'].every((key) => outline.has(key)) ||
    ['Node.Node', 'Service.Service', 'Checks'].every((key) => outline.has(key)) ||
    ['ServiceName', 'ServiceID', 'ServiceAddress', 'Node'].every((key) => outline.has(key)),
  open:
    (file) =>
    ({ fields, time }) =>
      'CheckID' in fields
        ? checkRows(fields, timeOf(file, { time }))
        : 'Service' in fields
          ? entryRows(object(fields.Node), object(fields.Service), objects(fields.Checks), timeOf(file, { time }), file)
          : entryRows(fields, ofCatalog(fields), [], '', file),
};

/** A record of the catalogue, which spreads node and service over one object, as health entries give the service. */
function ofCatalog(fields: Fields): Fields {
  return {
    ID: fields.ServiceID,
    Service: fields.ServiceName,
    Address: fields.ServiceAddress,
    Kind: fields.ServiceKind,
    Proxy: fields.ServiceProxy,
    Namespace: fields.Namespace,
  };
}

function entryRows(node: Fields, service: Fields, checks: readonly Fields[], time: string, file: EvidenceFile): Mapped {
  const name = text(object(service.Proxy).DestinationServiceName) ?? text(service.Service);
  const host = text(node.Node);
  if (name === null) return { reject: 'the name of the service is missing' };
  if (host === null) return { reject: 'Node is missing' };
  const centre = text(node.Datacenter);
  const resource: Resource = {
    subscription: [centre ?? 'consul', text(service.Namespace)]
      .filter((part) => part !== null && part !== 'default')
      .join('/'),
    resource: inCluster(`${host}/${text(service.ID) ?? name}`, centre),
    ids: [text(node.ID), host, inCluster(host, centre)],
    addresses: [{ ip: [text(service.Address), text(node.Address)].find(isAddress) ?? null, kind: 'service' }],
    region: centre,
    host,
    service: serviceOfOwner(name, 'name in Consul'),
  };
  return {
    rows: [
      ...resourceRows(resource, file),
      ...upstreams(resource, name, service),
      ...checks.flatMap((check) => healthRows(resource, name, check, { centre, timestamp: time })),
    ],
  };
}

function upstreams({ subscription }: Resource, name: string, service: Fields): readonly RawRow[] {
  return objects(object(service.Proxy).Upstreams)
    .map(({ DestinationName }) => text(DestinationName))
    .filter((server) => server !== null)
    .map((server) => ({
      table: 'declared_dependency',
      values: { client_service_id: `${subscription}/${name}`, server_service_id: `${subscription}/${server}` },
    }));
}

/** When checks were so, and of which data centre, where that is known. */
interface ToldBy {
  readonly centre: string | null;
  readonly timestamp: string;
}

/** Health of the service, by the checks that are of it, and of its node where that fails; a node that is heard beats. */
function healthRows({ subscription }: Resource, name: string, check: Fields, told: ToldBy): readonly RawRow[] {
  const ofNode = firstText(check.ServiceID, check.ServiceName) === null;
  const status = STATUS.get(text(check.Status) ?? '');
  const subject = { service_id: `${subscription}/${name}` };
  if (ofNode) return nodeCheckRows(check, subject, told);
  return status === undefined ? [] : [healthRow(subject, check, status, told.timestamp)];
}

/** A check that stands alone. */
function checkRows(check: Fields, timestamp: string): Mapped {
  const status = STATUS.get(text(check.Status) ?? '');
  if (status === undefined) return { skip: 'checks of nodes and services that are under maintenance' };
  const service = text(check.ServiceName);
  if (service !== null) return { rows: [healthRow({ service }, check, status, timestamp)] };
  const rows = nodeCheckRows(check, { host: text(check.Node) }, { centre: null, timestamp });
  return rows.length > 0 ? { rows } : { skip: 'checks of nodes that pass, other than serfHealth' };
}

/** That a node is heard says nothing of what runs on it; that it is not does. */
function nodeCheckRows(check: Fields, subject: RawRow['values'], { centre, timestamp }: ToldBy): readonly RawRow[] {
  const status = STATUS.get(text(check.Status) ?? '');
  if (status === undefined) return [];
  if (status !== 'ok') return [healthRow(subject, check, status, timestamp)];
  if (check.CheckID !== 'serfHealth') return [];
  const node = text(check.Node);
  const emitter = node === null ? null : inCluster(node, centre);
  return [{ table: 'heartbeat', values: { timestamp, emitter, detector: inCluster('consul serf', centre) } }];
}

function healthRow(subject: RawRow['values'], check: Fields, status: string, timestamp: string): RawRow {
  const message = firstText(check.Output, check.Notes, check.Name);
  return { table: 'health_event', values: { ...subject, timestamp, status, kind: text(check.CheckID), message } };
}
