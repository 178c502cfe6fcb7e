import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { withFolder } from '../../engine-kit/with-case.ts';

const read = (name: string, keys?: Record<string, string>) => mappedFile(fixturePath(name), keys);

describe('Kubernetes objects of several kinds in one file', () => {
  const object = (kind: string, apiVersion: string, spec: object) => ({
    ...{ apiVersion, kind },
    metadata: { name: 'x', namespace: 'back' },
    spec,
  });
  const network = object('NetworkPolicy', 'networking.k8s.io/v1', { podSelector: {} });
  const mesh = object('AuthorizationPolicy', 'security.istio.io/v1', { rules: [{}] });
  const secret = object('Secret', 'v1', {});
  const pod = object('Pod', 'v1', {});
  const NETWORK = [{ table: 'policy_document', dialect: 'kubernetes' }];
  const MESH = [{ table: 'policy_document', dialect: 'istio' }];

  it.each([
    ['a NetworkPolicy alone', [network], 'kubernetes-networkpolicy', [NETWORK]],
    ['an AuthorizationPolicy alone', [mesh], 'istio-authorization', [MESH]],
    ['both', [network, mesh], 'kubernetes', [NETWORK, MESH]],
    ['one beside a kind that says nothing', [mesh, secret], 'kubernetes', [MESH, { skip: 'objects of kind Secret' }]],
    ['all', [network, mesh, secret], 'kubernetes', [NETWORK, MESH, { skip: 'objects of kind Secret' }]],
    ['both after a pod', [pod, network, mesh], 'kubernetes', [expect.anything(), NETWORK, MESH]],
  ])('are taken in whole: %s', async (_, items, format, rows) => {
    await withFolder(async (folder) => {
      const list = join(folder, 'list.json');
      await writeFile(list, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      const documents = join(folder, 'documents.yaml');
      await writeFile(documents, items.map((one) => stringify(one)).join('---\n'));
      for (const path of [list, documents]) {
        const found = await mappedFile(path);
        expect(found.format).toBe(format);
        expect(found.records).toMatchObject(rows);
      }
    });
  });
});

describe('What policies select in Kubernetes', () => {
  const labels = { 'kubernetes.io/metadata.name': 'back' };
  const address = { clusterIP: '10.96.0.9' };
  const ports = [
    { port: 80, targetPort: 'http' },
    { port: 53, protocol: 'UDP' },
  ];
  const leads = [
    { protocol: 'tcp', port: 80, target: 'http' },
    { protocol: 'udp', port: 53, target: 53 },
  ];
  const containers = [
    { ports: [{ name: 'http', containerPort: 8080 }] },
    { ports: [{ name: 'http', containerPort: 8443, protocol: 'UDP' }] },
  ];
  const namedPorts = [
    { name: 'http', protocol: 'tcp', port: 8080 },
    { name: 'http', protocol: 'udp', port: 8443 },
  ];
  it.each([
    ['a namespace, by its name alone', 'Namespace', labels, {}, [['namespace', 'back', { labels }]]],
    ['a namespace that is written without', 'Namespace', undefined, {}, [['namespace', 'back', { labels }]]],
    [
      'a namespace in other words',
      'Namespace',
      { a: 'b' },
      {},
      [['namespace', 'back', { labels: { ...labels, a: 'b' } }]],
    ],
    [
      'a service, which leads to the ports of its pods',
      'Service',
      undefined,
      { ...address, selector: { app: 'x' }, ports },
      [['service', '10.96.0.9', { selector: { app: 'x' }, servicePorts: leads }]],
    ],
    [
      'a service without pods, of which its endpoints say where it leads',
      'Service',
      undefined,
      { ...address, ports },
      [],
    ],
    [
      'a pod, itself and at its address',
      'Pod',
      { app: 'x' },
      { containers },
      [
        ['source', 'x/back', { labels: { app: 'x' }, namedPorts }],
        ['address', '10.1.0.1', { labels: { app: 'x' }, namedPorts }],
      ],
    ],
    [
      'a pod of which no container names a port, but a sidecar does',
      'Pod',
      undefined,
      {
        containers: [{}],
        initContainers: [
          { ports: [{ name: 'once', containerPort: 1 }] },
          { restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 15006 }] },
        ],
      },
      ['source', 'address'].map((kind) => [
        kind,
        kind === 'source' ? 'x/back' : '10.1.0.1',
        { labels: {}, namedPorts: [{ name: 'proxy', protocol: 'tcp', port: 15006 }] },
      ]),
    ],
    [
      'a pod at the address of its node',
      'Pod',
      undefined,
      { hostNetwork: true },
      [['source', 'x/back', { labels: {} }]],
    ],
  ])('%s', async (_, kind, own, spec, expected) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'one.json');
      const metadata = {
        name: 'back',
        ...(own ? { labels: own } : {}),
        ...(kind === 'Namespace' ? {} : { namespace: 'x' }),
      };
      await writeFile(path, JSON.stringify({ apiVersion: 'v1', kind, metadata, spec, status: { podIP: '10.1.0.1' } }));
      const rows = (await mappedFile(path)).records.flat() as Record<string, string>[];
      const subjects = rows.filter(({ table }) => table === 'policy_subject');
      expect(
        subjects.map(({ subject_kind, subject, traits }) => [
          subject_kind,
          subject,
          JSON.parse(traits ?? '') as unknown,
        ]),
      ).toEqual(expected);
    });
  });
});

