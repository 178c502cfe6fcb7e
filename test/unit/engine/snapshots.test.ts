import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { at, micros, RESPONSES } from '../../engine-kit/fleet.ts';
import { csv, sourceOf, withCase, writeFiles } from '../../engine-kit/with-case.ts';

const list = fileURLToPath(new URL('../../fixtures/formats/kubernetes/list.json', import.meta.url));

/** A list of pods, each `name ip`. */
const pods = (...all: readonly string[]) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: all.map((each) => {
      const [name = '', podIP] = each.split(' ');
      return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'n', labels: { app: name } },
        status: { phase: 'Running', podIP },
      };
    }),
  });

describe('a snapshot of a fleet', () => {
  it('alone holds for all times, which is marked; a service without pods of its own name is found by its selector', async () => {
    const lookups = csv(
      'timestamp,source_vm_id,fqdn,query_type,response_code,answer_ip',
      `${at('10:00:00')},shop/cart-5d9c7b9f4-x2x2x,stock-service.shop,A,NOERROR,10.96.0.20`,
      `${at('10:00:01')},shop/cart-5d9c7b9f4-x2x2x,stock-0.stock,A,NOERROR,10.244.1.12`,
    );
    await withCase({ 'list.json': await readFile(list), 'lookups.csv': lookups }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'list.json')).toMatchObject({
        format: 'kubernetes',
        records: 5,
        accepted: 4,
        skipped: { 'services without an address of their own': 1 },
        assumed: expect.arrayContaining([
          'valid from ever and until another snapshot of the fleet says otherwise',
        ]) as string[],
      });
      // A cluster address has no region of its own: it is where the pods behind it are.
      expect((await map()).dependencies).toMatchObject([
        { client: 'shop/cart', server: 'shop/stock', lookups: 2, regions: { 'eu-north': 2 } },
      ]);
    });
  });

  it('after another ends what it lacks or says otherwise, and begins what is new, in any order of import', async () => {
    const lookups = csv(
      RESPONSES.replace('source_container_id', 'source_vm_id'),
      ...['10:30:00', '11:30:00', '12:30:00'].map(
        (clock, n) => `${at(clock)},q${n},n/client,x.example,A,NOERROR,10.1.0.9`,
      ),
    );
    const snapshots = {
      'at-10.json': pods('client 10.1.0.1', 'old 10.1.0.9'),
      'at-11.json': pods('client 10.1.0.1', 'new 10.1.0.9'),
      'at-12.json': pods('client 10.1.0.1'),
    };
    for (const order of [Object.keys(snapshots), Object.keys(snapshots).reverse()]) {
      await withCase({ 'lookups.csv': lookups }, async ({ folder, call, map }) => {
        const paths = order.map((name) => join(folder, 'evidence', name));
        for (const [index, name] of order.entries()) {
          const path = paths[index] ?? '';
          await writeFile(path, snapshots[name as keyof typeof snapshots]);
          const when = new Date(at(`${name.slice(3, 5)}:00:00`));
          await utimes(path, when, when);
        }
        await call('evidence.import', { paths, options: {} });
        const found = await map();
        expect(found.dependencies.map(({ server, lookups: count }) => [server, count])).toEqual([
          ['n/new', 1],
          ['n/old', 1],
        ]);
        // After 12 o'clock the address belongs to nobody.
        expect(found.lookups).toMatchObject({ total: 3, resolved: 2, unresolved: { 'unknown-address': 1 } });
        // Between the first and the last snapshot that show it, a pod is known to be there; before and after it is assumed.
        const assumed = async (from: string, to: string) => {
          const window = { from: Date.parse(at(from)) * 1000, to: Date.parse(at(to)) * 1000 };
          const { services } = await call('map.read', { window });
          return services.map(({ id, instances, assumedValid }) => [id, instances, assumedValid]);
        };
        expect(await assumed('09:00:00', '09:30:00')).toEqual([
          ['n/client', 1, 1],
          ['n/new', 0, undefined],
          ['n/old', 1, 1],
        ]);
        expect(await assumed('10:30:00', '11:45:00')).toEqual([
          ['n/client', 1, undefined],
          ['n/new', 1, undefined],
          ['n/old', 1, undefined],
        ]);
        expect(await assumed('11:30:00', '12:30:00')).toMatchObject([
          ['n/client', 1, 1],
          ['n/new', 1, undefined],
          ['n/old', 0, undefined],
        ]);
        const { remarks, services } = await call('case.summary', {});
        expect(services.filter(({ assumedValid }) => assumedValid).map(({ id }) => id)).toEqual(['n/client']);
        expect(remarks).toContain(
          '1 service assumed valid at some time, from snapshots that do not say since when or how long',
        );
        const { html } = await call('report.html', { service: 'n/client', sections: ['map', 'regions'] });
        expect(html.match(/Assumed valid, from snapshots[^.]*: client\./g)).toHaveLength(2);
      });
    }
  });

  it('of policies ends what it lacks, and holds what it shows otherwise from then on, whenever that was created; of another cluster it ends nothing', async () => {
    const policy = (name: string, client: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: 'n', creationTimestamp: at('06:00:00') },
      spec: {
        podSelector: { matchLabels: { app: 'api' } },
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { app: client } }, namespaceSelector: { matchLabels: { team: 'a' } } },
            ],
          },
        ],
      },
    });
    const list = (...items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const namespace = (team: string) =>
      list({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels: { team } } });
    const files = {
      'cluster=east/pods.json': pods('web 10.1.0.1', 'new 10.1.0.2', 'other 10.1.0.3', 'api 10.1.0.9'),
      'connections.csv': csv(
        'timestamp,src_ip,src_port,dst_ip,dst_port,role',
        ...['11:00:00', '12:00:00'].flatMap((clock, n) =>
          [1, 2, 3].map((client) => `${at(clock)},10.1.0.${client},4000${n},10.1.0.9,8080,connect`),
        ),
      ),
    };
    await withCase(files, async ({ add, call }) => {
      await add(
        { 'later/policies.json': list(policy('some', 'other')), 'cluster=west/namespaces.json': namespace('b') },
        { at: micros('11:30:00') },
      );
      await add(
        {
          'first/policies.json': list(policy('some', 'web'), policy('gone', 'new')),
          'cluster=east/namespaces.json': namespace('a'),
        },
        { at: micros('10:00:00') },
      );
      const { verdicts } = await call('policy.read', {});
      const found = verdicts.map(({ client, verdict, part }) => [client, verdict, part.from]);
      expect(found.sort()).toEqual([
        ['east/n/new', 'allowed', micros('11:00:00')],
        ['east/n/new', 'denied', micros('11:30:00')],
        ['east/n/other', 'allowed', micros('11:30:00')],
        ['east/n/other', 'denied', micros('11:00:00')],
        ['east/n/web', 'allowed', micros('11:00:00')],
        ['east/n/web', 'denied', micros('11:30:00')],
      ]);
    });
  });

  it('decides with all of its fleet, and of policies with all of its namespace, whichever of them it has things in common with', async () => {
    const policy = (namespace: string, name: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    const mixed = (list: string, ...policies: readonly object[]) => {
      const { items, ...head } = JSON.parse(list) as { items: readonly object[] };
      return JSON.stringify({ ...head, items: [...items, ...policies] });
    };
    const lookups = csv(
      RESPONSES.replace('source_container_id', 'source_vm_id'),
      `${at('01:45:00')},q1,n/p1,x.example,A,NOERROR,10.1.0.2`,
      `${at('03:45:00')},q2,n/p2,x.example,A,NOERROR,10.1.0.2`,
    );
    await withCase({ 'lookups.csv': lookups }, async ({ folder, call }) => {
      const paths = await writeFiles(join(folder, 'evidence'), {
        '1.json': mixed(
          pods('p1 10.1.0.1', 'p2 10.1.0.2'),
          policy('n', 'p1'),
          policy('n', 'p2'),
          policy('other', 'p1'),
        ),
        '2.json': mixed(pods('p1 10.1.0.1'), policy('n', 'p1')),
        '3.json': mixed(pods('p2 10.1.0.2'), policy('n', 'p2'), policy('other', 'p2')),
      });
      for (const [n, path] of paths.entries())
        await utimes(path, new Date(at(`0${n + 1}:30:00`)), new Date(at(`0${n + 1}:30:00`)));
      await call('evidence.import', { paths, options: {} });
      const instances = async (from: string, to: string) => {
        const { services } = await call('map.read', { window: { from: micros(from), to: micros(to) } });
        return services.map(({ instances: of }) => of);
      };
      expect(await instances('01:31:00', '02:30:00')).toEqual([1, 1]);
      expect(await instances('02:30:00', '03:30:00')).toEqual([1, 0]);
      expect(await instances('03:30:00', '04:30:00')).toEqual([0, 1]);
      const { rules } = await call('policy.read', {});
      const found = rules.map(({ text, from, to }) => [text.split(/[ :]/)[1], from, to]);
      expect(found.sort()).toEqual([
        ['n/p1', null, micros('03:30:00')],
        ['n/p2', null, micros('02:30:00')],
        ['n/p2', micros('03:30:00'), null],
        ['other/p1', null, micros('03:30:00')],
        ['other/p2', micros('03:30:00'), null],
      ]);
    });
  });

  it('that shows a policy as before leaves it its beginning, also among other objects; labels that change are of their time, and a connection that lasts over them counts once where they change nothing', async () => {
    const pod = (name: string, podIP: string, tier: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'n', labels: { app: name, tier } },
      status: { phase: 'Running', podIP },
    });
    const policy = (tier: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'n', creationTimestamp: at('06:00:00') },
      spec: {
        podSelector: { matchLabels: { app: 'api' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { tier } } }] }],
      },
    });
    const closed = {
      ...policy('none'),
      metadata: { ...policy('none').metadata, name: 'closed' },
      spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] },
    };
    const list = (...items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const connections = csv(
      'timestamp,end_timestamp,src_ip,src_port,dst_ip,dst_port,role',
      ...['05:00:00', '09:30:00', '11:00:00', '12:00:00'].map(
        (clock, n) => `${at(clock)},,10.1.0.1,4000${n},10.1.0.9,8080,connect`,
      ),
      `${at('09:30:00')},${at('11:45:00')},10.1.0.1,50000,10.1.0.8,5432,connect`,
    );
    const fleet = (tier: string) => [
      pod('web', '10.1.0.1', tier),
      pod('api', '10.1.0.9', 'old'),
      pod('db', '10.1.0.8', 'old'),
    ];
    await withCase({ 'connections.csv': connections }, async ({ add, call }) => {
      const before = list(...fleet('old'), policy('new'), closed);
      await add({ '1/all.json': before }, { at: micros('09:00:00') });
      const after = list(...fleet('new'), policy('new'), closed);
      await add({ '2/all.json': after }, { at: micros('10:00:00') });
      await add({ '3/policies.json': list(policy('other'), closed) }, { at: micros('11:30:00') });
      const { verdicts } = await call('policy.read', {});
      const found = verdicts.map(({ verdict, connections: of, part }) => [part.from, verdict, of]);
      expect(found.sort()).toEqual([
        [micros('05:00:00'), 'denied', 1],
        [micros('05:00:00'), 'not-covered', 1],
        [micros('06:00:00'), 'denied', 1],
        [micros('10:00:00'), 'allowed', 1],
        [micros('11:30:00'), 'denied', 1],
      ]);
    });
  });

  it('is what an inventory without columns of validity is taken as: for ever, assumed', async () => {
    const files = {
      'tree.csv': csv('service_id,service_name,subscription_id,valid_from,valid_to', 'a,A,sub-a,,', 'b,B,sub-b,,'),
      'vm.csv': csv('vm_id,subscription_id', 'vm-a,sub-a'),
      'ip.csv': csv('ip,subscription_id,valid_from,valid_to', '10.0.0.2,sub-b,,'),
      'lookups.csv': csv(
        RESPONSES.replace('source_container_id', 'source_vm_id'),
        `${at('10:00:00')},q,vm-a,b.example,A,NOERROR,10.0.0.2`,
      ),
    };
    await withCase(files, async ({ sources, map, call }) => {
      expect(sources.map(({ assumed }) => assumed.join()).filter((what) => what !== '')).toEqual([
        'valid for ever: it has no valid_from and valid_to',
      ]);
      expect((await map()).services.map(({ id, assumedValid }) => [id, assumedValid])).toEqual([
        ['a', 1],
        ['b', undefined],
      ]);
      expect((await call('case.summary', {})).remarks.join()).toContain('1 service assumed valid');
    });
  });

  it('of pods and, seconds later, of services shows parts of the workloads each: whose a pod is does not end', async () => {
    const lookups = csv(
      RESPONSES.replace('source_container_id', 'source_vm_id'),
      `${at('11:00:00')},q1,n/client,x.example,A,NOERROR,10.1.0.9`,
      `${at('11:00:01')},q2,n/client,y.example,A,NOERROR,10.1.0.8`,
    );
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'n' } };
    const spec = { clusterIP: '10.96.0.2', selector: { app: 'web' } };
    const services = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ ...service, spec }] });
    await withCase({ 'lookups.csv': lookups }, async ({ add, map }) => {
      await add(
        { 'pods.json': pods('client 10.1.0.1', 'web 10.1.0.8', 'worker 10.1.0.9') },
        { at: micros('10:00:00') },
      );
      await add({ 'services.json': services }, { at: micros('10:00:05') });
      const found = await map();
      expect(found.dependencies.map(({ server, lookups: count }) => [server, count])).toEqual([
        ['n/web', 1],
        ['n/worker', 1],
      ]);
      expect(found.lookups).toMatchObject({ total: 2, resolved: 2 });
    });
  });

  it('of objects in no list ends nothing but what it says otherwise itself, and one that lacks most of a fleet is asked about', async () => {
    const lookups = csv(
      RESPONSES.replace('source_container_id', 'source_vm_id'),
      ...['10:30:00', '11:30:00'].map((clock, n) => `${at(clock)},q${n},n/client,x.example,A,NOERROR,10.1.0.9`),
    );
    const [lone] = (JSON.parse(pods('client 10.1.0.1')) as { items: object[] }).items;
    const later = async (text: string) => {
      const found = { unresolved: {}, remarks: [''] };
      await withCase({ 'lookups.csv': lookups }, async ({ folder, call, map }) => {
        const evidence = { 'at-10.json': pods('client 10.1.0.1', 'web 10.1.0.9', 'cart 10.1.0.8'), 'at-11.json': text };
        const paths = await writeFiles(join(folder, 'evidence'), evidence);
        for (const [n, path] of paths.entries())
          await utimes(path, new Date(at(`1${n}:00:00`)), new Date(at(`1${n}:00:00`)));
        await call('evidence.import', { paths, options: {} });
        Object.assign(found, {
          unresolved: (await map()).lookups.unresolved,
          remarks: (await call('case.summary', {})).remarks,
        });
      });
      return found;
    };
    const documents = [lone, { ...lone, metadata: { name: 'late', namespace: 'n' } }].map((one) => stringify(one));
    for (const text of [JSON.stringify(lone), documents.join('---\n')]) {
      const found = await later(text);
      expect(found.unresolved).toMatchObject({ 'unknown-address': 0 });
      expect(found.remarks.join()).not.toContain('lacks them');
    }
    const filtered = await later(pods('client 10.1.0.1'));
    expect(filtered.unresolved).toMatchObject({ 'unknown-address': 1 });
    expect(filtered.remarks.join()).toMatch(/4 of 6 things .* end where at-11\.json lacks them: .* take it out/);
  });
});
