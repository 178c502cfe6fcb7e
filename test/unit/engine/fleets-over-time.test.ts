import { describe, expect, it } from 'vitest';
import { counted, exported } from '../../engine-kit/exports.ts';
import { at, RESPONSES } from '../../engine-kit/fleet.ts';
import { csv, withCase } from '../../engine-kit/with-case.ts';

/** Lookups by an address that each give one, `clock address`. */
const lookups = (client: string, ...all: readonly string[]) =>
  csv(
    RESPONSES.replace('source_container_id', 'source_ip'),
    ...all.map((each, n) => {
      const [clock = '', address = ''] = each.split(' ');
      return `${at(`${clock}:00`)},q${n},${client},x${n}.example,A,NOERROR,${address}`;
    }),
  );

/** A server of OpenStack, which has run since 08:00. */
const server = (
  id: string,
  ip: string,
  { host = 'h1', zone = 'az1', project = 'prj', floating = [] }: Server = {},
) => ({
  id,
  name: id,
  status: 'ACTIVE',
  tenant_id: project,
  addresses: {
    net: [
      { addr: ip, version: 4, 'OS-EXT-IPS:type': 'fixed' },
      ...floating.map((addr) => ({ addr, version: 4, 'OS-EXT-IPS:type': 'floating' })),
    ],
  },
  metadata: { service: id },
  'OS-EXT-AZ:availability_zone': zone,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': host,
  'OS-SRV-USG:launched_at': at('08:00:00'),
});
interface Server {
  readonly host?: string;
  readonly zone?: string;
  readonly project?: string;
  readonly floating?: readonly string[];
}
const servers = (...all: readonly object[]) => JSON.stringify({ servers: all });

/** An EC2 instance, running, or terminated as the reason says; it has the service of its name. */
const instance = (
  id: string,
  ip: string,
  launched: string,
  { reason, attached = launched, groups = [] }: Ec2 = {},
) => ({
  InstanceId: id,
  LaunchTime: at(launched),
  Placement: { AvailabilityZone: 'eu-west-1a' },
  State: { Name: reason === undefined ? 'running' : 'terminated' },
  StateTransitionReason: reason ?? '',
  Tags: [{ Key: 'service', Value: id.replace(/^i-/, '') }],
  NetworkInterfaces:
    reason === undefined ? [{ ...attachment(id, ip, attached), Groups: groups.map((GroupId) => ({ GroupId })) }] : [],
});
interface Ec2 {
  readonly reason?: string;
  readonly attached?: string;
  readonly groups?: readonly string[];
}
const attachment = (id: string, ip: string, clock: string) => ({
  NetworkInterfaceId: `eni-${id}`,
  OwnerId: '111',
  AvailabilityZone: 'eu-west-1a',
  MacAddress: '0a:00',
  SubnetId: 'subnet-1',
  PrivateIpAddress: ip,
  Attachment: { AttachTime: at(clock), InstanceId: id },
});
const instances = (...all: readonly object[]) => JSON.stringify({ Reservations: [{ OwnerId: '111', Instances: all }] });
const USER = 'User initiated (2026-03-04 10:30:00 GMT)';

/** What is found of exports, imported at once in either order and one by one, which is the same. */
async function found(asked: string, exports: Readonly<Record<string, string>>) {
  const imported = (all: readonly (readonly [string, string])[], atOnce: boolean) =>
    withCase({ 'lookups.csv': asked }, async (test) => {
      if (atOnce) await exported(test, Object.fromEntries(all));
      else for (const [name, text] of all) await exported(test, { [name]: text });
      return counted(test);
    });
  const all = Object.entries(exports);
  const result = await imported(all, true);
  expect(await imported(all.toReversed(), false)).toEqual(result);
  return result;
}