describe('Kubernetes endpoints', () => {
  it('that are neither pods nor nodes are a resource of their own, as they are called; the build gives them to their service', async () => {
    const { format, records } = await read('kubernetes/endpoints.json');
    expect(format).toBe('kubernetes');
    const database = { subscription_id: 'shop', resource_id: 'shop/endpoints/old-db' };
    const ofPods = { skip: 'endpoints that are pods or nodes, or have no address' };
    expect(records.slice(1)).toMatchObject([
      [{ ip: '10.60.0.5', ...database }, { ip: '10.60.0.6', ...database }, { service_id: 'shop/old-db' }],
      [{ ip: '10.60.0.7', resource_id: 'shop/endpoints/billing' }, { service_id: 'shop/billing' }],
      ofPods,
      { skip: 'infrastructure: endpoints of the API server' },
    ]);
  });
});

describe('Docker containers', () => {
  it('are known by long and short id and by an address in each network; the service is of compose, else the name', async () => {
    const { format, records } = await read('docker-inspect/containers.json');
    expect(format).toBe('docker-inspect');
    expect(records[0]).toMatchObject([
      { container_id: 'a'.repeat(64), subscription_id: 'shop', valid_from: '2026-03-01T10:00:00.123456789Z' },
      { container_id: 'a'.repeat(12) },
      { ip: '172.18.0.2', resource_id: 'a'.repeat(64) },
      { ip: '172.19.0.2' },
      { service_id: 'shop/cart' },
    ]);
    expect(records[0]).not.toHaveProperty('0.valid_to');
    expect(records[1]).toMatchObject([{ valid_to: '2026-03-01T12:00:00Z' }, {}, { service_id: 'docker/registry' }]);
  });

  it('of different hosts are kept apart by the host that the path names', async () => {
    const { records } = await read('docker-inspect/containers.json', { host: 'node-7' });
    expect(records[0]).toContainEqual(
      expect.objectContaining({ service_id: 'node-7/shop/cart', subscription_id: 'node-7/shop' }),
    );
  });
});

describe('Nomad allocations', () => {
  it('have their own address, else that of their node; the service is the job, and the group where it is called otherwise', async () => {
    const { format, records } = await read('nomad/allocations.json');
    expect(format).toBe('nomad');
    expect(records).toMatchObject([
      [
        { vm_id: '00000001-0000-0000-0000-000000000000', host: 'worker-1', valid_from: '2026-03-01T10:00:00.5Z' },
        { ip: '172.26.64.2', kind: 'allocation' },
        { service_id: 'default/cart' },
      ],
      [
        { valid_to: '2026-03-01T12:00:00Z' },
        { ip: '10.50.0.1', kind: 'node', valid_to: '2026-03-01T12:00:00Z' },
        { service_id: 'default/stock/api' },
      ],
    ]);
    expect(records[0]).not.toHaveProperty('0.valid_to');
  });
});

