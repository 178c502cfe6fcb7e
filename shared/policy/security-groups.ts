import * as z from 'zod';
import { byId } from '../graph/graph.ts';
import type { Fleet } from './fleet.ts';
import { cidr } from './cidr.ts';
import { placeOf, type Origin } from './origin.ts';
import type { Policy, PortRange, Rule } from './rule.ts';
import { ANY, type Selector } from './selector.ts';

const permission = z
  .object({
    IpProtocol: z.string(),
    FromPort: z.number().nullish(),
    ToPort: z.number().nullish(),
    IpRanges: z.array(z.object({ CidrIp: cidr })).nullish(),
    Ipv6Ranges: z.array(z.object({ CidrIpv6: cidr })).nullish(),
    UserIdGroupPairs: z.array(z.object({ GroupId: z.string().nullish() })).nullish(),
    PrefixListIds: z.array(z.object({ PrefixListId: z.string() })).nullish(),
  })
  .refine(
    ({ IpProtocol, FromPort, ToPort }) => !hasPorts(IpProtocol) || (FromPort ?? 0) <= (ToPort ?? 65535),
    'FromPort is larger than ToPort',
  );

/** A security group as `aws ec2 describe-security-groups` writes it, as far as its meaning goes. */
export const securityGroup = z.object({
  GroupId: z.string(),
  GroupName: z.string().nullish(),
  IpPermissions: z.array(permission).nullish(),
  IpPermissionsEgress: z.array(permission).nullish(),
});
export type SecurityGroup = z.infer<typeof securityGroup>;

const PROTOCOLS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp' };

/**
 * A security group as two policies. Rules only allow, those of all groups of an instance add up, and what none allows is refused. Groups are
 * stateful, so that only the direction in which a connection is made counts: egress of the client, ingress of the server.
 */
export function securityGroupPolicies(group: SecurityGroup, origin: Origin): Policy[] {
  const name = `security group ${group.GroupName ? `${group.GroupName} (${group.GroupId})` : group.GroupId}`;
  return (['ingress', 'egress'] as const).map((direction) => {
    const id = `aws:${placeOf(origin)}:${group.GroupId}:${direction}`;
    const permissions = (direction === 'ingress' ? group.IpPermissions : group.IpPermissionsEgress) ?? [];
    return {
      ...origin,
      id,
      name,
      dialect: 'aws',
      direction,
      guards: { kind: 'security-group', id: group.GroupId },
      action: 'allow',
      isolates: true,
      rules: permissions.map((one, at): Rule => ({
        id: `${id}:${at + 1}`,
        text: `${name}, ${direction} rule ${at + 1}`,
        peers: peersOf(one),
        ports: portsOf(one),
        own: ANY,
        conditions: [],
        ends: null,
        citation: origin.citation,
      })),
    };
  });
}

/**
 * The groups that workloads have and no record describes. What they let pass cannot be told, and rules of all groups add up: each is a
 * policy that may allow anything. Without any group in evidence, groups are not judged at all.
 */
export function unknownGroups(policies: readonly Policy[], fleets: readonly Fleet[]): Policy[] {
  const described = new Set(
    policies.flatMap(({ dialect, guards }) => (dialect === 'aws' && guards.kind === 'security-group' ? guards.id : [])),
  );
  if (described.size === 0) return [];
  return groupsOf(fleets).flatMap((group) => (described.has(group) ? [] : unknownGroup(group)));
}

/** The groups that workloads have. */
export function groupsOf(fleets: readonly Fleet[]): readonly string[] {
  const workloads = fleets.flatMap((fleet) => [...fleet.values()].flat());
  return [...new Set(workloads.flatMap(({ securityGroups }) => securityGroups ?? []))].sort(byId);
}

function unknownGroup(group: string): Policy[] {
  const name = `security group ${group}`;
  return (['ingress', 'egress'] as const).map((direction) => {
    const id = `aws::${group}:${direction}`;
    const rule: Rule = {
      id: `${id}:unknown`,
      text: `${name}, ${direction}: no record holds its rules`,
      peers: { kind: 'unknown', what: `the rules of ${name} are not in evidence` },
      ports: null,
      own: ANY,
      conditions: [],
      ends: null,
      citation: null,
    };
    const guards: Selector = { kind: 'security-group', id: group };
    const always = { from: null, to: null, citation: null };
    return { id, name, dialect: 'aws', direction, guards, action: 'allow', isolates: false, rules: [rule], ...always };
  });
}

function peersOf({ IpRanges, Ipv6Ranges, UserIdGroupPairs, PrefixListIds }: z.infer<typeof permission>): Selector {
  return {
    kind: 'one',
    of: [
      ...(IpRanges ?? []).map(({ CidrIp }) => blockSelector(CidrIp)),
      ...(Ipv6Ranges ?? []).map(({ CidrIpv6 }) => blockSelector(CidrIpv6)),
      ...(UserIdGroupPairs ?? []).map(({ GroupId }): Selector => {
        return GroupId ? { kind: 'security-group', id: GroupId } : { kind: 'unknown', what: 'a group without an id' };
      }),
      ...(PrefixListIds ?? []).map(({ PrefixListId }): Selector => {
        return { kind: 'unknown', what: `the addresses of the prefix list ${PrefixListId}` };
      }),
    ],
  };
}

function blockSelector(cidr: string): Selector {
  return { kind: 'addresses', cidr };
}

/** Whether the port fields are ports: of other protocols they are types, or nothing. */
function hasPorts(protocol: string): boolean {
  return ['tcp', 'udp', '6', '17'].includes(protocol);
}

/** Protocol -1 is all protocols and ports; the port fields of ICMP are types, and no ports. */
function portsOf({ IpProtocol, FromPort, ToPort }: z.infer<typeof permission>): readonly PortRange[] | null {
  if (IpProtocol === '-1') return null;
  const protocol = PROTOCOLS[IpProtocol] ?? IpProtocol;
  const range = { protocol, from: FromPort ?? null, to: ToPort ?? null, name: null };
  return [hasPorts(IpProtocol) ? range : { ...range, from: null, to: null }];
}
