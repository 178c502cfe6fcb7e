import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { withFolder } from '../../engine-kit/with-case.ts';

const read = (name: string) => mappedFile(fixturePath(name));
const account = { subscription_id: '111122223333' };

describe('EC2 instances', () => {
  it('have their addresses since the first attachment, a lent public one since the last start, and the service of a tag', async () => {
    const { format, records, assumed } = await read('aws-ec2-instances/reservations.json');
    expect(format).toBe('aws-ec2-instances');
    const owner = { ...account, resource_id: 'i-0aa0000000000001' };
    const address = { table: 'ip_inventory', ...owner, region: 'eu-west-1' };
    const attached = '2026-01-05T08:00:00+00:00';
    expect(records[0]).toEqual([
      { table: 'vm_inventory', ...owner, vm_id: 'i-0aa0000000000001', location: 'eu-west-1', valid_from: attached },
      { ...address, ip: '10.20.1.11', kind: 'private', valid_from: attached },
      { ...address, ip: '198.51.100.11', kind: 'public', valid_from: '2026-03-01T06:00:00+00:00' },
      { ...address, ip: '2001:db8:20::11', kind: 'ipv6', valid_from: attached },
      {
        ...{ table: 'service_tree', ...owner, service_id: '111122223333/cart', service_name: 'cart' },
        ...{ derived_by: 'tag or label service', valid_from: attached },
      },
    ]);
    expect(assumed).toContain('services by tag or label service');
  });

  it('without a service tag are of the service of their name; without any tag of none; terminated ones end', async () => {
    const { records } = await read('aws-ec2-instances/reservations.json');
    expect(records[1]).toContainEqual(expect.objectContaining({ service_id: '111122223333/stock-1' }));
    expect(records[2]).not.toContainEqual(expect.objectContaining({ table: 'service_tree' }));
    expect(records[3]).toMatchObject([
      { vm_id: 'i-0aa0000000000004', valid_to: '2026-03-03T09:30:00Z' },
      { service_name: 'cart' },
    ]);
  });

  it('are the same in a plain list; without an account they are rejected, unless the path names it', async () => {
    const list = await read('aws-ec2-instances/list.json');
    expect(list.format).toBe('aws-ec2-instances');
    expect(list.records[0]).toEqual((await read('aws-ec2-instances/reservations.json')).records[0]);
    // A list of lists: --query 'Reservations[].Instances'.
    expect(await read('aws-ec2-instances/nested.json')).toEqual(list);
    const bare = {
      InstanceId: 'i-1',
      LaunchTime: '2026-03-01T06:00:00Z',
      Placement: { AvailabilityZone: 'us-west-2-lax-1a' },
    };
    await withFolder(async (folder) => {
      const path = join(folder, 'bare.json');
      await writeFile(path, JSON.stringify([bare]));
      expect((await mappedFile(path)).records).toEqual([{ reject: 'the account (OwnerId) is missing' }]);
      expect((await mappedFile(path, { account: '9' })).records).toMatchObject([
        [{ subscription_id: '9', location: 'us-west-2' }],
      ]);
    });
  });
});

describe('security groups', () => {
  it('are those of an instance, once for interfaces of the same groups, and of the addresses of an interface', async () => {
    const groups = (...ids: string[]) => ids.map((GroupId) => ({ GroupId }));
    const instance = {
      InstanceId: 'i-1',
      LaunchTime: '2026-03-01T06:00:00Z',
      Placement: { AvailabilityZone: 'eu-west-1a' },
      SecurityGroups: groups('sg-a', 'sg-b'),
    };
    const [a, b, c] = [groups('sg-b', 'sg-a'), groups('sg-a', 'sg-b'), groups('sg-c')].map((Groups, at) => ({
      NetworkInterfaceId: `eni-${at}`,
      PrivateIpAddress: `10.0.0.${at}`,
      Groups,
    }));
    const subjects = async (name: string, written: unknown) =>
      withFolder(async (folder) => {
        const path = join(folder, name);
        await writeFile(path, JSON.stringify(written));
        const { records } = await mappedFile(path, { account: '9' });
        return records
          .flat()
          .filter((row) => 'table' in row && row.table === 'policy_subject')
          .map((row) => row as unknown as Record<string, string>)
          .map(({ subject_kind, subject, traits }) => [subject_kind, subject, traits]);
      });
    const said = (...ids: string[]) => JSON.stringify({ securityGroups: ids });
    expect(await subjects('one.json', [instance])).toEqual([['source', 'i-1', said('sg-a', 'sg-b')]]);
    expect(await subjects('three.json', [{ ...instance, NetworkInterfaces: [a, b, c] }])).toEqual([
      ['source', 'i-1', said('sg-a', 'sg-b')],
      ['source', 'i-1', said('sg-c')],
      ['address', '10.0.0.0', said('sg-a', 'sg-b')],
      ['address', '10.0.0.1', said('sg-a', 'sg-b')],
      ['address', '10.0.0.2', said('sg-c')],
    ]);
    expect(await subjects('interfaces.json', { NetworkInterfaces: [a, c] })).toEqual([
      ['address', '10.0.0.0', said('sg-a', 'sg-b')],
      ['address', '10.0.0.2', said('sg-c')],
    ]);
  });
});

