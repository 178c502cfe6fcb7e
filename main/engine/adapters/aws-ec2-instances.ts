import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, object, objects, text } from './fields.ts';
import { AWS_NAMES, instanceBegan, interfaceAddresses, regionOfZone } from './parts/aws.ts';
import { resourceRows } from './parts/resource.ts';
import { groupRows } from './parts/security-groups.ts';
import { serviceOfTags, tagList } from './parts/service-tags.ts';
import { fileTime } from './times.ts';

/**
 * `aws ec2 describe-instances`, whole or as a list of instances (`--query 'Reservations[].Instances[]'`). Gives the instance id, every private, public and
 * IPv6 address, account, region and security groups; the service by a tag (service, application, app, Auto Scaling group, at last Name). Valid since
 * the first network interface was attached: LaunchTime is set anew at each start. Lacks: ends (but of terminated instances), addresses that
 * terminated instances had. Without an account the path's `account=…` is taken.
 * Fields: Amazon EC2 API reference, Instance.
 */
export const awsEc2Instances: RecordAdapter = {
  reads: 'objects',
  format: 'aws-ec2-instances',
  kind: 'vm_inventory',
  lists: ['Reservations[].Instances[]'],
  snapshot: true,
  fits: ({ outline }) =>
    outline.has('Reservations[].Instances[].InstanceId') ||
    (outline.has('InstanceId') && outline.has('LaunchTime') && outline.has('Placement.AvailabilityZone')),
  open:
    (file) =>
    ({ fields, within }) =>
      instanceRows(fields, text(within[0]?.OwnerId), file),
};

/** The rows of an EC2 instance; of a history, as it was captured at a time. */
export function instanceRows(instance: Fields, account: string | null, file: EvidenceFile, captured?: string): Mapped {
  const id = text(instance.InstanceId);
  if (id === null) return { reject: 'InstanceId is missing' };
  const networks = objects(instance.NetworkInterfaces);
  const subscription = firstText(account, ...networks.map(({ OwnerId }) => OwnerId), file.key('account'));
  if (subscription === null) return { reject: 'the account (OwnerId) is missing' };
  const started = text(instance.LaunchTime);
  const from = captured ?? instanceBegan(instance);
  const found = [
    { ip: text(instance.PrivateIpAddress), kind: 'private' },
    { ip: text(instance.PublicIpAddress), kind: 'public', from: started },
    { ip: text(instance.Ipv6Address), kind: 'ipv6' },
    ...networks.flatMap((network) => interfaceAddresses(network, started)),
  ];
  const addresses = captured === undefined ? found : found.map(({ ip, kind }) => ({ ip, kind }));
  const service = serviceOfTags(tagList(instance.Tags), AWS_NAMES);
  const to = captured === undefined ? terminatedAt(instance, file) : null;
  const groups = networks.map(({ Groups }) => Groups).filter((each) => each !== undefined);
  return {
    rows: [
      ...resourceRows(
        {
          subscription,
          resource: id,
          ids: [id],
          addresses,
          region: regionOfZone(object(instance.Placement).AvailabilityZone),
          from,
          to,
          service,
        },
        file,
      ),
      ...groupRows('source', [id], groups.length > 0 ? groups : [instance.SecurityGroups], { from, to }),
      ...networks.flatMap((network) =>
        groupRows('address', addressesOf(interfaceAddresses(network)), [network.Groups], { from, to }),
      ),
      ...(networks.length > 0 ? [] : groupRows('address', addressesOf(found), [instance.SecurityGroups], { from, to })),
    ],
  };
}

function addressesOf(found: readonly { readonly ip: string | null }[]): string[] {
  return [...new Set(found.map(({ ip }) => ip))].filter((ip) => ip !== null);
}

/** When a terminated instance ended: `User initiated (2026-03-01 10:00:00 GMT)`; by the time of the file where the reason does not say. */
function terminatedAt(instance: Fields, file: EvidenceFile): string | null {
  if (text(object(instance.State).Name) !== 'terminated') return null;
  const found = /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/.exec(
    text(instance.StateTransitionReason) ?? '',
  );
  return found ? `${found[1] ?? ''}T${found[2] ?? ''}Z` : fileTime(file);
}
