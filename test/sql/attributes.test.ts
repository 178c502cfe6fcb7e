import { expect, it } from 'vitest';
import { FLEET, REQUESTS, RESPONSES, at, micros } from '../engine-kit/fleet.ts';
import { runCli, runCliJson } from '../engine-kit/run-cli.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const TENANTS: Files = {
  ...FLEET,
  'vm.csv': csv(
    'container_id,subscription_id,resource_id,location,tenant,cluster,group,valid_from,valid_to',
    `c-web,sub-web,r-web,East,red,east-1,dc-1,,${at('10:30:00')}`,
    `c-web,sub-web,r-web,East,blue,east-1,dc-1,${at('10:30:00')},`,
    'c-shop,sub-shop,r-shop,East,,east-1,,,',
    'c-shop,sub-shop,r-shop,East,,west-1,,,',
    'c-data,sub-data,r-data,West,,,,,',
  ),
  'ip.csv': csv(
    'ip,subscription_id,resource_id,region,kind,valid_from,valid_to',
    '10.0.0.2,sub-shop,r-shop,East,load-balancer,,',
    '10.0.0.3,sub-data,r-data,West,instance,,',
  ),
  'tree.csv': csv(
    'service_id,service_name,subscription_id,tenant,namespace,valid_from,valid_to',
    'web,Web,sub-web,red,front,,',
    'shop,Shop,sub-shop,green,,,',
    'data,Data,sub-data,,,,',
  ),
  'requests.csv': csv(REQUESTS, `${at('10:00:00')},q1,c-web,shop.example,A`),
  'responses.csv': csv(RESPONSES, `${at('10:00:00')},q1,c-web,shop.example,A,NOERROR,10.0.0.2`),
};

it('tenant, namespace, cluster and data-centre group come from VM inventory and service tree as they are valid in the window', async () => {
  await withCase(TENANTS, async ({ call, casePath }) => {
    const said = async (from: string, to: string) => {
      const window = { from: micros(from), to: micros(to) };
      const { attributes } = await call('attributes.read', { window });
      return attributes.map(({ service, kind, state, values }) => `${service} ${kind} ${state} ${values.join(',')}`);
    };
    const always = [
      'shop cluster spread east-1,west-1',
      'web cluster known east-1',
      'web group known dc-1',
      'web namespace known front',
      'shop tenant known green',
    ];
    expect(await said('10:00:00', '10:30:00')).toEqual([...always, 'web tenant known red']);
    expect(await said('10:30:00', '11:00:00')).toEqual([...always, 'web tenant contested blue,red']);

    const report = await call('attributes.read', { window: { from: micros('10:00:00'), to: micros('10:30:00') } });
    expect(report.contestedInstances.map(({ service, kind, values }) => [service, kind, values])).toEqual([
      ['shop', 'cluster', ['east-1', 'west-1']],
    ]);
    expect(report.claims.find(({ kind }) => kind === 'namespace')?.citation).toMatchObject({ line: 2 });
    expect(report.shared.map(({ service, text }) => [service, text])).toEqual([
      ['shop', 'its address is of the kind “load-balancer”'],
    ]);
    expect(report.replicated).toEqual([
      { service: 'shop', regions: ['East'], clusters: ['east-1', 'west-1'], groups: [] },
    ]);
    await call('case.close', {});

    const map = ['map', '--case', casePath, '--from', at('10:00:00'), '--to', at('10:30:00')];
    expect(await runCliJson(...map)).toMatchObject({
      shared: [
        {
          service: 'shop',
          why: 'its address is of the kind “load-balancer”',
          reasons: [{ by: 'kind', kind: 'load-balancer' }],
        },
      ],
      replicated: [{ service: 'shop', locations: { regions: ['East'], clusters: ['east-1', 'west-1'], groups: [] } }],
    });
    const { out } = await runCli(...map);
    expect(out).toContain(
      '\n\nShared: Shop (its address is of the kind “load-balancer”).\nReplicated: Shop (clusters east-1, west-1).\n\nLookups ',
    );
    expect(await runCliJson(...map, '--service', 'Data')).toMatchObject({ shared: [], replicated: [] });
  });
});
