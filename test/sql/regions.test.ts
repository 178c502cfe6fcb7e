import { describe, expect, it } from 'vitest';
import { generateIncident } from '../../samples/generator/random-incident.ts';
import { at, FLEET, micros, REQUESTS, RESPONSES } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const WEB_ASKS: Files = {
  ...FLEET,
  'vm.csv': csv(
    'container_id,subscription_id,resource_id,location,ip,valid_from,valid_to',
    'c-web,sub-web,r-web,East,,,',
    'c-web2,sub-web,r-web2,,10.0.1.9,,',
    'c-web3,sub-web,r-web3,,,,',
    'c-shop,sub-shop,r-shop,East,,,',
  ),
  'ip.csv': csv(
    'ip,subscription_id,resource_id,region,valid_from,valid_to',
    '10.0.0.2,sub-shop,r-shop,East,,',
    '10.0.0.4,sub-shop,r-shop4,West,,',
    '10.0.0.3,sub-data,r-data,West,,',
    '10.0.1.9,sub-web,r-web2x,North,,',
  ),
  'q.csv': csv(
    REQUESTS,
    `${at('10:00:10')},a,c-web,shop.example,A`,
    `${at('10:00:50')},b,c-web2,shop.example,A`,
    `${at('10:01:00')},c,c-web3,shop.example,A`,
    `${at('10:02:30')},d,c-shop,data.example,A`,
  ),
  'r.csv': csv(
    RESPONSES,
    `${at('10:00:10')},a,c-web,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:00:10')},a,c-web,shop.example,A,NOERROR,10.0.0.4`,
    `${at('10:00:50')},b,c-web2,shop.example,A,NOERROR,10.0.0.4`,
    `${at('10:01:00')},c,c-web3,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:02:30')},d,c-shop,data.example,A,NOERROR,10.0.0.3`,
  ),
};

describe('flows from region to region', () => {
  it('begin where the inventory has the asking source, else where its address is, else in an unknown region', async () => {
    await withCase(WEB_ASKS, async ({ call }) => {
      const { flows, rows } = await call('regions.read', { service: 'web' });
      expect(
        flows.map(({ from, to, lookups, dependencies }) => `${from} → ${to} ${lookups} of ${dependencies}`),
      ).toEqual(['East → East 1 of 1', 'East → West 2 of 2', 'North → West 1 of 1', 'unknown → East 1 of 1']);
      expect(rows.map(({ service, counts }) => [service, counts])).toEqual([
        ['shop', { East: 2, West: 2 }],
        ['data', { West: 1 }],
      ]);
    });
  });

  it('follow the window to the microsecond, and say when each was first and last seen', async () => {
    await withCase(WEB_ASKS, async ({ call }) => {
      const window = { from: micros('10:00:10') + 1, to: micros('10:01:00') };
      const { flows } = await call('regions.read', { service: 'web', window });
      const seen = micros('10:00:50');
      expect(flows).toEqual([
        { from: 'North', to: 'West', lookups: 1, dependencies: 1, firstSeen: seen, lastSeen: seen },
      ]);
    });
  });

  it('lead to the lookups of that region alone, and to the record of the answer in it', async () => {
    await withCase(WEB_ASKS, async ({ call }) => {
      const { dependencies } = await call('regions.dependencies', {
        service: 'web',
        region: 'West',
        servers: ['shop'],
      });
      expect(dependencies.map(({ from, lookups }) => [from, lookups])).toEqual([
        ['East', 1],
        ['North', 1],
      ]);
      const window = { from: micros('10:00:00'), to: micros('11:00:00') };
      const dossier = (narrow: object) =>
        call('dependency.dossier', { client: 'web', server: 'shop', window, index: 0, ...narrow });
      expect((await dossier({})).count).toBe(3);
      const west = await dossier({ region: 'West' });
      expect(west.count).toBe(2);
      expect(west.lookup?.steps.find(({ role }) => role === 'response')?.record.raw).toContain('10.0.0.4');
      const east = await dossier({ region: 'East' });
      expect(east.lookup?.steps.find(({ role }) => role === 'response')?.record.raw).toContain('10.0.0.2');
      expect((await dossier({ region: 'West', askedFrom: 'North' })).lookup?.time).toBe(micros('10:00:50'));
      expect((await dossier({ region: 'North' })).count).toBe(0);
    });
  });

  it.each(['flows-1', 'flows-2'])('balance with the heatmap in the random incident %s, in any window', async (seed) => {
    const { files } = generateIncident({ seed, lookups: 800 });
    await withCase(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), async ({ call }) => {
      const map = await call('map.read', {});
      const span = map.window;
      const third = Math.floor((span.to - span.from) / 3);
      for (const window of [span, { from: span.from + third + 7, to: span.to - third - 7 }]) {
        for (const target of map.services.slice(0, 4).map(({ id }) => id)) {
          const { rows, flows } = await call('regions.read', { service: target, window });
          const cells: Record<string, number> = {};
          for (const { counts } of rows)
            for (const [region, lookups] of Object.entries(counts)) cells[region] = (cells[region] ?? 0) + lookups;
          const flowing: Record<string, number> = {};
          for (const { to, lookups } of flows) flowing[to] = (flowing[to] ?? 0) + lookups;
          expect(flowing).toEqual(cells);
        }
      }
    });
  });
});
