import { describe, expect, it } from 'vitest';
import { csv, withCase } from '../engine-kit/with-case.ts';

const instance = (id: string, ip: string, service?: string) => ({
  InstanceId: id,
  LaunchTime: '2026-03-01T00:00:00Z',
  Placement: { AvailabilityZone: 'eu-west-1a' },
  PrivateIpAddress: ip,
  Tags: service === undefined ? [] : [{ Key: 'service', Value: service }],
});

const FILES = {
  'instances.json': JSON.stringify({
    Reservations: [
      {
        OwnerId: '1',
        Instances: [
          instance('i-a', '10.0.0.1', 'cart'),
          instance('i-b', '10.0.0.2', 'stock'),
          instance('i-c', '10.0.0.3'),
        ],
      },
    ],
  }),
  'lookups.csv': csv(
    'timestamp,request_id,source_vm_id,fqdn,query_type,response_code,answer_ip',
    '2026-03-02T10:00:00Z,q1,i-a,stock.example,A,NOERROR,10.0.0.2',
    '2026-03-02T10:00:01Z,q2,i-c,stock.example,A,NOERROR,10.0.0.2',
  ),
};

describe('a service that was derived from a tag', () => {
  it('owns the tagged resource alone: another of the same account is of no service', async () => {
    await withCase(FILES, async ({ map, call }) => {
      const { dependencies, lookups, services } = await map();
      expect(services.map(({ id, namedBy }) => [id, namedBy])).toEqual([
        ['1/cart', ['tag or label service']],
        ['1/stock', ['tag or label service']],
      ]);
      expect(dependencies).toMatchObject([{ client: '1/cart', server: '1/stock', lookups: 1 }]);
      expect(lookups).toMatchObject({ resolved: 1, unresolved: { unowned: 1, contested: 0 } });
      const { namings } = await call('attributes.read', {});
      expect(namings).toMatchObject([
        { service: '1/cart', rule: 'tag or label service', citation: { line: 1 } },
        { service: '1/stock', rule: 'tag or label service', citation: { line: 1 } },
      ]);
    });
  });

  it('yields where a service tree states whose the account is', async () => {
    const tree = csv('service_id,subscription_id,resource_id', 'front,1,i-a', 'store,1,i-b', 'jobs,1,i-c');
    await withCase({ ...FILES, 'tree.csv': tree }, async ({ map }) => {
      const { dependencies, services } = await map();
      expect(dependencies).toMatchObject([
        { client: 'front', server: 'store', lookups: 1 },
        { client: 'jobs', server: 'store', lookups: 1 },
      ]);
      expect(services.flatMap(({ id, namedBy }) => (namedBy ? [id] : []))).toEqual(['1/cart', '1/stock']);
    });
  });
});
