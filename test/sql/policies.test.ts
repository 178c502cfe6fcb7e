import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { PolicyReport } from '../../shared/model/policy.ts';
import { FLEET, REQUESTS, RESPONSES, at, micros } from '../engine-kit/fleet.ts';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const POLICY = 'action,from_kind,from,to_kind,to,valid_from,valid_to';

/** `web` (red) asks for `shop` (blue) at 10:00, 10:20 and 10:40, and for `data` (red) at 10:10; `shop` for `data` at 10:30. */
const CASE: Files = {
  ...FLEET,
  'tree.csv': csv(
    'service_id,service_name,subscription_id,tenant,namespace,valid_from,valid_to',
    'web,Web,sub-web,red,front,,',
    'shop,Shop,sub-shop,blue,back,,',
    'data,Data,sub-data,red,back,,',
  ),
  'requests.csv': csv(
    REQUESTS,
    `${at('10:00:00')},q1,c-web,shop.example,A`,
    `${at('10:10:00')},q2,c-web,data.example,A`,
    `${at('10:20:00')},q3,c-web,shop.example,A`,
    `${at('10:30:00')},q4,c-shop,data.example,A`,
    `${at('10:40:00')},q5,c-web,shop.example,A`,
  ),
  'responses.csv': csv(
    RESPONSES,
    `${at('10:00:00')},q1,c-web,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:10:00')},q2,c-web,data.example,A,NOERROR,10.0.0.3`,
    `${at('10:20:00')},q3,c-web,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:30:00')},q4,c-shop,data.example,A,NOERROR,10.0.0.3`,
    `${at('10:40:00')},q5,c-web,shop.example,A,NOERROR,10.0.0.2`,
  ),
};

describe('policies held against a case', () => {
  it('say of each dependency what the rules of its time said, with the records of both', async () => {
    const policy = csv(
      POLICY,
      'allow,tenant,red,any,,,',
      `deny,tenant,red,tenant,blue,${at('10:20:00')},`,
      'allow,namespace,back,namespace,front,,',
      'deny,tenant,green,any,,,',
    );
    await withCase({ ...CASE, 'policy.csv': policy }, async ({ call }) => {
      const { verdicts, rules, counts, crossings, allowList } = await call('policy.read', {});
      const said = verdicts.map(({ client, server, verdict, lookups, crossing }) =>
        [client, server, verdict, lookups, crossing?.to ?? '-'].join(' '),
      );
      expect(said).toEqual([
        'web shop denied 2 blue',
        'shop data not-covered 1 red',
        'web shop allowed 1 blue',
        'web data allowed 1 -',
      ]);
      const denied = verdicts.find(({ verdict }) => verdict === 'denied');
      expect(denied?.part.from).toBe(micros('10:20:00'));
      expect(denied?.evidence.map(({ citation }) => [citation.path.split('/').at(-1), citation.line])).toEqual([
        ['requests.csv', 4],
        ['policy.csv', 3],
      ]);
      expect([counts, crossings]).toEqual([{ denied: 1, undecided: 0, 'not-covered': 1, allowed: 2 }, 2]);
      expect(rules.map(({ text, state, lookups }) => [text, state, lookups]).sort()).toEqual([
        ['allow namespace back → namespace front', 'unused', 0],
        ['allow tenant red → any', 'used', 2],
        ['deny tenant green → any', 'unmatched', 0],
        ['deny tenant red → tenant blue', 'used', 2],
      ]);
      expect(allowList).toEqual([
        {
          server: 'data',
          namespaces: [],
          services: ['shop', 'web'],
          denied: [],
          blocked: [],
          ports: [{ ports: null, namespaces: [], services: ['shop', 'web'] }],
        },
        {
          server: 'shop',
          namespaces: [],
          services: ['web'],
          denied: ['web'],
          blocked: [{ service: 'web', by: ['deny tenant red → tenant blue'] }],
          ports: [{ ports: null, namespaces: [], services: ['web'] }],
        },
      ]);
      const { yaml } = await call('policy.yaml', {});
      expect(yaml).toContain('kind: NetworkPolicy');
      expect(yaml).toMatch(/^# Denied today .*: Web\./m);

      const early = await call('policy.read', { window: { from: micros('10:00:00'), to: micros('10:20:00') } });
      expect(early.verdicts.map(({ verdict }) => verdict)).toEqual(['allowed', 'allowed']);
      expect(early.rules.map(({ text }) => text)).not.toContain('deny tenant red → tenant blue');
    });
  });

  it('take the regions of the lookups themselves, where rules speak of regions', async () => {
    const policy = csv(POLICY, 'deny,region,East,region,West,,', 'allow,region,East,region,East,,');
    await withCase({ ...CASE, 'policy.csv': policy }, async ({ call }) => {
      const { verdicts } = await call('policy.read', {});
      expect(verdicts.map(({ client, server, verdict, regions }) => [client, server, verdict, regions])).toEqual([
        ['shop', 'data', 'denied', { from: 'East', to: 'West' }],
        ['web', 'shop', 'allowed', { from: 'East', to: 'East' }],
        ['web', 'data', 'denied', { from: 'East', to: 'West' }],
      ]);
    });
  });
});

const instance = (service: string, index: number) => ({
  InstanceId: `i-${index}`,
  PrivateIpAddress: `10.0.0.${index + 1}`,
  LaunchTime: '2026-03-01T00:00:00Z',
  Placement: { AvailabilityZone: 'eu-west-1a' },
  Tags: [{ Key: 'service', Value: service }],
  SecurityGroups: [{ GroupId: 'sg-0a1' }],
});

/** A second instance of `shop`, in no group; and one of them at an address that no rule lets in. */
const BARE = { ...instance('shop', 20), SecurityGroups: [] };
const PUBLIC = { ...instance('shop', 1), PublicIpAddress: '198.51.100.7' };

/** Of a group that no record describes. */
const LOST = { ...instance('lost', 8), SecurityGroups: [{ GroupId: 'sg-0ff' }] };

const pod = (app: string, ip: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `${app}-1`, namespace: 'shop', uid: `uid-${app}`, labels: { app } },
  spec: { containers: [{ name: app, ports: [{ name: 'http', containerPort: 8080 }] }] },
  status: { podIP: ip, phase: 'Running', startTime: '2026-03-01T00:00:00Z' },
});