describe('Consul', () => {
  it('gives an instance the address of its service, else of its node, and its checks as health; those of the node are not the service', async () => {
    const { format, records } = await read('consul/health.json');
    expect(format).toBe('consul');
    expect(records).toMatchObject([
      [
        { vm_id: '00000000-0000-0000-0000-000000000001', subscription_id: 'dc1', resource_id: 'dc1/node-1/cart-1' },
        { vm_id: 'node-1', resource_id: 'dc1/node-1/cart-1' },
        { vm_id: 'dc1/node-1', resource_id: 'dc1/node-1/cart-1' },
        { ip: '10.60.0.1' },
        { service_id: 'dc1/cart' },
        { table: 'heartbeat', emitter: 'dc1/node-1', detector: 'dc1/consul serf' },
        { table: 'health_event', service_id: 'dc1/cart', status: 'ok', kind: 'service:cart-1' },
      ],
      [
        {},
        { vm_id: 'node-2' },
        { vm_id: 'dc1/node-2' },
        { ip: '10.60.8.2' },
        {},
        { emitter: 'dc1/node-2' },
        { status: 'error', kind: 'service:cart-2' },
      ],
    ]);
    expect(records[0]).toHaveLength(7);
  });

  it('lays a proxy to the service that it stands for, and its upstreams to what that depends on', async () => {
    const { records } = await read('consul/catalog.json');
    expect(records[0]).toMatchObject([
      { resource_id: 'dc1/node-3/cart-proxy' },
      { vm_id: 'node-3' },
      { vm_id: 'dc1/node-3' },
      { ip: '10.60.0.3' },
      { service_id: 'dc1/cart' },
      { table: 'declared_dependency', client_service_id: 'dc1/cart', server_service_id: 'dc1/stock' },
    ]);
  });
});

describe('NetBox addresses', () => {
  it('belong to the machine, by the columns of the export or of the screen; a custom field names the service', async () => {
    const { format, records } = await read('netbox/ip-addresses.csv');
    expect(format).toBe('netbox');
    expect(records).toMatchObject([
      [
        { vm_id: 'cart-1' },
        { ip: '10.80.0.5', subscription_id: 'Shop', resource_id: 'cart-1' },
        { service_id: 'Shop/cart' },
      ],
      [{ ip: '10.80.0.6', kind: 'vip', resource_id: '10.80.0.6' }],
      { skip: 'addresses that are not in use' },
    ]);
    const screen = await read('netbox/table.csv');
    expect(screen.records).toMatchObject([
      [{ vm_id: 'stock-1' }, { ip: '10.80.1.5' }, { service_id: 'Shop/stock-1' }],
      [{ vm_id: 'stock-1' }, { ip: '2001:db8:80::5' }, { service_id: 'Shop/stock-1' }],
    ]);
    expect(screen.assumed).toEqual(['services by name of the machine']);
  });
});

describe('Backstage components', () => {
  it('are the service of their Kubernetes namespace, in their system, and depend on the providers of the APIs that they consume', async () => {
    const { format, records } = await read('backstage/catalog.yaml');
    expect(format).toBe('backstage');
    const depends = { table: 'declared_dependency', client_service_id: 'shop/cart' };
    expect(records).toEqual([
      [
        expect.objectContaining({
          service_id: 'shop/cart',
          service_name: 'Shopping cart',
          subscription_id: 'shop',
          resource_id: 'shop/cart',
          parent_service_id: 'system:default/shop',
        }),
        { ...depends, server_service_id: 'component:default/prices' },
        { ...depends, server_service_id: 'component:default/stock' },
      ],
      [expect.objectContaining({ service_id: 'component:default/stock', service_name: 'Stock' })],
      { skip: 'entities that are no components' },
    ]);
  });
});
