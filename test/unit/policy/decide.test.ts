import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/policy/decide.ts';
import { authorizationPolicies, authorizationPolicy } from '../../../shared/policy/istio.ts';
import { securityGroupPolicies, securityGroup, unknownGroups } from '../../../shared/policy/security-groups.ts';
import { workloadOf, type Workload } from '../../../shared/policy/workload.ts';
import { rulesOf } from './fleet.ts';

const ORIGIN = { citation: { source: 1, path: 'policies', line: 1 }, from: null, to: null };

const web = workloadOf('web', { name: 'Web Shop', tenant: ['red'], namespace: ['front'], region: ['EU'] });
const data = workloadOf('data', { tenant: ['blue'], namespace: ['back'], region: ['US'] });

describe('canonical rules', () => {
  const say = (rules: string, from: Workload = web, to: Workload = data) =>
    decide(rulesOf(rules), from, to, null).verdict;
  it.each([
    ['a rule that covers both ends decides', 'allow tenant red > tenant blue', 'allowed'],
    ['a service is named by its id or its name', 'allow service WEB > any; allow service nobody > any', 'allowed'],
    [
      'what no rule covers is not covered',
      'allow tenant blue > tenant red; deny service data > service web',
      'not-covered',
    ],
    ['no rule covers what a deny of others leaves', 'deny tenant green > any', 'not-covered'],
    [
      'of equal rules, deny goes before allow',
      'allow tenant red > tenant blue; deny tenant red > tenant blue',
      'denied',
    ],
    ['whatever their order', 'deny tenant red > tenant blue; allow tenant red > tenant blue', 'denied'],
    ['a narrower rule is an exception of a wider one', 'deny any > any; allow tenant red > tenant blue', 'allowed'],
    ['and may be narrower at one end only', 'allow tenant red > any; deny tenant red > service data', 'denied'],
    ['where neither is narrower, deny goes first', 'allow service web > any; deny any > service data', 'denied'],
    [
      'a region and a tenant cannot be compared',
      'allow region EU > region US; deny tenant red > tenant blue',
      'denied',
    ],
    ['a region is a rule like others', 'deny region EU > region US', 'denied'],
    ['and wider than a service', 'deny region EU > any; allow service web > any', 'allowed'],
    ['a star stands for any text', 'deny region E* > region *S; allow any > any', 'denied'],
    ['but other signs for themselves', 'deny service we. > any; deny service web* > service d', 'not-covered'],
    ['an exception of an exception', 'deny any > any; allow tenant red > any; deny namespace front > any', 'denied'],
  ])('%s', (_, rules, expected) => {
    expect(say(rules)).toBe(expected);
  });

  it('leave undecided what hangs on a contested tenant or an unknown region, and nothing else', () => {
    const doubtful = workloadOf('web', { tenant: ['blue', 'red'], region: [] });
    expect(say('deny tenant red > any', doubtful)).toBe('undecided');
    expect(say('deny region EU > any', doubtful)).toBe('undecided');
    expect(say('deny tenant green > any', doubtful)).toBe('not-covered');
    expect(say('deny tenant red > any; deny any > any', doubtful)).toBe('denied');
    expect(decide(rulesOf('deny tenant red > any'), doubtful, data, null).open).toEqual([
      'whether “deny tenant red → any” fits',
    ]);
  });

  it('name the rules that decide, by file and line', () => {
    const { rules } = decide(rulesOf('deny any > any; allow tenant red > tenant blue'), web, data, null);
    expect(rules.map(({ id }) => id)).toEqual(['canonical:1:3']);
  });
});

