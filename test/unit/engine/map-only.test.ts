import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../shared/map/pairs.ts';
import { FLEET, RING } from '../../engine-kit/fleet.ts';
import { runCli, runCliJson } from '../../engine-kit/run-cli.ts';
import { csv, withCase } from '../../engine-kit/with-case.ts';

/** `web` asks for `shop`, which asks for `data`, which asks for web; `shop` alone is in the namespace market, it and data are of bluewater. */
const FILES = {
  ...FLEET,
  ...RING,
  'tree.csv': csv(
    'service_id,service_name,subscription_id,tenant,namespace,valid_from,valid_to',
    'web,Web,sub-web,redland,,,',
    'shop,Harbour Shop,sub-shop,bluewater,market,,',
    'data,Tide Data,sub-data,bluewater,,,',
  ),
};

/** What `map --only` prints of the case. */
const withOnly = (
  use: (only: (...args: readonly string[]) => ReturnType<typeof runCli>, path: string) => Promise<void>,
) =>
  withCase(FILES, async ({ call, casePath }) => {
    await call('case.close', {});
    await use((...args) => runCli('map', '--case', casePath, '--only', ...args), casePath);
  });

describe('the map of some services alone', () => {
  it('the map of one namespace names whom its services meet, in any format', () =>
    withOnly(async (only, path) => {
      for (const format of ['csv', 'dot', 'graphml', 'mermaid', undefined]) {
        const { out, code } = await only('Namespace=MARKET', ...(format ? ['--format', format] : []));
        expect(code, format).toBe(0);
        expect(out, format).toContain('Web');
        expect(out, format).toContain('Tide Data');
        expect(out, format).not.toMatch(/^data,|Tide Data +Web/m);
      }
      expect((await only('namespace=market')).out).toMatch(
        /^Only dependencies with an end of namespace market \(1 service\); .*\n\n.*2 dependencies/,
      );
      const map = await runCliJson<{ dependencies: Pair[]; instances: Pair[]; only: object }>(
        ...['map', '--case', path, '--only', 'namespace=market', '--instances'],
      );
      expect(map.dependencies.map(({ client, server }) => `${client} ${server}`)).toEqual(['shop data', 'web shop']);
      expect(map.only).toEqual({ where: [{ by: 'namespace', value: 'market' }], services: ['shop'] });
      expect(map.instances.map(({ client, server }) => `${client} ${server}`)).toEqual(['shop data', 'web shop']);
      const both = await runCliJson<{ only: object }>(
        ...['map', '--case', path, '--only', 'tenant=bluewater', '--only', 'namespace=market'],
      );
      expect(both.only).toMatchObject({ services: ['shop'] });
    }));

  it('an attribute or a value that the case does not know is told with those that it knows', () =>
    withOnly(async (only) => {
      for (const [said, told] of [
        ['region=West', 'Known are tenant (bluewater, redland); namespace (market).'],
        ['market', 'Write it as namespace=shop. Known are tenant'],
        ['namespace=bazaar', 'The namespaces are market.'],
        ['cluster=east', 'No record of the window names a cluster. Known are tenant'],
      ] as const) {
        const { code, err } = await only(said);
        expect([code, err], said).toEqual([2, expect.stringContaining(told)]);
      }
      const none = await only('namespace=market', 'tenant=redland');
      expect([none.code, none.err]).toEqual([2, expect.stringContaining('is of namespace market and tenant redland')]);
      for (const other of ['--tenant redland', '--infrastructure']) {
        const { code, err } = await only('namespace=market', ...other.split(' '));
        expect([code, err], other).toEqual([2, expect.stringContaining('at once')]);
      }
    }));
});