const fixture = (path: string) => readFile(new URL(`../fixtures/formats/${path}`, import.meta.url), 'utf8');

describe('policies as a cluster writes them', () => {
  it('select pods by the labels that they have in evidence, and are cited as their file has them', async () => {
    const pods = [pod('web', '10.1.0.1'), pod('cart', '10.1.0.2'), pod('stock', '10.1.0.3')];
    const lookup = (at: string, id: string, from: string, to: string) => [
      `${at},${id},uid-${from},${to}.example,A`,
      `${at},${id},uid-${from},${to}.example,A,NOERROR,${pods.find(({ metadata }) => metadata.labels.app === to)?.status.podIP}`,
    ];
    const lookups = [
      lookup(at('10:00:00'), 'q1', 'web', 'cart'),
      lookup(at('10:01:00'), 'q2', 'stock', 'cart'),
      lookup(at('10:02:00'), 'q3', 'cart', 'stock'),
    ];
    const files = {
      'pods.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }),
      'policies.yaml': await fixture('kubernetes-networkpolicy/policies.yaml'),
      'requests.csv': csv(REQUESTS, ...lookups.map(([request = '']) => request)),
      'responses.csv': csv(RESPONSES, ...lookups.map(([, response = '']) => response)),
    };
    await withCase(files, async ({ call, sources, add }) => {
      expect(sourceOf(sources, 'policies.yaml')).toMatchObject({
        format: 'kubernetes-networkpolicy',
        records: 2,
        accepted: 2,
      });
      const said = async () =>
        (await call('policy.read', {})).verdicts.map(({ client, server, verdict }) => `${client} ${server} ${verdict}`);
      expect(await said()).toEqual([
        'shop/cart shop/stock denied',
        'shop/stock shop/cart denied',
        'shop/web shop/cart allowed',
      ]);
      const { verdicts } = await call('policy.read', {});
      expect(verdicts[0]?.why).toContain('NetworkPolicy shop/closed');
      expect(verdicts[0]?.evidence.at(-1)?.citation).toMatchObject({ line: 9 });

      // A mesh that lets in the namespace alone changes nothing within it; a rule of one path cannot be judged.
      await add({ 'mesh.yaml': await fixture('istio-authorization/policies.yaml') });
      expect(await said()).toEqual([
        'shop/cart shop/stock denied',
        'shop/stock shop/cart denied',
        'shop/web shop/cart allowed',
      ]);
      const paths = (await fixture('istio-authorization/policies.yaml')).replace('cart, namespace', 'paths, namespace');
      const [added] = await add({
        'paths.yaml': paths
          .replace('ALLOW', 'DENY')
          .replace('- from:', "- to: [{ operation: { paths: ['/admin'] } }]\n      from:"),
      });
      expect(added).toMatchObject({ format: 'istio-authorization', accepted: 1 });
      expect(await said()).toEqual([
        'shop/cart shop/stock denied',
        'shop/stock shop/cart denied',
        'shop/web shop/cart undecided',
      ]);
      const { rules } = await call('policy.read', {});
      const hanging = rules.filter(({ state }) => state === 'undecided');
      expect(
        hanging.map(({ citation, dependencies, undecided }) => [
          citation?.path.split('/').at(-1),
          dependencies,
          undecided,
        ]),
      ).toEqual([['paths.yaml', 0, 1]]);
    });
  });

  it('are rejected with their line where they ask for something that policies do not have', async () => {
    const broken = (await fixture('istio-authorization/policies.yaml')).replace('namespaces:', 'colours:');
    await withCase(
      {
        'mesh.yaml': broken,
        'groups.json': await fixture('aws-security-groups/groups.json'),
        'instances.json': JSON.stringify({
          Reservations: [{ OwnerId: '9', Instances: [instance('web', 0), PUBLIC, BARE, LOST] }],
        }),
        'connections.csv': csv(
          'timestamp,src_ip,src_port,dst_ip,dst_port,protocol,role',
          `${at('10:00:00')},10.0.0.2,40001,10.0.0.1,443,tcp,connect`,
          `${at('10:01:00')},10.0.0.2,40002,10.0.0.1,22,tcp,connect`,
          `${at('10:02:00')},10.0.0.2,40003,10.0.0.9,443,tcp,connect`,
          `${at('10:03:00')},10.0.0.1,40004,10.0.0.21,443,tcp,connect`,
          `${at('10:04:00')},10.0.0.1,40004,10.0.0.2,22,tcp,connect`,
        ),
      },
      async ({ sources, call }) => {
        expect(sourceOf(sources, 'mesh.yaml')).toMatchObject({
          format: 'istio-authorization',
          rejected: 1,
          accepted: 0,
        });
        expect(sourceOf(sources, 'mesh.yaml').rejects[0]?.reason).toContain('spec.rules.0.from.0.source');
        expect(sourceOf(sources, 'groups.json')).toMatchObject({ format: 'aws-security-groups', accepted: 1 });
        // All but one instance of shop are of the group, which lets in 443 alone, from 10.0.0.0/8.
        const { verdicts, rules } = await call('policy.read', {});
        const cited = ({ evidence }: (typeof verdicts)[number]) =>
          evidence.map(({ citation }) => `${citation.path.split('/').at(-1)}:${citation.line}`);
        const pair = { client: '9/shop', server: '9/web', lookups: 0, connections: 1 };
        expect(verdicts).toMatchObject([
          { ...pair, verdict: 'denied', ports: [{ protocol: 'tcp', port: 22 }], firstSeen: micros('10:01:00') },
          { client: '9/web', server: '9/shop', verdict: 'denied', connections: 1, firstSeen: micros('10:04:00') },
          { ...pair, server: '9/lost', verdict: 'undecided', why: expect.stringContaining('sg-0ff') as string },
          { ...pair, verdict: 'allowed', ports: [{ protocol: 'tcp', port: 443 }], firstSeen: micros('10:00:00') },
          { client: '9/web', server: '9/shop', verdict: 'allowed', connections: 1, firstSeen: micros('10:03:00') },
        ]);
        const first = [3, 6, 4, 2, 5].map((line) => `connections.csv:${line}`);
        expect(verdicts.map((one) => cited(one)[0])).toEqual(first);
        expect(rules.filter(({ state }) => state === 'used').map(({ connections }) => connections)).toEqual([2, 2, 1]);
      },
    );
  });
});

