import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RawRow, RecordAdapter } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { resourceRows } from './parts/resource.ts';
import { serviceOfOwner } from './parts/service-tags.ts';
import { timeOf } from './times.ts';

const STATUS = new Map([
  ['HEALTHY', 'ok'],
  ['UNHEALTHY', 'error'],
]);

/**
 * AWS Cloud Map: `discover-instances` (with service, namespace and health), `list-instances` (the service as the path says: `service=NAME`) and
 * `get-instances-health-status` (health alone, by instance). An instance is of a service, and has the addresses of its
 * attributes; the subscription is the namespace. Lacks:
 * account, region, validity and time: health is that of the file's time. Fields: AWS Cloud Map API reference, HttpInstanceSummary.
 */
export const awsCloudMap: RecordAdapter = {
  reads: 'objects',
  format: 'aws-cloud-map',
  kind: 'vm_inventory',
  lists: ['Instances[]'],
  snapshot: true,
  fits: ({ outline }) =>
    ['Instances[].', ''].some((at) => [...outline.keys()].some((path) => path.startsWith(`${at}Attributes.AWS_`))) ||
    [...outline].some(
      ([path, values]) => path.startsWith('Status.') && values.some((value) => /^(UN)?HEALTHY$/.test(value)),
    ),
  open:
    (file) =>
    ({ fields, time }) =>
      'Status' in fields ? statusRows(object(fields.Status), timeOf(file, { time })) : instanceRows(fields, time, file),
};

function instanceRows(instance: Fields, time: string | undefined, file: EvidenceFile): Mapped {
  const id = firstText(instance.InstanceId, instance.Id);
  if (id === null) return { reject: 'InstanceId is missing' };
  const attributes = object(instance.Attributes);
  const service = firstText(instance.ServiceName, file.key('service'));
  const ec2 = text(attributes.AWS_EC2_INSTANCE_ID);
  const status = STATUS.get(text(instance.HealthStatus) ?? '');
  return {
    rows: [
      ...resourceRows(
        {
          subscription: firstText(instance.NamespaceName, file.key('namespace')) ?? 'cloud-map',
          resource: service === null ? id : `${service}/${id}`,
          ids: [id, ec2],
          addresses: [
            { ip: text(attributes.AWS_INSTANCE_IPV4), kind: 'instance' },
            { ip: text(attributes.AWS_INSTANCE_IPV6), kind: 'instance' },
          ],
          region: text(attributes.REGION),
          service: serviceOfOwner(service, 'name in Cloud Map'),
        },
        file,
      ),
      ...(status === undefined ? [] : [healthRow(id, status, timeOf(file, { time }))]),
    ],
  };
}

function statusRows(states: Fields, timestamp: string): Mapped {
  const rows = Object.entries(states).flatMap(([id, state]) => {
    const status = STATUS.get(text(state) ?? '');
    return status === undefined ? [] : [healthRow(id, status, timestamp)];
  });
  return rows.length > 0 ? { rows } : { skip: 'instances whose health is not known' };
}

function healthRow(source_vm_id: string, status: string, timestamp: string): RawRow {
  return { table: 'health_event', values: { timestamp, source_vm_id, status } };
}
