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