describe('the allow-list as NetworkPolicies', () => {
  const podsOf = (...pods: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods });
  const deny = (name: string, spec: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n`;
  const SEEN: Files = {
    'cluster=east/pods.json': podsOf(pod('web', '10.1.0.1'), pod('db', '10.1.0.2')),
    'cluster=west/pods.json': podsOf(
      { ...pod('web', '10.2.0.1'), metadata: { ...pod('web', '').metadata, uid: 'uid-w' } },
      { ...pod('db', '10.2.0.2'), metadata: { ...pod('db', '').metadata, uid: 'uid-d' } },
    ),
    'cluster=east/services.json': podsOf({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { clusterIP: '10.96.0.9', selector: { app: 'db' }, ports: [{ port: 80, targetPort: 'http' }] },
    }),
    'ip.csv': csv(
      'ip,subscription_id,resource_id,region,kind,valid_from,valid_to',
      '10.96.0.8,west/shop,west/shop/db,,service,,',
      '192.0.2.5,sub-l,old,East,,,',
      '2001:db8::5,sub-l,old,East,,,',
    ),
    'tree.csv': csv('service_id,service_name,subscription_id,resource_id,valid_from,valid_to', 'old,Old,sub-l,old,,'),
    'connections.csv': csv(
      'timestamp,src_ip,src_port,dst_ip,dst_port,protocol,role',
      `${at('10:00:00')},10.1.0.1,40001,10.1.0.2,5432,tcp,connect`,
      `${at('10:01:00')},192.0.2.5,40002,10.1.0.2,5432,tcp,connect`,
      `${at('10:02:00')},10.1.0.1,40003,192.0.2.5,443,tcp,connect`,
      `${at('10:03:00')},10.2.0.1,40004,10.2.0.2,5432,tcp,connect`,
      `${at('10:04:00')},10.2.0.1,40005,10.1.0.2,5432,tcp,connect`,
      `${at('10:05:00')},10.1.0.1,40006,10.96.0.9,80,tcp,connect`,
      `${at('10:06:00')},10.2.0.1,40007,10.96.0.8,81,tcp,connect`,
    ),
  };
  const said = ({ verdicts }: PolicyReport) =>
    verdicts.map(({ client, server, verdict }) => `${client} ${server} ${verdict}`);

  it('lets in by itself all that was seen, from outside and from other clusters by address, and says what else denies it', async () => {
    const today = [deny('closed', '{ podSelector: {} }'), deny('mute', '{ podSelector: {}, policyTypes: [Egress] }')];
    let yaml = '';
    await withCase({ ...SEEN, 'cluster=east/today.yaml': today.join('---\n') }, async ({ call }) => {
      const report = await call('policy.read', {});
      expect(said(report)).toEqual([
        'east/shop/web east/shop/db denied',
        'east/shop/web old denied',
        'old east/shop/db denied',
        'west/shop/web east/shop/db denied',
        'west/shop/web west/shop/db not-covered',
      ]);
      expect(report.allowList.flatMap(({ blocked }) => blocked)).toEqual(
        Array(2).fill({ service: 'east/shop/web', by: ['NetworkPolicy shop/mute of east'] }),
      );
      ({ yaml } = await call('policy.yaml', {}));
    });
    expect(yaml).not.toContain('namespace: default');
    for (const cidr of ['192.0.2.5/32', '2001:db8::5/128', '10.2.0.1/32']) expect(yaml).toContain(`cidr: ${cidr}`);
    const comments = yaml.split('\n').filter((line) => line.startsWith('#'));
    expect(comments).toEqual([
      '# No pods, so no policy of this file is for them: Old.',
      '# web (east/shop/web) → Old was seen and stays denied by NetworkPolicy shop/mute of east: change that as well.',
      '# For the cluster east.',
      '# Denied today and seen all the same, so it is let in here: web (east/shop/web), Old, web (west/shop/web). Take it out where the denial is right.',
      '# Stays denied to web (east/shop/web) by NetworkPolicy shop/mute of east: this file holds ingress only, so change that as well.',
      '# No pods of this cluster, so let in by the addresses that they have in evidence: Old, web (west/shop/web).',
      '# For the cluster west.',
      expect.stringMatching(/^# On which port of its pods is not known .*: web \(west\/shop\/web\)\.$/),
    ]);
    // The Service of the east leads from 80 to what its pods call http; of the service address in the west, no record says where it leads.
    expect([...yaml.matchAll(/port: (\d+)/g)].map(([, port]) => port)).toEqual(['5432', '8080', '5432']);
    await withCase({ ...SEEN, 'allow-list.yaml': yaml }, async ({ call }) => {
      expect(said(await call('policy.read', {}))).toEqual([
        'east/shop/web old not-covered',
        'east/shop/web east/shop/db allowed',
        'old east/shop/db allowed',
        'west/shop/web east/shop/db allowed',
        'west/shop/web west/shop/db allowed',
        'west/shop/web west/shop/db allowed',
      ]);
    });
  });
});
