import { describe, expect, it } from 'vitest';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';

const read = (name: string) => mappedFile(fixturePath(name));
const NONE = '00000000-0000-0000-0000-0000000000aa';
const MACHINE = `/subscriptions/${NONE}/resourcegroups/shop/providers/microsoft.compute/virtualmachines/cart-1`;
const INTERFACE = `/subscriptions/${NONE}/resourcegroups/shop/providers/microsoft.network/networkinterfaces/cart-1-nic`;

describe('Azure resources', () => {
  it.each([
    'arm-machines.json',
    'az-vm-list.json',
    'resource-graph-table.json',
    'resource-graph-objects.json',
    'portal.csv',
  ])(
    'name a machine by its unique id and its id in lower case, and lay its interfaces to its service (%s)',
    async (name) => {
      const { format, records, assumed } = await read(`azure-resources/${name}`);
      expect(format).toBe('azure-resources');
      expect(records[0]).toMatchObject([
        { vm_id: '0a0a0a0a-0000-0000-0000-000000000001', resource_id: MACHINE, location: 'westeurope', host: 'cart-1' },
        { vm_id: MACHINE, valid_from: '2026-01-05T08:00:00.1234567+00:00' },
        { service_id: `${NONE}/cart`, resource_id: MACHINE },
        { service_id: `${NONE}/cart`, resource_id: INTERFACE },
      ]);
      expect(assumed).toEqual(['services by tag or label service']);
    },
  );

  it('have the addresses that az shows with a machine', async () => {
    const { records } = await read('azure-resources/az-vm-show-d.json');
    const owner = { subscription_id: NONE, resource_id: MACHINE };
    expect(records[0]).toMatchObject([
      ...[{}, {}],
      ...['10.30.0.4', '10.30.0.5'].map((ip) => ({ ...owner, ip, kind: 'private' })),
      { ...owner, ip: '203.0.113.60', kind: 'public' },
      { service_id: `${NONE}/cart` },
    ]);
  });

  it('lay an address to the machine of its interface, whatever the case of its id; one that is not in use is skipped', async () => {
    const { records } = await read('azure-resources/arm-addresses.json');
    expect(records).toMatchObject([
      [{ ip: '10.30.0.4', kind: 'private', subscription_id: NONE, resource_id: MACHINE, region: 'westeurope' }],
      [{ ip: '203.0.113.60', kind: 'public', resource_id: MACHINE }],
      { skip: 'interfaces and addresses without an address' },
    ]);
    expect((await read('azure-resources/resource-graph-objects.json')).records[2]).toEqual({
      skip: 'resources of other types',
    });
  });
});

describe('Google Cloud', () => {
  it('instances are known by their long number, in list and aggregated list; a lent address is theirs since the last start', async () => {
    const { format, records } = await read('gcp-instances/list.json');
    expect(format).toBe('gcp-instances');
    const owner = { subscription_id: 'shop-prod', resource_id: '4000000000000000001' };
    expect(records[0]).toMatchObject([
      { ...owner, vm_id: '4000000000000000001', location: 'europe-west1', valid_from: '2026-01-05T01:00:00.000-07:00' },
      { ...owner, ip: '10.40.0.11', kind: 'private', valid_from: '2026-01-05T01:00:00.000-07:00' },
      { ...owner, ip: '203.0.113.11', kind: 'public', valid_from: '2026-03-01T01:00:00.000-07:00' },
      { ...owner, service_id: 'shop-prod/cart' },
    ]);
    const aggregated = await read('gcp-instances/aggregated.json');
    expect(aggregated.format).toBe('gcp-instances');
    expect(aggregated.records).toEqual([records[0], { skip: 'zones without instances' }]);
  });

  it('instances without a label are of the instance group that made them; a range of addresses is none', async () => {
    const { records, assumed } = await read('gcp-instances/list.json');
    expect(records[1]).toMatchObject([{}, {}, {}, { ip: '10.40.9.9' }, { service_id: 'shop-prod/stock' }]);
    expect(assumed).toContain('services by instance group that made the machine');
  });

  it('assets give instances and load balancers; history gives real intervals', async () => {
    const { format, records } = await read('gcp-assets/export.ndjson');
    expect(format).toBe('gcp-assets');
    expect(records).toMatchObject([
      [{ vm_id: '4000000000000000001' }, { ip: '10.40.0.11' }, { ip: '203.0.113.11' }, { service_name: 'cart' }],
      [{ ip: '203.0.113.90', kind: 'load_balancer', region: 'europe-west1' }, { service_id: 'shop-prod/front' }],
      { skip: 'assets of other types' },
    ]);
    const valid = { valid_from: '2026-03-01T08:00:00Z', valid_to: '2026-03-02T08:00:00Z' };
    // The second as Pub/Sub and BigQuery have it, and as Elasticsearch gives it back.
    for (const name of ['gcp-assets/history.json', 'gcp-assets/snake-hits.json']) {
      const history = await read(name);
      expect(history.format).toBe('gcp-assets');
      expect(history.records).toMatchObject([[valid, valid, valid, valid], { skip: 'deleted assets' }]);
    }
  });
});

describe('OpenStack servers', () => {
  it('have fixed and floating addresses, a project, and UTC times also where no zone is written', async () => {
    const { format, records } = await read('openstack/servers.json');
    expect(format).toBe('openstack');
    expect(records[0]).toMatchObject([
      { vm_id: '00000000-0000-0000-0000-0000000000d1', location: 'nova', valid_from: '2026-01-05T08:01:00.000000Z' },
      { ip: '192.168.70.3', kind: 'fixed' },
      { ip: '203.0.113.70', kind: 'floating' },
      { service_id: '6f70656e737461636b20342065766572/cart' },
    ]);
  });

  it('of the command line have addresses as lists or as one text; the project that it lacks is assumed', async () => {
    const { format, records, assumed } = await read('openstack/command.json');
    expect(format).toBe('openstack');
    expect(records).toMatchObject([
      [{}, { ip: '192.168.70.4' }, { ip: '2001:db8:70::4' }],
      [{}, { ip: '192.168.70.5' }, { ip: '2001:db8:70::5' }, { ip: '203.0.113.75' }],
    ]);
    expect(assumed).toEqual(['project openstack (the list names none)']);
  });
});