describe('security groups', () => {
  const groups = [
    {
      GroupId: 'sg-web',
      GroupName: 'web',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [{ CidrIpv6: '::/0' }],
        },
      ],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
    {
      GroupId: 'sg-db',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 5432,
          ToPort: 5433,
          UserIdGroupPairs: [{ GroupId: 'sg-web' }, { GroupId: 'sg-db' }],
        },
        { IpProtocol: '17', FromPort: 53, ToPort: 53, PrefixListIds: [{ PrefixListId: 'pl-1' }] },
      ],
      IpPermissionsEgress: [],
    },
  ];
  const policies = groups.flatMap((group) => securityGroupPolicies(securityGroup.parse(group), ORIGIN));
  const member = (securityGroups: readonly string[], address = '10.0.0.1') =>
    workloadOf('x', { securityGroups, addresses: [address] });
  const [webs, dbs, none] = [member(['sg-web']), member(['sg-db']), member([], '192.0.2.1')];
  it.each([
    ['members of the group that a rule names', webs, dbs, 5432, 'tcp', 'allowed'],
    ['to the last port of the range', webs, dbs, 5433, 'tcp', 'allowed'],
    ['and no further', webs, dbs, 5434, 'tcp', 'denied'],
    ['others, since groups only allow', none, dbs, 5432, 'tcp', 'denied'],
    ['a block of addresses', none, webs, 443, 'tcp', 'allowed'],
    ['an IPv6 address by its own blocks', member([], '2001:db8::1'), webs, 443, 'tcp', 'allowed'],
    ['a group that lets nothing out', dbs, webs, 443, 'tcp', 'denied'],
    ['members of one group, where it names itself: in, but not out', dbs, dbs, 5432, 'tcp', 'denied'],
    ['the rules of all groups of an instance add up', member(['sg-db', 'sg-web']), dbs, 5432, 'tcp', 'allowed'],
    ['a list of addresses that is not in evidence', webs, dbs, 53, 'udp', 'undecided'],
    ['what no group guards', none, member([]), 80, 'tcp', 'not-covered'],
  ])('%s', (_, from, to, port, protocol, expected) => {
    expect(decide(policies, from, to, { port, protocol }).verdict).toBe(expected);
  });

  it('leave undecided what instances do whose groups are not in evidence', () => {
    expect(decide(policies, workloadOf('x'), dbs, { port: 80, protocol: 'tcp' }).verdict).toBe('denied');
    expect(decide(policies, workloadOf('x'), workloadOf('y'), { port: 80, protocol: 'tcp' }).verdict).toBe('undecided');
  });
});