describe('EC2 network interfaces', () => {
  it('belong to their instance, else to the load balancer, function or gateway that they are for, else to themselves', async () => {
    const { format, records } = await read('aws-ec2-interfaces/interfaces.json');
    expect(format).toBe('aws-ec2-interfaces');
    const resources = records.map((rows) => ('length' in rows ? rows[0] : rows));
    expect(resources).toMatchObject([
      { resource_id: 'i-0aa0000000000001', ip: '10.20.1.11', kind: 'private', valid_from: '2026-01-05T08:00:00+00:00' },
      { resource_id: 'app/shop-front/50dc6c495c0c9188', ip: '10.20.1.31', kind: 'load_balancer' },
      { resource_id: 'price-list', ip: '10.20.1.32', kind: 'lambda' },
      { resource_id: 'nat-0123456789abcdef0', ip: '10.20.1.33', kind: 'nat_gateway' },
      { resource_id: 'eni-0bb0000000000004', ip: '10.20.1.34' },
    ]);
    expect(records[0]).toMatchObject([
      { ip: '10.20.1.11' },
      { ip: '203.0.113.11', kind: 'public' },
      { ip: '10.20.1.21' },
    ]);
    const services = records.flat().filter((row) => 'table' in row && row.table === 'service_tree');
    expect(services).toMatchObject([
      { service_name: 'shop-front' },
      { service_name: 'price-list' },
      { service_name: 'ledger', resource_id: 'eni-0bb0000000000004' },
    ]);
  });
});

describe('ECS tasks', () => {
  it('are known by ARN, id and container, from start to stop, as the service of their group', async () => {
    const { format, records, assumed } = await read('aws-ecs-tasks/tasks.json');
    expect(format).toBe('aws-ecs-tasks');
    const arn = `arn:aws:ecs:eu-west-1:111122223333:task/prod/${'b'.repeat(32)}`;
    const valid = { valid_from: '2026-03-01T10:00:00+00:00', valid_to: '2026-03-01T12:00:00+00:00' };
    expect(records[1]).toMatchObject([
      { ...account, vm_id: arn, location: 'eu-west-1', cluster: 'prod', ...valid },
      { vm_id: 'b'.repeat(32) },
      { container_id: 'b'.repeat(64) },
      { ip: '10.20.2.2', kind: 'task', resource_id: arn, ...valid },
      { service_id: '111122223333/web', resource_id: arn },
    ]);
    expect(records[2]).not.toContainEqual(expect.objectContaining({ table: 'ip_inventory' }));
    expect(assumed).toEqual(['services by group of the ECS task']);
  });
});

describe('AWS Config', () => {
  it('gives each state from when it was captured, and deletions', async () => {
    const { format, records } = await read('aws-config/history.json');
    expect(format).toBe('aws-config');
    const [first, second, third] = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];
    expect(records[0]).toEqual([
      {
        table: 'vm_inventory',
        vm_id: 'i-0cc0000000000001',
        subscription_id: expect.any(String) as unknown,
        valid_from: third,
      },
    ]);
    expect(records[1]).toMatchObject([
      { vm_id: 'i-0cc0000000000001', valid_from: second },
      { ip: '10.20.3.2', valid_from: second },
      { ip: '203.0.113.50', valid_from: second },
      { service_name: 'cart', valid_from: second },
    ]);
    expect(records[2]).toContainEqual(expect.objectContaining({ ip: '10.20.3.1', valid_from: first }));
  });

  it('gives interfaces of a snapshot to their instance, and skips other resources', async () => {
    const { records } = await read('aws-config/snapshot.json');
    expect(records).toMatchObject([
      [
        { vm_id: expect.stringMatching(/^eni-/) as unknown, resource_id: 'i-0cc0000000000002' },
        { ip: '10.20.3.9', resource_id: 'i-0cc0000000000002', valid_from: '2026-03-01T00:00:00.000Z' },
      ],
      { skip: 'resources of other types' },
    ]);
  });
});

describe('AWS Cloud Map', () => {
  it('gives instances with the address and service that they are registered with, and their health at the time of the file', async () => {
    const { format, records, assumed } = await read('aws-cloud-map/discover.json');
    expect(format).toBe('aws-cloud-map');
    expect(records[1]).toMatchObject([
      { vm_id: 'cart-b', subscription_id: 'shop.local' },
      { ip: '10.90.0.2', resource_id: 'cart/cart-b' },
      { service_id: 'shop.local/cart', resource_id: 'cart/cart-b' },
      { table: 'health_event', source_vm_id: 'cart-b', status: 'error', timestamp: '2026-03-05T00:00:00.000Z' },
    ]);
    expect(assumed.join()).toMatch(/the file's own/);
  });

  it('gives health alone where that is all; an unknown one is left out', async () => {
    expect((await read('aws-cloud-map/status.json')).records).toMatchObject([
      [
        { source_vm_id: 'cart-a', status: 'ok' },
        { source_vm_id: 'cart-b', status: 'error' },
      ],
    ]);
  });
});
