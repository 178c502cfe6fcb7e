import { expect, it } from 'vitest';
import { authorizationPolicy } from '../../../shared/policy/istio.ts';
import { securityGroup } from '../../../shared/policy/security-groups.ts';

const group = (permission: object) =>
  securityGroup.safeParse({ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', ...permission }] }).success;

it.each([
  ['a block that is none', { IpRanges: [{ CidrIp: '10.0.0.0/40' }] }],
  ['ports from larger to smaller', { FromPort: 443, ToPort: 80 }],
])('is no security group: %s', (_, permission) => {
  expect(group(permission)).toBe(false);
});

it('a security group has types where others have ports: an echo request is type 8, code -1', () => {
  expect(group({ IpProtocol: 'icmp', FromPort: 8, ToPort: -1 })).toBe(true);
  expect(group({ FromPort: 80, ToPort: 443, Ipv6Ranges: [{ CidrIpv6: '::/0' }] })).toBe(true);
});

it('an AuthorizationPolicy has ports that are numbers', () => {
  const policy = (ports: readonly string[]) => ({
    kind: 'AuthorizationPolicy',
    metadata: { name: 'p' },
    spec: { rules: [{ to: [{ operation: { ports } }] }] },
  });
  expect(authorizationPolicy.safeParse(policy(['8080'])).success).toBe(true);
  expect(authorizationPolicy.safeParse(policy(['http'])).success).toBe(false);
});