describe('exports of a fleet at several times', () => {
  it('of a Consul service each do not end the other services of a node', async () => {
    const entry = (node: string, address: string, service: string) =>
      JSON.stringify([
        {
          Node: { ID: `id-${node}`, Node: node, Address: address, Datacenter: 'dc1' },
          Service: { ID: service, Service: service, Address: '', Port: 80 },
          Checks: [],
        },
      ]);
    const asked = lookups('10.0.0.6', '09:30 10.0.0.5', '10:30 10.0.0.5', '11:30 10.0.0.5');
    await withCase({ 'lookups.csv': asked }, async (test) => {
      await exported(test, {
        '10:00:00 client': entry('n2', '10.0.0.6', 'client'),
        '10:00:05 web': entry('n1', '10.0.0.5', 'web'),
        '10:00:10 api': entry('n1', '10.0.0.5', 'api'),
        '11:00:05 web': entry('n1', '10.0.0.5', 'web'),
        '11:00:10 api': entry('n1', '10.0.0.5', 'api'),
      });
      const found = await test.map();
      expect(found.dependencies.map(({ server, contested }) => [server, contested])).toEqual([
        ['dc1/api', 3],
        ['dc1/web', 3],
      ]);
    });
  });

  it('give an address to nobody from the end of its container, which a later export tells, to the start of the next', async () => {
    const container = (name: string, ip: string, started: string, finished = '') => ({
      Id: name.padEnd(64, '0'),
      Created: at('06:00:00'),
      Name: `/${name}`,
      State: {
        Status: finished === '' ? 'running' : 'exited',
        Running: finished === '',
        StartedAt: at(started),
        FinishedAt: finished === '' ? '0001-01-01T00:00:00Z' : at(finished),
      },
      HostConfig: {},
      Config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': name } },
      NetworkSettings: { Networks: { shop_default: { IPAddress: finished === '' ? ip : '' } } },
    });
    const client = container('client', '172.18.0.2', '06:00:00');
    const clocks = ['09:30', '10:15', '10:32', '10:45', '11:20'];
    const asked = lookups('172.18.0.2', ...clocks.map((clock) => `${clock} 172.18.0.3`));
    await withCase({ 'lookups.csv': asked }, async (test) => {
      await exported(test, {
        '10:00:00 all': JSON.stringify([client, container('db', '172.18.0.3', '08:00:00')]),
        '11:00:00 all': JSON.stringify([
          client,
          container('db', '172.18.0.3', '08:00:00', '10:30:00'),
          container('cache', '172.18.0.3', '10:35:00'),
        ]),
      });
      expect(await counted(test)).toEqual({
        told: ['shop/cache 2 0 unknown', 'shop/db 2 0 unknown'],
        nobody: 1,
      });
    });
  });

  it('let a machine that moves to another host keep its address', async () => {
    const clocks = ['09:30', '10:45', '11:30', '12:30'];
    const client = server('client', '10.1.0.1');
    const told = await found(lookups('10.1.0.1', ...clocks.map((clock) => `${clock} 10.1.0.2`)), {
      '10:00:00 all': servers(client, server('db', '10.1.0.2')),
      '11:00:00 all': servers(client, server('db', '10.1.0.2', { host: 'h2' })),
    });
    expect(told).toEqual({ told: ['prj/db 4 0 az1'], nobody: 0 });
  });

  it('end the address of an instance that has ended, also where another format shows it', async () => {
    const clocks = ['10:15', '10:35', '10:45', '11:30'];
    const client = instance('i-client', '10.1.0.1', '08:00:00');
    const interfaces = [attachment('i-client', '10.1.0.1', '08:00:00'), attachment('i-db', '10.1.0.2', '08:00:00')];
    const told = await found(lookups('10.1.0.1', ...clocks.map((clock) => `${clock} 10.1.0.2`)), {
      '10:00:00 instances': instances(client, instance('i-db', '10.1.0.2', '08:00:00')),
      '10:00:05 interfaces': JSON.stringify({ NetworkInterfaces: interfaces }),
      '11:00:00 instances': instances(
        client,
        instance('i-db', '', '08:00:00', { reason: USER }),
        instance('i-cache', '10.1.0.2', '10:40:00'),
      ),
    });
    expect(told).toEqual({ told: ['111/cache 2 0 eu-west-1', '111/db 1 0 eu-west-1'], nobody: 1 });
  });

  it('end an instance that was stopped and started, and one whose end has no time', async () => {
    const client = instance('i-client', '10.1.0.1', '08:00:00');
    const clocks = ['10:15', '10:45', '11:30'];
    const ended = (reason: string) =>
      found(lookups('10.1.0.1', ...clocks.map((clock) => `${clock} 10.1.0.2`)), {
        '10:00:00 all': instances(client, instance('i-db', '10.1.0.2', '08:00:00', { attached: '07:00:00' })),
        '11:00:00 all': instances(client, instance('i-db', '', '08:00:00', { reason })),
        '12:00:00 all': instances(client, instance('i-db', '', '08:00:00', { reason })),
      });
    expect(await ended(USER)).toEqual({ told: ['111/db 1 0 eu-west-1'], nobody: 2 });
    expect(await ended('')).toEqual({ told: ['111/db 2 0 eu-west-1'], nobody: 1 });
  });

  it('tell since when a machine is in another zone or project', async () => {
    const clocks = ['09:30', '10:45', '11:30'];
    const others = [server('client', '10.1.0.1'), server('mail', '10.1.0.3', { zone: 'az2' })];
    const moved = (to: Server) =>
      found(lookups('10.1.0.1', ...clocks.map((clock) => `${clock} 10.1.0.2`)), {
        '10:00:00 all': servers(...others, server('db', '10.1.0.2')),
        '11:00:00 all': servers(...others, server('db', '10.1.0.2', to)),
      });
    expect(await moved({ zone: 'az2' })).toEqual({ told: ['prj/db 3 0 az1 az2'], nobody: 0 });
    expect(await moved({ project: 'new' })).toEqual({ told: ['new/db 1 0 az1', 'prj/db 2 0 az1'], nobody: 0 });
  });

  it('of AWS Config end a state by the next of any file, and by its deletion', async () => {
    const item = (resourceId: string, clock: string, ip?: string) => ({
      configurationItemCaptureTime: at(clock),
      configurationItemStatus: ip === undefined ? 'ResourceDeleted' : 'OK',
      resourceType: 'AWS::EC2::Instance',
      resourceId,
      awsAccountId: '111',
      configuration: ip === undefined ? null : instance(resourceId, ip, '08:00:00'),
    });
    const items = (...all: readonly object[]) => JSON.stringify({ configurationItems: all });
    const clocks = ['09:30', '10:30', '10:45', '11:30'];
    const told = await found(
      lookups('10.1.0.1', ...clocks.map((clock) => `${clock} 10.1.0.2`), '09:30 10.1.0.3', '11:30 10.1.0.3'),
      {
        '10:00:00 first': items(
          item('i-client', '08:00:00', '10.1.0.1'),
          item('i-db', '08:00:00', '10.1.0.2'),
          item('i-mail', '08:00:00', '10.1.0.3'),
        ),
        '12:00:00 second': items(
          item('i-db', '10:20:00'),
          item('i-cache', '10:40:00', '10.1.0.2'),
          item('i-mail', '11:00:00', '10.1.0.4'),
        ),
      },
    );
    expect(told).toEqual({
      told: ['111/cache 2 0 eu-west-1', '111/db 1 0 eu-west-1', '111/mail 1 0 eu-west-1'],
      nobody: 2,
    });
  });

  it('of Cloud Map give an instance that is registered in two services to both', async () => {
    const of = (ServiceName: string, InstanceId: string, ip: string) => ({
      InstanceId,
      NamespaceName: 'shop',
      ServiceName,
      Attributes: { AWS_INSTANCE_IPV4: ip },
    });
    const listed = (...Instances: readonly object[]) => JSON.stringify({ Instances });
    const clocks = ['09:30', '10:30', '11:30'];
    const exports = ['10:00', '11:00'].flatMap((clock): [string, string][] => [
      [`${clock}:00 client`, listed(of('client', 'i-client', '10.0.0.6'))],
      [`${clock}:05 web`, listed(of('web', 'i-1', '10.0.0.5'))],
      [`${clock}:10 api`, listed(of('api', 'i-1', '10.0.0.5'))],
    ]);
    const told = await found(
      lookups('10.0.0.6', ...clocks.map((clock) => `${clock} 10.0.0.5`)),
      Object.fromEntries(exports),
    );
    expect(told).toEqual({ told: ['shop/api 0 3', 'shop/web 0 3'], nobody: 0 });
  });

  it('tell since when a floating address is at another machine', async () => {
    const floating = ['198.51.100.9'];
    const clocks = ['09:30', '10:45', '11:30'];
    const client = server('client', '10.1.0.1');
    const told = await found(lookups('10.1.0.1', ...clocks.map((clock) => `${clock} 198.51.100.9`)), {
      '10:00:00 all': servers(client, server('db', '10.1.0.2', { floating }), server('cache', '10.1.0.3')),
      '11:00:00 all': servers(client, server('db', '10.1.0.2'), server('cache', '10.1.0.3', { floating })),
    });
    expect(told).toEqual({ told: ['prj/cache 1 0 az1', 'prj/db 2 0 az1'], nobody: 0 });
  });

  it('end the security groups of an address with the instance', async () => {
    const group = (GroupId: string, ...from: readonly string[]) => ({
      GroupId,
      GroupName: GroupId,
      OwnerId: '111',
      VpcId: 'vpc-1',
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: from.map((id) => ({ GroupId: id })) },
      ],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
    const connections = csv(
      'timestamp,src_ip,src_port,dst_ip,dst_port,role',
      ...['10:15:00', '10:45:00'].map((clock, n) => `${at(clock)},10.1.0.1,4000${n},10.1.0.2,80,connect`),
    );
    await withCase({ 'connections.csv': connections }, async (test) => {
      const client = instance('i-client', '10.1.0.1', '08:00:00', { groups: ['sg-client'] });
      const all = {
        '09:59:00 groups': JSON.stringify({
          SecurityGroups: [group('sg-client'), group('sg-db', 'sg-client'), group('sg-cache')],
        }),
        '10:00:00 all': instances(client, instance('i-db', '10.1.0.2', '08:00:00', { groups: ['sg-db'] })),
        '11:00:00 all': instances(
          client,
          instance('i-db', '', '08:00:00', { reason: USER }),
          instance('i-cache', '10.1.0.2', '10:40:00', { groups: ['sg-cache'] }),
        ),
      };
      await exported(test, all);
      const { verdicts } = await test.call('policy.read', {});
      expect(verdicts.map(({ server: id, verdict }) => [id, verdict]).sort()).toEqual([
        ['111/cache', 'denied'],
        ['111/db', 'allowed'],
      ]);
    });
  });
});