it('security groups that workloads have and no record describes may allow anything, and nothing else is left open', () => {
  const known = securityGroupPolicies(
    securityGroup.parse({
      GroupId: 'sg-known',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
    ORIGIN,
  );
  const vm = (...securityGroups: string[]) => workloadOf('x', { securityGroups, addresses: ['10.0.0.1'] });
  const fleet = new Map([['x', [vm('sg-known'), vm('sg-lost')]]]);
  const policies = [...known, ...unknownGroups(known, [fleet])];
  const say = (to: Workload, port: number) => decide(policies, vm(), to, { protocol: 'tcp', port });
  expect(say(vm('sg-lost'), 443)).toMatchObject({
    verdict: 'undecided',
    open: ['the rules of security group sg-lost are not in evidence'],
  });
  expect(say(vm('sg-known', 'sg-lost'), 443).verdict).toBe('allowed');
  expect(say(vm('sg-known', 'sg-lost'), 22).verdict).toBe('undecided');
  expect(say(vm('sg-known'), 22).verdict).toBe('denied');
  expect(decide(policies, vm('sg-lost'), vm('sg-known'), { protocol: 'tcp', port: 22 }).verdict).toBe('denied');
  expect(decide(policies, vm('sg-lost'), vm('sg-known'), { protocol: 'tcp', port: 443 }).verdict).toBe('undecided');
  expect(unknownGroups([], [fleet])).toEqual([]);
});

describe('Istio authorization policies', () => {
  const shop = workloadOf('shop', {
    namespace: ['shop'],
    labels: { app: 'shop' },
    namespaceLabels: {},
    addresses: ['10.1.0.1'],
  });
  const front = workloadOf('front', {
    namespace: ['front'],
    labels: { app: 'front' },
    namespaceLabels: {},
    addresses: ['10.2.0.1'],
  });
  const policy = (spec: object, namespace = 'shop') =>
    authorizationPolicies(
      authorizationPolicy.parse({ kind: 'AuthorizationPolicy', metadata: { name: 'p', namespace }, spec }),
      ORIGIN,
    );
  const from = (source: object) => ({ from: [{ source }] });
  const to = (operation: object) => ({ to: [{ operation }] });
  const when = (key: string, ...values: string[]) => ({ rules: [{ when: [{ key, values }] }] });
  const whenNot = (key: string, ...notValues: string[]) => ({ rules: [{ when: [{ key, notValues }] }] });
  const allowFront = { rules: [from({ namespaces: ['front'] })] };
  it.each([
    ['without any rule, nobody is let in', [{}], 'denied'],
    ['with one empty rule, everybody is', [{ rules: [{}] }], 'allowed'],
    ['the namespace of the client', [allowFront], 'allowed'],
    ['another namespace', [{ rules: [from({ namespaces: ['back'] })] }], 'denied'],
    ['a namespace by how it begins', [{ rules: [from({ namespaces: ['fr*'] })] }], 'allowed'],
    ['a namespace that is not meant', [{ rules: [from({ notNamespaces: ['front'] })] }], 'denied'],
    ['deny goes before allow', [allowFront, { action: 'DENY', rules: [from({ namespaces: ['front'] })] }], 'denied'],
    [
      'a deny of others changes nothing',
      [allowFront, { action: 'DENY', rules: [from({ namespaces: ['back'] })] }],
      'allowed',
    ],
    ['a deny without a rule denies nothing', [{ action: 'DENY' }], 'not-covered'],
    ['a deny alone lets the others in', [{ action: 'DENY', rules: [from({ namespaces: ['back'] })] }], 'not-covered'],
    ['a block of addresses', [{ rules: [from({ ipBlocks: ['10.2.0.0/16'] })] }], 'allowed'],
    ['two blocks in one rule, one is enough', [{ rules: [from({ ipBlocks: ['192.0.2.1', '10.2.0.1'] })] }], 'allowed'],
    [
      'namespace and block hold together',
      [{ rules: [from({ namespaces: ['front'], ipBlocks: ['192.0.2.0/24'] })] }],
      'denied',
    ],
    ['a port', [{ rules: [{ to: [{ operation: { ports: ['443'] } }] }] }], 'allowed'],
    ['another port', [{ rules: [{ to: [{ operation: { ports: ['80'] } }] }] }], 'denied'],
    [
      'one of two operations is enough',
      [{ rules: [{ to: [{ operation: { ports: ['80'] } }, { operation: { ports: ['443'] } }] }] }],
      'allowed',
    ],
    ['a port that is not meant', [{ rules: [{ to: [{ operation: { notPorts: ['443'] } }] }] }], 'denied'],
    ['all ports but others', [{ rules: [{ to: [{ operation: { notPorts: ['80', '8080'] } }] }] }], 'allowed'],
    [
      'a deny of all ports but this',
      [{ action: 'DENY', rules: [{ to: [{ operation: { notPorts: ['80'] } }] }] }],
      'denied',
    ],
    [
      'a port that is meant and not meant',
      [{ rules: [{ to: [{ operation: { ports: ['443'], notPorts: ['443'] } }] }] }],
      'denied',
    ],
    [
      'methods and paths are not in evidence',
      [{ rules: [{ to: [{ operation: { methods: ['GET'] } }] }] }],
      'undecided',
    ],
    ['nor are conditions of requests', [when('request.auth.claims[iss]', 'x')], 'undecided'],
    ['nor is the address behind a proxy', [when('remote.ip', '10.2.0.1')], 'undecided'],
    ['nor what a condition without values asks for', [{ rules: [{ when: [{ key: 'source.ip' }] }] }], 'undecided'],
    ['the namespace of the client as a condition', [when('source.namespace', 'fr*')], 'allowed'],
    ['another namespace as a condition', [when('source.namespace', 'back')], 'denied'],
    ['a namespace that must not be', [whenNot('source.namespace', 'front')], 'denied'],
    [
      'source and condition hold together',
      [{ rules: [{ ...from({ namespaces: ['front'] }), when: [{ key: 'source.namespace', values: ['back'] }] }] }],
      'denied',
    ],
    ['the principal of another namespace as a condition', [when('source.principal', 'x/ns/back/sa/web')], 'denied'],
    ['a principal as a condition', [when('source.principal', 'cluster.local/ns/front/*')], 'allowed'],
    ['the address of the client as a condition', [when('source.ip', '192.0.2.1', '10.2.0.0/16')], 'allowed'],
    ['an address that must not be', [whenNot('source.ip', '10.2.0.1')], 'denied'],
    ['the address of the server', [when('destination.ip', '10.1.0.0/16')], 'allowed'],
    ['another address of a server', [when('destination.ip', '10.2.0.0/16')], 'denied'],
    ['the port as a condition', [when('destination.port', '80', '443')], 'allowed'],
    ['another port as a condition', [when('destination.port', '80')], 'denied'],
    ['a port that must not be', [whenNot('destination.port', '443')], 'denied'],
    [
      'ports of the operation and of the condition hold together',
      [{ rules: [{ ...to({ ports: ['443', '80'] }), when: [{ key: 'destination.port', values: ['80'] }] }] }],
      'denied',
    ],
    ['an account of another namespace', [{ rules: [from({ serviceAccounts: ['back/web'] })] }], 'denied'],
    ["an account of the policy's own namespace", [{ rules: [from({ serviceAccounts: ['web'] })] }], 'denied'],
    ['an account of the namespace of the client', [{ rules: [from({ serviceAccounts: ['front/web'] })] }], 'undecided'],
    [
      'a deny by path may refuse',
      [{ action: 'DENY', rules: [{ to: [{ operation: { paths: ['/admin'] } }] }] }],
      'undecided',
    ],
    [
      'an account of the namespace is not in evidence',
      [{ rules: [from({ principals: ['cluster.local/ns/front/sa/web'] })] }],
      'undecided',
    ],
    [
      'an account of another namespace is not meant',
      [{ rules: [from({ principals: ['cluster.local/ns/back/sa/web'] })] }],
      'denied',
    ],
    ['an external authorizer decides', [allowFront, { action: 'CUSTOM', rules: [{}] }], 'undecided'],
    [
      'but not what is denied anyway',
      [
        { action: 'DENY', rules: [{}] },
        { action: 'CUSTOM', rules: [{}] },
      ],
      'denied',
    ],
    ['an audit decides nothing', [{ action: 'AUDIT', rules: [{}] }], 'not-covered'],
    ['a workload by its labels', [{ selector: { matchLabels: { app: 'shop' } } }], 'denied'],
    ['and no other', [{ selector: { matchLabels: { app: 'other' } } }], 'not-covered'],
  ])('%s', (_, specs, expected) => {
    const policies = specs.flatMap((spec) => policy(spec));
    expect(decide(policies, front, shop, { port: 443, protocol: 'tcp' }).verdict).toBe(expected);
  });

  it('guard the servers of their own cluster, where it is known; how far a mesh reaches is not in evidence', () => {
    const ofEast = authorizationPolicies(
      authorizationPolicy.parse({
        kind: 'AuthorizationPolicy',
        metadata: { name: 'p', namespace: shop.namespace[0] },
        spec: allowFront,
      }),
      { ...ORIGIN, cluster: 'east' },
    );
    const say = (from: readonly string[], to: readonly string[]) =>
      decide(ofEast, { ...front, cluster: from }, { ...shop, cluster: to }, null).verdict;
    expect(say(['east'], ['east'])).toBe('allowed');
    expect(say(['west'], ['west'])).toBe('not-covered');
    expect(say(['west'], ['east'])).toBe('undecided');
    expect(say([], [])).toBe('allowed');
  });

  it.each([
    ['a gateway of the same namespace', 'Gateway', 'shop', {}, 'undecided'],
    ['a service of the same namespace', 'Service', 'shop', {}, 'undecided'],
    ['a gateway of another', 'Gateway', 'back', {}, 'not-covered'],
    ['a service of another', 'Service', 'back', {}, 'not-covered'],
    ['a gateway of the root namespace', 'Gateway', 'istio-system', {}, 'not-covered'],
    [
      'a waypoint that the pod borrows',
      'Gateway',
      'back',
      { labels: { 'istio.io/use-waypoint-namespace': 'back' } },
      'undecided',
    ],
    [
      'a waypoint that its namespace borrows',
      'Gateway',
      'back',
      { namespaceLabels: { 'istio.io/use-waypoint-namespace': 'back' } },
      'undecided',
    ],
    [
      'a gateway of another, where no labels are in evidence',
      'Gateway',
      'back',
      { namespaceLabels: null },
      'not-covered',
    ],
    ['a class of gateways of the mesh', 'GatewayClass', 'istio-system', {}, 'undecided'],
    ['a class of gateways where none may be', 'GatewayClass', 'shop', {}, 'not-covered'],
  ])(
    'attached to what stands before servers may guard those behind it alone: %s',
    (_, kind, namespace, known, expected) => {
      const attached = policy({ action: 'DENY', targetRefs: [{ kind, name: 'x' }], rules: [{}] }, namespace);
      expect(decide(attached, front, { ...shop, ...known }, null).verdict).toBe(expected);
      const one = policy({ action: 'DENY', targetRef: { kind, name: 'x' }, rules: [{}] }, namespace);
      expect(decide(one, front, { ...shop, ...known }, null).verdict).toBe(expected);
    },
  );

  it('guard their own namespace, those of the root namespace the whole mesh', () => {
    expect(decide(policy({}, 'front'), front, shop, null).verdict).toBe('not-covered');
    expect(decide(policy({}, 'istio-system'), front, shop, null).verdict).toBe('denied');
    expect(
      decide(policy({}, 'istio-system'), front, workloadOf('vm', { addresses: ['192.0.2.1'] }), null).verdict,
    ).toBe('not-covered');
  });
});

it('policies of several kinds must all let pass', () => {
  const deny = rulesOf('deny tenant red > any');
  const allow = authorizationPolicies(
    authorizationPolicy.parse({
      kind: 'AuthorizationPolicy',
      metadata: { name: 'p', namespace: 'back' },
      spec: { rules: [{}] },
    }),
    ORIGIN,
  );
  expect(decide([...allow, ...deny], web, data, null).verdict).toBe('denied');
  expect(decide(allow, web, data, null).verdict).toBe('allowed');
});
