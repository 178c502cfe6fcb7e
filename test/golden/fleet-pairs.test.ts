import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fixturePath } from '../engine-kit/mapped-file.ts';
import { toIso } from '../../shared/model/time.ts';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const lines = (...records: readonly object[]) => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;

/** Fleets of our own, by their names among the fixtures. */
async function fleetsOf(...names: readonly string[]): Promise<Files> {
  const files = names.map(async (name) => [name.replace('/', '-'), await readFile(fixturePath(name))] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** Imports fleets of our own beside a log, and gives the dependencies as `client → server lookups region`, and what stayed open. */
async function mapOf(log: readonly [name: string, text: string], ...fleets: readonly string[]) {
  return mapOfFiles({ ...(await fleetsOf(...fleets)), [log[0]]: log[1] });
}

async function mapOfFiles(files: Files) {
  return withCase(files, async ({ sources, map }) => {
    expect(sources.filter(({ problem, rejected }) => problem !== null || rejected > 0)).toEqual([]);
    const { dependencies, lookups } = await map();
    const told = dependencies.map(
      ({ client, server, lookups: count, regions }) => `${client} → ${server} ${count} ${Object.keys(regions).join()}`,
    );
    return { told: told.sort(), open: Object.entries(lookups.unresolved).filter(([, count]) => count > 0) };
  });
}

/** A Route 53 record of a lookup on 2 March. */
const asked = (at: string, query_name: string, answer: string, who: object) => ({
  version: '1.1',
  query_timestamp: `2026-03-02T${at}Z`,
  query_name,
  query_type: 'A',
  rcode: 'NOERROR',
  answers: [{ Rdata: answer, Type: 'A', Class: 'IN' }],
  ...who,
});

describe('a log of a cloud beside the inventory of the same cloud', () => {
  it('Route 53 with EC2: by instance and by address, to instances and load balancers', async () => {
    const log = lines(
      asked('10:00:00', 'stock.example.', '10.20.1.12', {
        srcids: { instance: 'i-0aa0000000000001' },
        srcaddr: '10.20.1.11',
        srcport: '1',
      }),
      asked('10:00:01', 'stock.example.', '10.20.1.12', { srcids: {}, srcaddr: '10.20.1.21', srcport: '2' }),
      asked('10:00:02', 'front.example.', '10.20.1.31', { srcids: {}, srcaddr: '10.20.1.12', srcport: '3' }),
      asked('10:00:03', 'front.example.', '10.20.1.31', { srcids: {}, srcaddr: '10.20.1.13', srcport: '4' }),
    );
    expect(
      await mapOf(['route53.log', log], 'aws-ec2-instances/reservations.json', 'aws-ec2-interfaces/interfaces.json'),
    ).toEqual({
      told: [
        '111122223333/cart → 111122223333/stock-1 2 eu-west-1',
        '111122223333/stock-1 → 111122223333/shop-front 1 eu-west-1',
      ],
      // The third instance has no tag that names a service.
      open: [['unowned', 1]],
    });
  });

  it('Cloud DNS with Compute Engine: by the long number of the VM', async () => {
    const entry = {
      insertId: 'e1',
      timestamp: '2026-03-02T10:00:00Z',
      logName: 'projects/shop-prod/logs/dns.googleapis.com%2Fdns_queries',
      resource: { type: 'dns_query', labels: {} },
      jsonPayload: {
        queryName: 'stock.example.',
        queryType: 'A',
        responseCode: 'NOERROR',
        sourceIP: '10.40.0.11',
        vmInstanceIdString: '4000000000000000001',
        rdata: 'stock.example.\t60\tIN\ta\t10.40.0.12',
      },
    };
    expect(await mapOf(['dns.json', lines(entry)], 'gcp-instances/list.json')).toEqual({
      told: ['shop-prod/cart → shop-prod/stock 1 europe-west1'],
      open: [],
    });
  });

  it('Azure DNS with lists of the Resource Manager: by the address of the interface of a machine, in whatever case it is written', async () => {
    const row = {
      TimeGenerated: '2026-03-02T10:00:00Z',
      OperationName: 'RESPONSE_SUCCESS',
      QueryName: 'self.example.',
      QueryType: 'A',
      ResponseCode: 0,
      Answer: [{ Type: 'A', TTL: 60, RData: '203.0.113.60' }],
      SourceIpAddress: '10.30.0.4',
      SourcePort: 40001,
      ResolverPolicyRuleAction: 'NoMatch',
      Type: 'DNSQueryLogs',
    };
    const fleets = ['azure-resources/arm-machines.json', 'azure-resources/arm-addresses.json'];
    const stranger = { ...row, QueryName: 'out.example.', Answer: [{ Type: 'A', TTL: 60, RData: '198.51.100.1' }] };
    // The machine looks up its own public address (itself, no dependency), then one of nobody.
    expect(await mapOf(['dns.json', lines(row, stranger)], ...fleets)).toEqual({
      told: [],
      open: [['unknown-address', 1]],
    });
  });

  it('Zeek with NetBox: by address alone', async () => {
    const record = {
      _path: 'dns',
      ts: '2026-03-02T10:00:00.250000Z',
      uid: 'C1',
      'id.orig_h': '10.80.0.5',
      'id.orig_p': 40004,
      'id.resp_h': '10.0.0.53',
      'id.resp_p': 53,
      proto: 'udp',
      trans_id: 10,
      query: 'stock.example',
      qtype_name: 'AAAA',
      rcode_name: 'NOERROR',
      answers: ['2001:0db8:0080::5'],
      TTLs: [30],
      rejected: false,
    };
    expect(await mapOf(['dns.log', lines(record)], 'netbox/ip-addresses.csv', 'netbox/table.csv')).toEqual({
      told: ['Shop/cart → Shop/stock-1 1 unknown'],
      open: [],
    });
  });
});

describe('a log of a cluster or of hosts beside their inventory', () => {
  it('Hubble with kubectl: by pod, to service addresses and to pods; what the cache of a node asks is for others', async () => {
    const flow = (at: string, type: string, pod: readonly [name: string, ip: string], dns: object) => {
      const client = { namespace: pod[0] === 'node-local-dns-x2x2x' ? 'kube-system' : 'shop', pod_name: pod[0] };
      const resolver = {
        namespace: 'kube-system',
        pod_name: 'coredns-5d78c9869d-x2x2x',
        labels: ['k8s:k8s-app=kube-dns'],
      };
      const [source, destination] = type === 'REQUEST' ? [client, resolver] : [resolver, client];
      const [from, to] = type === 'REQUEST' ? [pod[1], '10.244.9.2'] : ['10.244.9.2', pod[1]];
      const [source_port, destination_port] = type === 'REQUEST' ? [40001, 53] : [53, 40001];
      return {
        flow: {
          time: `2026-03-04T${at}Z`,
          verdict: 'FORWARDED',
          IP: { source: from, destination: to, ipVersion: 'IPv4' },
          l4: { UDP: { source_port, destination_port } },
          source,
          destination,
          Type: 'L7',
          node_name: 'node-a',
          l7: { type, dns: { qtypes: ['A'], ...dns } },
        },
      };
    };
    const both = (second: string, pod: readonly [name: string, ip: string], query: string, ip: string) => [
      flow(`10:00:${second}.001`, 'REQUEST', pod, { query }),
      flow(`10:00:${second}.003`, 'RESPONSE', pod, { query, ips: [ip], ttl: 5 }),
    ];
    const cart = ['cart-5d9c7b9f4-x2x2x', '10.244.0.11'] as const;
    const log = lines(
      ...both('01', cart, 'stock-service.shop.svc.cluster.local.', '10.96.0.20'),
      ...both('02', cart, 'stock-0.stock.shop.svc.cluster.local.', '10.244.1.12'),
      ...both('03', ['stock-0', '10.244.1.12'], 'cart-headless.shop.svc.cluster.local.', '10.244.0.11'),
      ...both('04', ['node-local-dns-x2x2x', '10.244.0.2'], 'cart-headless.shop.svc.cluster.local.', '10.244.0.11'),
      ...both('05', ['gone-5d9c7b9f4-z2z2z', '10.244.0.99'], 'stock-service.shop.svc.cluster.local.', '10.96.0.20'),
    );
    expect(await mapOf(['flows.json', log], 'kubernetes/list.json')).toEqual({
      // Only the node of stock says where it is.
      told: ['shop/cart → shop/stock 2 eu-north', 'shop/stock → shop/cart 1 unknown'],
      open: [['unknown-client', 1]],
    });
  });

  it('Sysmon with an inventory as CSV: by computer, to mapped and plain addresses; a name that is not there stays open', async () => {
    const event = (at: string, Hostname: string, QueryName: string, QueryStatus: string, QueryResults: string) => ({
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      SourceName: 'Microsoft-Windows-Sysmon',
      Hostname,
      EventID: 22,
      UtcTime: `2026-03-04 ${at}.125`,
      QueryName,
      QueryStatus,
      QueryResults,
      Image: 'C:\\shop\\shop.exe',
    });
    const log = lines(
      event('10:00:00', 'SHOP-1', 'stock.example', '0', 'type:  5 lb.example;::ffff:10.0.0.8;10.0.0.9;'),
      event('10:00:01', 'SHOP-1', 'stock.example', '0', '2001:db8::8;'),
      event('10:00:02', 'SHOP-1', 'gone.example', '9003', '-'),
      event('10:00:03', 'STOCK-1', 'shop.example', '0', '10.0.0.1;'),
      // Since three minutes past ten the address is of nobody.
      event('10:05:00', 'STOCK-1', 'shop.example', '0', '10.0.0.1;'),
    );
    const fleet: Files = {
      'machines.csv': csv(
        'vm_id,subscription_id,resource_id,location',
        'SHOP-1,s-shop,shop-1,Hall 1',
        'STOCK-1,s-stock,stock-1,Hall 2',
      ),
      'addresses.csv': csv(
        'ip,subscription_id,resource_id,region,valid_from,valid_to',
        '10.0.0.1,s-shop,shop-1,Hall 1,,2026-03-04T10:03:00Z',
        '10.0.0.8,s-stock,stock-1,Hall 2,,',
        '10.0.0.9,s-stock,stock-2,Hall 2,,',
        '2001:0DB8::8,s-stock,stock-1,Hall 2,,',
      ),
      'services.csv': csv('service_id,service_name,subscription_id', 'shop,Shop,s-shop', 'stock,Stock,s-stock'),
    };
    expect(await mapOfFiles({ ...fleet, 'sysmon.json': log })).toEqual({
      told: ['shop → stock 2 Hall 2', 'stock → shop 1 Hall 1'],
      open: [
        ['no-answer', 1],
        ['unknown-address', 1],
      ],
    });
  });
});

describe('an incident whose health Prometheus and Alertmanager alone tell', () => {
  const [cart, stock, front] = ['111122223333/cart', '111122223333/stock-1', '111122223333/shop-front'];
  const start = Date.parse('2026-03-02T09:30:00Z') / 1000;
  /** Every 30 s from 09:30 to 10:45; 0 from one clock time to another. */
  const up = (instance: string, job: string, down?: readonly [from: string, to: string]) => ({
    metric: { __name__: 'up', instance, job },
    values: Array.from({ length: 151 }, (_, nth) => {
      const time = start + nth * 30;
      const clock = toIso(time * 1e6).slice(11, 19);
      return [time, down && clock >= down[0] && clock < down[1] ? '0' : '1'];
    }),
  });
  const alert = (alertname: string, from: string, to: string, labels: object) => ({
    status: 'resolved',
    labels: { alertname, severity: 'critical', ...labels },
    annotations: {},
    startsAt: `2026-03-02T${from}Z`,
    endsAt: `2026-03-02T${to}Z`,
  });
  const minutes = ['09:40', '09:50', '10:00', '10:10', '10:20', '10:30'];
  const log = lines(
    ...minutes.map((at) =>
      asked(`${at}:00`, 'stock.example.', '10.20.1.12', { srcids: { instance: 'i-0aa0000000000001' } }),
    ),
    ...minutes.map((at) => asked(`${at}:30`, 'front.example.', '10.20.1.31', { srcids: {}, srcaddr: '10.20.1.11' })),
  );
  const health: Files = {
    'route53.log': log,
    'up.json': JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          up('10.20.1.11:8080', 'cart'),
          up('10.20.1.12:8080', 'stock', ['10:02:00', '10:30:00']),
          up('localhost:9090', 'prometheus'),
        ],
      },
    }),
    'alerts.json': JSON.stringify({
      version: '4',
      status: 'resolved',
      alerts: [
        alert('HighErrorRate', '10:06:00', '10:33:00', { instance: '10.20.1.11:8080', job: 'cart' }),
        // Long before, and long over.
        alert('TargetDown', '08:00:00', '08:10:00', { job: 'shop-front' }),
      ],
    }),
  };

  it('beside Route 53 and EC2 has the origin where the target stopped answering its scrapes, and the plan restarts it first', async () => {
    const fleet = await fleetsOf('aws-ec2-instances/reservations.json', 'aws-ec2-interfaces/interfaces.json');
    await withCase({ ...fleet, ...health }, async ({ sources, call }) => {
      expect(sourceOf(sources, 'up.json')).toMatchObject({
        format: 'prometheus',
        records: 3,
        accepted: 3,
        rejected: 0,
      });
      expect(sourceOf(sources, 'alerts.json')).toMatchObject({ format: 'alertmanager', records: 2, accepted: 2 });
      const { intervals } = await call('health.read', {});
      const clock = (time: number) => toIso(time).slice(11, 19);
      expect(
        intervals.map((i) => `${i.service} ${i.witness} ${i.kind} ${i.status} ${clock(i.from)}–${clock(i.to)}`),
      ).toEqual([
        `${front} events availability error 08:00:00–08:10:00`,
        `${stock} events availability error 10:02:00–10:30:00`,
        // Its own zeros are what the beats lack, so they do not confirm that it is lost.
        `${stock} heartbeats availability degraded 10:02:00–10:30:00`,
        `${cart} events error error 10:06:00–10:33:00`,
      ]);
      const { silences } = await call('heartbeats.read', {});
      expect(silences).toMatchObject([
        { emitter: '10.20.1.12:8080', service: stock, detectors: ['prometheus'], verdict: 'unconfirmed' },
      ]);
      const { failing, origins } = await call('diagnosis.read', { service: cart });
      expect([...failing].sort()).toEqual([cart, stock]);
      expect(origins[0]).toMatchObject({ service: stock, path: [{ service: cart }, { service: stock }] });
      const plan = await call('plan.read', { service: cart });
      expect(plan.waves.map(({ steps }) => steps.map(({ service }) => service))).toEqual([[stock], [cart]]);
    });
  });
});

describe('the history of AWS Config', () => {
  it('gives an address to the instance only while it had it', async () => {
    const header = 'timestamp,request_id,source_vm_id,fqdn,query_type,response_code,answer_ip\n';
    const rows = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map(
      (day, index) => `${day}T11:00:00Z,q${index},${'a'.repeat(32)},cart.example,A,NOERROR,10.20.3.1\n`,
    );
    const fleets = ['aws-config/history.json', 'aws-ecs-tasks/tasks.json'];
    // On the first day the task that asks was not there yet; on the last two the instance had another address, and was gone.
    expect(await mapOf(['lookups.csv', header + rows.join('')], ...fleets)).toEqual({
      told: ['111122223333/web → 111122223333/cart 1 eu-west-1'],
      open: [
        ['unknown-client', 1],
        ['unknown-address', 2],
      ],
    });
  });
});
