import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fixturePath } from '../engine-kit/mapped-file.ts';
import { withCase } from '../engine-kit/with-case.ts';

const lines = (...records: readonly object[]) => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;

/** Imports fleets of our own beside a log, and gives the dependencies as `client → server lookups region`, and what stayed open. */
async function mapOf(log: readonly [name: string, text: string], ...fleets: readonly string[]) {
  const files = await Promise.all(
    fleets.map(async (name) => [name.replace('/', '-'), await readFile(fixturePath(name))] as const),
  );
  return withCase({ ...Object.fromEntries(files), [log[0]]: log[1] }, async ({ sources, map }) => {
    expect(sources.filter(({ problem, rejected }) => problem !== null || rejected > 0)).toEqual([]);
    const { dependencies, lookups } = await map();
    const told = dependencies.map(
      ({ client, server, lookups: count, regions }) => `${client} → ${server} ${count} ${Object.keys(regions).join()}`,
    );
    return { told: told.sort(), open: Object.entries(lookups.unresolved).filter(([, count]) => count > 0) };
  });
}

describe('a log of a cloud beside the inventory of the same cloud', () => {
  it('Route 53 with EC2: by instance and by address, to instances and load balancers', async () => {
    const asked = (at: string, query_name: string, answer: string, who: object) => ({
      version: '1.1',
      query_timestamp: `2026-03-02T${at}Z`,
      query_name,
      query_type: 'A',
      rcode: 'NOERROR',
      answers: [{ Rdata: answer, Type: 'A', Class: 'IN' }],
      ...who,
    });
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
