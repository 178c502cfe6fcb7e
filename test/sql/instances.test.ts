import { describe, expect, it } from 'vitest';
import { FLEET, REQUESTS, RESPONSES, at, micros } from '../engine-kit/fleet.ts';
import { csv, withCase } from '../engine-kit/with-case.ts';

describe('the instance-to-instance map', () => {
  it('names the resources that asked and answered, each lookup once a pair', async () => {
    const files = {
      'vm-2.csv': csv(
        'container_id,subscription_id,resource_id,location,valid_from,valid_to',
        'c-web-2,sub-web,r-web-2,East,,',
      ),
      'ip-2.csv': csv('ip,subscription_id,resource_id,region,valid_from,valid_to', '10.0.0.9,sub-shop,r-shop-2,East,,'),
      'q.csv': csv(
        REQUESTS,
        `${at('10:00:00')},a,c-web,shop.example,A`,
        `${at('10:00:05')},b,c-web-2,shop.example,A`,
        `${at('10:00:09')},c,c-shop,shop.example,A`,
      ),
      'r.csv': csv(
        RESPONSES,
        `${at('10:00:00')},a,c-web,shop.example,A,NOERROR,10.0.0.2`,
        `${at('10:00:00')},a,c-web,shop.example,A,NOERROR,10.0.0.9`,
        `${at('10:00:05')},b,c-web-2,shop.example,A,NOERROR,10.0.0.2`,
        `${at('10:00:09')},c,c-shop,shop.example,A,NOERROR,10.0.0.2`,
      ),
    };
    await withCase({ ...FLEET, ...files }, async ({ call }) => {
      const { dependencies } = await call('map.instances', {});
      const pair = (clientInstance: string, serverInstance: string, clock: string) => ({
        client: 'web',
        clientInstance,
        server: 'shop',
        serverInstance,
        lookups: 1,
        firstSeen: micros(clock),
        lastSeen: micros(clock),
      });
      expect(dependencies).toEqual([
        pair('r-web', 'r-shop', '10:00:00'),
        pair('r-web', 'r-shop-2', '10:00:00'),
        pair('r-web-2', 'r-shop', '10:00:05'),
      ]);
    });
  });
});
