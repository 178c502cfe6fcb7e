import { describe, expect, it } from 'vitest';
import { counted, exported } from '../../engine-kit/exports.ts';
import { at, RESPONSES } from '../../engine-kit/fleet.ts';
import { csv, withCase } from '../../engine-kit/with-case.ts';

/** Lookups by an address that each give one, `clock address`. */
const lookups = (client: string, ...all: readonly string[]) =>
  csv(
    RESPONSES.replace('source_container_id', 'source_ip'),
    ...all.map((each, n) => {
      const [clock = '', address = ''] = each.split(' ');
      return `${at(`${clock}:00`)},q${n},${client},x${n}.example,A,NOERROR,${address}`;
    }),
  );

describe('exports of a fleet at several times', () => {
  it('of a Consul service each do not end the other services of a node', async () => {
    const entry = (node: string, address: string, service: string) =>
      JSON.stringify([
        {
          Node: { ID: `id-${node}`, Node: node, Address: address, Datacenter: 'dc1' },
          Service: { ID: service, Service: service, Address: '', Port: 80 },
          Checks: [],
        },
      ]);
    const asked = lookups('10.0.0.6', '09:30 10.0.0.5', '10:30 10.0.0.5', '11:30 10.0.0.5');
    await withCase({ 'lookups.csv': asked }, async (test) => {
      await exported(test, {
        '10:00:00 client': entry('n2', '10.0.0.6', 'client'),
        '10:00:05 web': entry('n1', '10.0.0.5', 'web'),
        '10:00:10 api': entry('n1', '10.0.0.5', 'api'),
        '11:00:05 web': entry('n1', '10.0.0.5', 'web'),
        '11:00:10 api': entry('n1', '10.0.0.5', 'api'),
      });
      const found = await test.map();
      expect(found.dependencies.map(({ server, contested }) => [server, contested])).toEqual([
        ['dc1/api', 3],
        ['dc1/web', 3],
      ]);
    });
  });

  it('give an address to nobody from the end of its container, which a later export tells, to the start of the next', async () => {
    const container = (name: string, ip: string, started: string, finished = '') => ({
      Id: name.padEnd(64, '0'),
      Created: at('06:00:00'),
      Name: `/${name}`,
      State: {
        Status: finished === '' ? 'running' : 'exited',
        Running: finished === '',
        StartedAt: at(started),
        FinishedAt: finished === '' ? '0001-01-01T00:00:00Z' : at(finished),
      },
      HostConfig: {},
      Config: { Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': name } },
      NetworkSettings: { Networks: { shop_default: { IPAddress: finished === '' ? ip : '' } } },
    });
    const client = container('client', '172.18.0.2', '06:00:00');
    const clocks = ['09:30', '10:15', '10:32', '10:45', '11:20'];
    const asked = lookups('172.18.0.2', ...clocks.map((clock) => `${clock} 172.18.0.3`));
    await withCase({ 'lookups.csv': asked }, async (test) => {
      await exported(test, {
        '10:00:00 all': JSON.stringify([client, container('db', '172.18.0.3', '08:00:00')]),
        '11:00:00 all': JSON.stringify([
          client,
          container('db', '172.18.0.3', '08:00:00', '10:30:00'),
          container('cache', '172.18.0.3', '10:35:00'),
        ]),
      });
      expect(await counted(test)).toEqual({
        told: ['shop/cache 2 0 unknown', 'shop/db 2 0 unknown'],
        nobody: 1,
      });
    });
  });
});
