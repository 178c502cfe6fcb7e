import type { Fields } from '../../evidence/json-parse.ts';
import { firstText, object, objects, text } from '../fields.ts';
import type { ResourceAddress } from './resource.ts';

/** Tags of AWS beside the common ones: what started the instance, then its own name. */
export const AWS_NAMES = ['aws:autoscaling:groupName', 'elasticbeanstalk:environment-name', 'Name'];

/** The region of an availability zone: us-east-1a → us-east-1; a local zone (us-west-2-lax-1a) is in its parent. */
export function regionOfZone(zone: unknown): string | null {
  return /^[a-z]+(?:-[a-z]+)+-\d+/.exec(text(zone) ?? '')?.[0] ?? null;
}

/** The parts of an ARN: `arn:aws:ecs:eu-west-1:123456789012:task/…`. */
export function arnParts(arn: unknown): { readonly region: string | null; readonly account: string | null } {
  const parts = (text(arn) ?? '').split(':');
  return { region: parts[3] || null, account: parts[4] || null };
}

/**
 * The addresses of a network interface, private and public, from when it was attached. The public address of an instance that has no
 * Elastic IP is given anew at each start: it holds from `started`. Since when an Elastic IP is there is not said: it can be moved.
 */
export function interfaceAddresses(network: Fields, started: string | null = null): readonly ResourceAddress[] {
  const attached = text(object(network.Attachment).AttachTime);
  const of = (each: Fields): readonly ResourceAddress[] => {
    const association = object(each.Association);
    const lent = text(association.IpOwnerId) === 'amazon';
    return [
      { ip: text(each.PrivateIpAddress), kind: 'private', from: attached },
      { ip: text(association.PublicIp), kind: 'public', from: lent ? (started ?? attached) : null },
    ];
  };
  return [
    ...of(network),
    ...objects(network.PrivateIpAddresses).flatMap(of),
    ...objects(network.Ipv6Addresses).map(({ Ipv6Address }) => ({
      ip: text(Ipv6Address),
      kind: 'ipv6',
      from: attached,
    })),
  ];
}

/** The keys of an object and of all that stands in it with a capital first letter, as the EC2 API writes what AWS Config writes small. */
export function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), capitalised(inner)]),
  );
}

/** When an instance began: its first attachment; LaunchTime alone is set anew at each start. */
export function instanceBegan(instance: Fields): string | null {
  const attached = objects(instance.NetworkInterfaces)
    .map((network) => text(object(network.Attachment).AttachTime))
    .filter((time) => time !== null)
    .sort();
  return firstText(attached[0], instance.LaunchTime);
}
