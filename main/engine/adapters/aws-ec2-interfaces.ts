import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { interfaceAddresses, regionOfZone } from './parts/aws.ts';
import { resourceRows, type DerivedService } from './parts/resource.ts';
import { groupRows } from './parts/security-groups.ts';
import { serviceOfOwner, serviceOfTags, tagList } from './parts/service-tags.ts';

/**
 * `aws ec2 describe-network-interfaces`: every address of an account, also those of load balancers, functions, gateways and endpoints. An
 * address belongs to the instance that its interface is attached to, else to what its description names (`ELB app/NAME/…`, `AWS Lambda VPC
 * ENI-NAME-…`), else to the interface. The service by a tag of the interface, or by the load balancer or function. Valid since the
 * attachment, as its security groups are. Lacks: ends, tags of the instance (describe-instances has them). Fields: Amazon EC2 API reference, NetworkInterface.
 */
export const awsEc2Interfaces: RecordAdapter = {
  reads: 'objects',
  format: 'aws-ec2-interfaces',
  kind: 'ip_inventory',
  lists: ['NetworkInterfaces[]'],
  snapshot: true,
  fits: ({ outline }) =>
    (outline.has('NetworkInterfaces[].NetworkInterfaceId') && !outline.has('LaunchTime')) ||
    (outline.has('NetworkInterfaceId') && outline.has('MacAddress') && outline.has('SubnetId')),
  open:
    (file) =>
    ({ fields }) =>
      interfaceRows(fields, null, file),
};

/** The rows of a network interface; of a history, as it was captured at a time, also by its own id, which tells its states from those of others. */
export function interfaceRows(network: Fields, account: string | null, file: EvidenceFile, captured?: string): Mapped {
  const id = text(network.NetworkInterfaceId);
  if (id === null) return { reject: 'NetworkInterfaceId is missing' };
  const subscription = firstText(account, network.OwnerId, file.key('account'));
  if (subscription === null) return { reject: 'the account (OwnerId) is missing' };
  const instance = text(object(network.Attachment).InstanceId);
  const kind = kindOf(network);
  const user = userOf(text(network.Description) ?? '');
  const addresses = interfaceAddresses(network).map((each) => ({
    ip: each.ip,
    kind: kind ?? each.kind,
    ...(captured === undefined ? { from: each.from ?? null } : {}),
  }));
  const service =
    instance === null ? (serviceOfTags(tagList(network.TagSet ?? network.Tags)) ?? user?.service) : undefined;
  const from = captured ?? text(object(network.Attachment).AttachTime);
  const found = [...new Set(addresses.map(({ ip }) => ip).filter((ip) => ip !== null))];
  return {
    rows: [
      ...resourceRows(
        {
          subscription,
          resource: instance ?? user?.resource ?? id,
          ids: captured === undefined ? [] : [id],
          addresses,
          region: regionOfZone(network.AvailabilityZone),
          from,
          service,
        },
        file,
      ),
      ...groupRows('address', found, [network.Groups], { from, to: null }),
    ],
  };
}

/** What an interface is for, where it is not an ordinary one: `nat_gateway`, `vpc_endpoint`, `load_balancer` … */
function kindOf({ InterfaceType, Description }: Fields): string | null {
  const type = text(InterfaceType);
  if (type !== null && type !== 'interface') return type;
  const used = text(Description) ?? '';
  if (used.startsWith('Route 53 Resolver')) return 'resolver_endpoint';
  return used.startsWith('ELB ') ? 'load_balancer' : null;
}

/** What asked for an interface, as its description says. */
function userOf(
  description: string,
): { readonly resource: string; readonly service?: DerivedService | undefined } | undefined {
  const balancer = /^ELB (?:(app|net|gwy)\/([^/]+)\/\S+|(\S+))$/.exec(description);
  if (balancer) {
    return {
      resource: description.slice('ELB '.length),
      service: serviceOfOwner(balancer[2] ?? balancer[3], 'load balancer of the interface'),
    };
  }
  const lambda = /^AWS Lambda VPC ENI-(.+?)(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.exec(description);
  if (lambda?.[1]) return { resource: lambda[1], service: serviceOfOwner(lambda[1], 'function of the interface') };
  const named = /\b((?:nat|vpce|tgw-attach|fs)-[0-9a-f]{8,})\b/.exec(description);
  return named?.[1] === undefined ? undefined : { resource: named[1] };
}
