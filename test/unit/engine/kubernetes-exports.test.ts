import { describe, expect, it } from 'vitest';
import { clock, every, second } from '../../engine-kit/beats.ts';
import { counted, exported } from '../../engine-kit/exports.ts';
import { at, RESPONSES } from '../../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../../engine-kit/with-case.ts';

type Labels = Readonly<Record<string, string>>;
const object = (kind: string, name: string, more: { labels?: Labels; created?: string; namespace?: string } = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: more.namespace ?? 'shop', labels: more.labels, creationTimestamp: more.created },
});
const pod = (name: string, podIP: string, labels: Labels, more: { start?: string; node?: string } = {}) => ({
  ...object('Pod', name, { labels }),
  spec: { nodeName: more.node ?? 'n1' },
  status: { phase: 'Running', podIP, startTime: more.start },
});
const service = (name: string, clusterIP: string, selector?: Labels, labels?: Labels) => ({
  ...object('Service', name, { created: at('01:00:00'), ...(labels ? { labels } : {}) }),
  spec: { clusterIP, selector },
});
const node = (name: string, region: string, created?: string) => ({
  ...object('Node', name, {
    labels: { 'topology.kubernetes.io/region': region },
    ...(created === undefined ? {} : { created }),
  }),
  status: { addresses: [] },
});
const list = (...items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** Lookups by `client`, `clock address`. */
const lookups = (...all: readonly string[]) =>
  csv(
    RESPONSES.replace('source_container_id', 'source_vm_id'),
    ...all.map((each, n) => {
      const [clock = '', address = ''] = each.split(' ');
      return `${at(`${clock}:00`)},q${n},shop/client,x${n}.example,A,NOERROR,${address}`;
    }),
  );

const CLIENT = pod('client', '10.1.0.1', { app: 'client' });

describe('Kubernetes objects', () => {
  it('are the same in files of their own as in one list: services lead to the pods that they select, pods are where their nodes are', async () => {
    const kinds = {
      pods: [
        CLIENT,
        pod('cart-1', '10.1.0.2', { app: 'cart', 'app.kubernetes.io/name': 'cart-api' }),
        pod('red-1', '10.1.0.3', { app: 'red', colour: 'yes' }),
        pod('blue-1', '10.1.0.4', { app: 'blue', colour: 'yes' }),
      ],
      services: [
        service('cart', '10.96.0.2', { app: 'cart' }),
        service('colours', '10.96.0.3', { colour: 'yes' }),
        service('old-db', '10.96.0.4', undefined, { app: 'ledger' }),
        service('idle', '10.96.0.5', { app: 'nobody' }),
      ],
      endpoints: [{ ...object('Endpoints', 'old-db'), subsets: [{ addresses: [{ ip: '10.60.0.5' }] }] }],
      nodes: [node('n1', 'eu')],
    };
    const asked = ['10.96.0.2', '10.1.0.2', '10.96.0.3', '10.96.0.4', '10.60.0.5', '10.96.0.5'];
    const found = {
      told: [
        'shop/blue 0 1',
        'shop/cart-api 2 0 eu',
        'shop/ledger 2 0 unknown',
        'shop/nobody 1 0 unknown',
        'shop/red 0 1',
      ],
      nobody: 0,
    };
    const apart = (order: readonly (readonly [string, readonly object[]])[]) =>
      Object.fromEntries(order.map(([kind, items], second) => [`10:00:0${second} ${kind}`, list(...items)]));
    const ways = [
      { '10:00:00 all': list(...Object.values(kinds).flat()) },
      apart(Object.entries(kinds)),
      apart(Object.entries(kinds).toReversed()),
    ];
    for (const way of ways) {
      await withCase({ 'lookups.csv': lookups(...asked.map((ip) => `10:00 ${ip}`)) }, async (test) => {
        await exported(test, way);
        expect(await counted(test)).toEqual(found);
        expect((await test.map()).services.map(({ id }) => id)).not.toContain('shop/cart');
      });
    }
  });

  it('are of their time: a later list ends pods that it lacks, all of them too, but no other kind of objects; what it says of starts and ends holds', async () => {
    const web = { app: 'web' };
    const front = service('front', '10.96.0.2', web);
    const balanced = { ...front, status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } } };
    const done = pod('job-1', '10.1.0.7', { app: 'job' }, { start: at('08:00:00') });
    const ended = [{ state: { terminated: { finishedAt: at('10:30:00') } } }];
    const asked = [
      ...['09:30', '10:15', '11:15'].map((clock) => `${clock} 192.0.2.7`),
      ...['10:15', '11:15', '12:15'].map((clock) => `${clock} 10.96.0.2`),
      ...['10:15', '10:35', '10:45'].map((clock) => `${clock} 10.1.0.7`),
      ...['10:15', '12:15'].map((clock) => `${clock} 10.1.0.2`),
    ];
    await withCase({ 'lookups.csv': lookups(...asked) }, async (test) => {
      const other = service('front', '10.96.0.2', { app: 'other' });
      const later = [
        CLIENT,
        { ...done, status: { ...done.status, phase: 'Succeeded', containerStatuses: ended } },
        pod('other-1', '10.1.0.7', { app: 'other' }, { start: at('10:40:00') }),
        pod('web-1', '10.1.0.2', web),
      ];
      await exported(test, {
        '10:00:00 all': list(CLIENT, pod('web-1', '10.1.0.2', web), front, done),
        '11:00:00 pods': list(...later),
        '11:00:05 services': list(balanced),
        '12:00:00 pods': list(CLIENT),
        '12:00:05 services': list(other),
      });
      expect(await counted(test)).toEqual({
        told: ['shop/job 1 0 unknown', 'shop/other 2 0 unknown', 'shop/web 4 0 unknown'],
        // The address of the load balancer before it is seen, that of the job between its end and the next pod, that of the last web.
        nobody: 4,
      });
    });
  });

  it('that a service selects are behind it while they are there: not while others are, and the last where none is', async () => {
    const [red, blue] = [
      { app: 'red', colour: 'yes' },
      { app: 'blue', colour: 'yes' },
    ];
    const front = service('colours', '10.96.0.2', { colour: 'yes' });
    const clocks = ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30'];
    await withCase({ 'lookups.csv': lookups(...clocks.map((clock) => `${clock} 10.96.0.2`)) }, async (test) => {
      await exported(test, {
        '10:00:00 all': list(CLIENT, pod('r-1', '10.1.0.2', red), pod('b-1', '10.1.0.3', blue), front),
        '11:00:00 pods': list(CLIENT, pod('r-1', '10.1.0.2', red)),
        '12:00:00 pods': list(CLIENT, pod('b-2', '10.1.0.3', blue, { start: at('11:50:00') })),
        '13:00:00 pods': list(CLIENT),
        // What it leads to does not change with its other addresses, while it selects by the same labels.
        '13:10:00 services': list({ ...front, status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } } }),
        '14:00:00 pods': list(CLIENT, pod('r-2', '10.1.0.2', red, { start: at('13:50:00') })),
        // A node is where it says, until it says otherwise.
        '09:00:00 nodes': list(node('n1', 'eu')),
        '12:40:00 nodes': list(node('n1', 'us', at('12:10:00'))),
      });
      expect(await counted(test)).toEqual({ told: ['shop/blue 2 2 unknown us', 'shop/red 2 2 eu us'], nobody: 0 });
    });
  });

  it('behind a service stand under the policies that hold of those that are there', async () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a-only', namespace: 'shop' },
      spec: { podSelector: { matchLabels: { tier: 'a' } }, policyTypes: ['Ingress'] },
    };
    const web = (tier: string) => ({ app: 'web', tier });
    const front = service('front', '10.96.0.2', { app: 'web' });
    const connections = csv(
      'timestamp,src_ip,src_port,dst_ip,dst_port,role',
      ...['09:30', '10:30', '11:30'].map((clock, n) => `${at(`${clock}:00`)},10.1.0.1,4000${n},10.96.0.2,80,connect`),
    );
    await withCase({ 'connections.csv': connections }, async (test) => {
      const ported = { ...front, spec: { ...front.spec, ports: [{ port: 80, targetPort: 8080 }] } };
      await exported(test, {
        '10:00:00 all': list(CLIENT, pod('web-1', '10.1.0.2', web('a')), ported, policy),
        '11:00:00 pods': list(CLIENT, pod('web-2', '10.1.0.3', web('b'), { start: at('10:50:00') })),
      });
      const { verdicts } = await test.call('policy.read', {});
      expect(verdicts.map(({ verdict, connections: of }) => `${verdict} ${of}`).sort()).toEqual([
        'denied 2',
        'not-covered 1',
      ]);
    });
  });

  it('of two clusters may be called alike: what a node says is of no pod of the other cluster', async () => {
    const cluster = (name: string, ready: string, since: string) =>
      list(
        { ...pod(`db-${name}`, name === 'east' ? '10.1.0.2' : '10.2.0.2', { app: 'db' }) },
        {
          ...node('n1', name),
          status: { conditions: [{ type: 'Ready', status: ready, lastTransitionTime: at(since) }] },
        },
      );
    const failing = (files: Files) =>
      withCase({ ...files, 'lookups.csv': lookups('09:00 10.1.0.2') }, async ({ call }) => {
        const { intervals } = await call('health.read', {});
        return intervals.map(({ service: id, status }) => `${id} ${status}`);
      });
    const east = { 'cluster=east/all.json': cluster('east', 'False', '10:00:00') };
    expect(await failing(east)).toEqual(['east/shop/db error']);
    expect(await failing({ ...east, 'cluster=west/all.json': cluster('west', 'True', '09:00:00') })).toEqual([
      'east/shop/db error',
    ]);
  });

  it('are copies of their service, each for itself: what one does is nothing that another did', async () => {
    const beats = (name: string, minutes: number) =>
      every(0, minutes * 60, 15).map((s) => `${clock(s)},shop/${name},monitor`);
    const asks = (name: string, minutes: number) =>
      every(0, minutes * 60, 20).map((s) => `${clock(s)},${name}${s},shop/${name},x.example,A,NOERROR,10.1.0.9`);
    const copies = ['db-1', 'db-2'].map((name, n) => pod(name, `10.1.0.${n + 2}`, { app: 'db' }));
    const files = {
      'pods.json': list(...copies, pod('web-1', '10.1.0.9', { app: 'web' })),
      'beats.csv': csv('timestamp,emitter,detector', ...beats('db-1', 20), ...beats('db-2', 40)),
      'lookups.csv': csv(
        RESPONSES.replace('source_container_id', 'source_vm_id'),
        ...asks('db-1', 20),
        ...asks('db-2', 40),
      ),
    };
    await withCase(files, async ({ call, map }) => {
      expect((await map()).services.find(({ id }) => id === 'shop/db')?.instances).toBe(2);
      const { silences } = await call('heartbeats.read', { window: { from: second(0), to: second(2400) } });
      expect(silences.map(({ emitter, verdict }) => [emitter, verdict])).toEqual([['shop/db-1', 'lost']]);
    });
  });

  it('of two clusters may be called alike: flows of Hubble are of the pods of their own cluster', async () => {
    const cluster = (name: string, net: string) => ({
      [`cluster=${name}/pods.json`]: list(
        pod('web-0', `${net}.0.1`, { app: 'web' }),
        pod('db-0', `${net}.0.2`, { app: 'db' }),
      ),
      [`cluster=${name}/flows.ndjson`]: `${JSON.stringify({
        flow: {
          time: clock(0),
          verdict: 'FORWARDED',
          IP: { source: `${net}.0.53`, destination: `${net}.0.1` },
          l4: { UDP: { source_port: 53, destination_port: 40001 } },
          source: {},
          destination: { namespace: 'shop', pod_name: 'web-0' },
          l7: { type: 'RESPONSE', dns: { query: 'db.shop.', rcode: 0, qtypes: ['A'], ips: [`${net}.0.2`], ttl: 30 } },
        },
      })}\n`,
    });
    await withCase({ ...cluster('east', '10.1'), ...cluster('west', '10.9') }, async ({ map }) => {
      const { dependencies } = await map();
      expect(dependencies.map(({ client, server, lookups: found }) => `${client} ${server} ${found}`)).toEqual([
        'east/shop/web east/shop/db 1',
        'west/shop/web west/shop/db 1',
      ]);
    });
  });
});
