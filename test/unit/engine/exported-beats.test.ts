import { describe, expect, it } from 'vitest';
import { every, second } from '../../engine-kit/beats.ts';
import { exported } from '../../engine-kit/exports.ts';
import { at, REQUESTS } from '../../engine-kit/fleet.ts';
import { csv, withCase } from '../../engine-kit/with-case.ts';

const minute = (n: number) => `10:${String(n).padStart(2, '0')}:00`;

/** Lookups of a machine, one in each of some minutes. */
const asked = (machine: string, minutes: readonly number[]) =>
  csv(
    REQUESTS.replace('source_container_id', 'source_vm_id'),
    ...minutes.map((n) => `${at(minute(n))},q${n},${machine},x.example,A`),
  );

describe('nodes of Consul that are called alike in two data centres', () => {
  const entry = (centre: string, node: string, address: string, heard: boolean) => ({
    Node: { ID: `${centre}-${node}`, Node: node, Address: address, Datacenter: centre },
    Service: { ID: `db-${node}`, Service: 'db', Address: '', Port: 80 },
    Checks: [{ Node: node, CheckID: 'serfHealth', Status: heard ? 'passing' : 'critical', ServiceID: '' }],
  });
  const CENTRES = [
    ['dc1', '10.1.0'],
    ['dc2', '10.9.0'],
  ] as const;
  const exportsOf = (centres: typeof CENTRES | readonly [(typeof CENTRES)[0]]) =>
    Object.fromEntries(
      centres.flatMap(([centre, net]) =>
        every(0, 20).map((n) => [
          `${minute(n)} ${centre}`,
          JSON.stringify([
            entry(centre, 'n1', `${net}.1`, true),
            entry(centre, 'n2', `${net}.2`, centre !== 'dc1' || n < 6),
          ]),
        ]),
      ),
    );

  it.each([
    ['one', exportsOf([CENTRES[0]])],
    ['two', exportsOf(CENTRES)],
  ])('are told apart, and found in the inventory, in %s of them', async (_, files) => {
    await withCase({ 'asked.csv': asked('dc2-n2', every(0, 20)) }, async (test) => {
      await exported(test, files);
      const { silences, runtimes } = await test.call('heartbeats.read', {});
      expect(silences).toMatchObject([
        {
          emitter: 'dc1/n2',
          service: 'dc1/db',
          from: second(360),
          detectors: ['dc1/consul serf'],
          verdict: 'unconfirmed',
        },
      ]);
      const known = runtimes
        .filter(({ emits }) => emits)
        .map(({ name, knownAs, services }) => [name, knownAs, services]);
      expect(known.slice(0, 2)).toEqual([
        ['dc1/n1', 'source', ['dc1/db']],
        ['dc1/n2', 'source', ['dc1/db']],
      ]);
    });
  });
});

describe('pods of two clusters at one address', () => {
  const pods = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        kind: 'Pod',
        metadata: { name: 'db-1', namespace: 'shop', labels: { app: 'db' } },
        spec: { nodeName: 'n1' },
        status: { phase: 'Running', podIP: '10.1.0.2', startTime: at('01:00:00') },
      },
    ],
  });
  const up = (minutes: readonly number[], cluster?: string) =>
    JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: ['10.1.0.2:8080', '10.1.0.3:8080'].map((instance, nth) => ({
          metric: { __name__: 'up', instance, cluster },
          values: (nth === 0 ? minutes : every(0, 20)).map((n) => [second(n * 60) / 1e6, '1']),
        })),
      },
    });
  const inventories = { 'cluster=east/pods.json': pods, 'cluster=west/pods.json': pods };
  const silence = { emitter: 'east/10.1.0.2:8080', from: second(360), detectors: ['east/prometheus'] };

  it('are told apart by the cluster of their Prometheus; what is done from the address tells of neither', async () => {
    const files = {
      ...inventories,
      'cluster=east/up.json': up(every(0, 6)),
      'cluster=west/up.json': up(every(0, 20)),
      'asked.csv': asked('10.1.0.2', every(0, 20)).replace('source_vm_id', 'source_ip'),
    };
    await withCase(files, async ({ call }) => {
      const { losses, silences } = await call('heartbeats.read', {});
      expect(losses.map(({ emitter, kind }) => [emitter, kind])).toEqual([['east/10.1.0.2:8080', 'emitter-silent']]);
      expect(silences).toMatchObject([{ ...silence, service: 'east/shop/db', verdict: 'unconfirmed' }]);
    });
  });

  it('are told apart by the label of the series, too; one that the inventories hold in another cluster alone is not that', async () => {
    const files = {
      'cluster=west/pods.json': pods,
      'east.json': up(every(0, 6), 'east'),
      'west.json': up(every(0, 20), 'west'),
    };
    await withCase(files, async ({ call }) => {
      const { silences, runtimes } = await call('heartbeats.read', {});
      expect(silences).toMatchObject([{ ...silence, service: null }]);
      expect(runtimes.find(({ name }) => name === 'west/10.1.0.2:8080')).toMatchObject({ services: ['west/shop/db'] });
    });
  });

  it('are found where no other cluster is known, and act by that address', async () => {
    const files = {
      'cluster=east/pods.json': pods,
      'cluster=east/up.json': up(every(0, 6)),
      'asked.csv': asked('10.1.0.2', every(0, 20)).replace('source_vm_id', 'source_ip'),
    };
    await withCase(files, async ({ call }) => {
      const { silences } = await call('heartbeats.read', {});
      expect(silences).toMatchObject([{ ...silence, service: 'east/shop/db', verdict: 'active' }]);
    });
  });
});
