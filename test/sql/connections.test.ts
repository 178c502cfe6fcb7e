import { beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../shared/api.ts';
import { openCase } from '../../main/engine/case/case-file.ts';
import { query } from '../../main/engine/database/query.ts';
import { at, FLEET, micros } from '../engine-kit/fleet.ts';
import { csv, withCase, type Files } from '../engine-kit/with-case.ts';

const SOCKETS = 'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,pid,process_name,role,count';

interface Seen {
  readonly client_address: string;
  readonly client_port: number;
  readonly server_address: string;
  readonly server_port: number;
  readonly decided_by: string | null;
  readonly outcome: string;
  readonly connections: number;
  readonly records: number;
  readonly first: string;
  readonly last: string;
}

/** Every connection of a case over the fleet and socket records. */
async function seen(rows: readonly string[], files: Files = {}): Promise<readonly Seen[]> {
  return withCase({ ...FLEET, 'sockets.csv': csv(SOCKETS, ...rows), ...files }, async ({ call, casePath }) => {
    await call('case.close', {});
    const database = await openCase({ path: casePath, mode: 'read', evidence: [] });
    try {
      return await query<Seen>(
        database.connection,
        `select *, strftime(first_time, '%H:%M:%S') as first, strftime(last_time, '%H:%M:%S') as last from seen_connection order by connection_no`,
      );
    } finally {
      await database.close();
    }
  });
}

/** `10.0.0.1:51000 > 10.0.0.2:443 by port`. */
const said = (one: Seen) =>
  `${one.client_address}:${one.client_port} > ${one.server_address}:${one.server_port} by ${one.decided_by}`;

const T = at('10:00:00');

describe('who is the server of a connection', () => {
  // Each case has ports of its own, so that all of them stand in one file.
  const CASES = [
    {
      what: 'is the end whose port a listening socket of its host waits on, whatever the ports look like',
      rows: [
        `${T},c-shop,10.0.0.2,40001,,,tcp,9,shopd,listen,`,
        `${T},c-web,10.0.0.1,80,10.0.0.2,40001,tcp,,,connect,`,
      ],
      expected: '10.0.0.1:80 > 10.0.0.2:40001 by listening',
    },
    {
      what: 'is found by a socket that listens on every address of its host',
      rows: [`${T},c-shop,*,40002,,,tcp,9,shopd,listen,`, `${T},,10.0.0.2,40002,10.0.0.1,45002,tcp,,,,`],
      expected: '10.0.0.1:45002 > 10.0.0.2:40002 by listening',
    },
    {
      what: 'is found by a socket that listens on [::], which takes IPv4 too',
      rows: [`${T},c-shop,::,40003,,,tcp,9,shopd,listen,`, `${T},,10.0.0.2,40003,10.0.0.1,45003,tcp6,,,,`],
      expected: '10.0.0.1:45003 > 10.0.0.2:40003 by listening',
    },
    {
      what: 'is found by such a socket also in a list of the sockets of a host that it does not name',
      rows: [],
      expected: '10.0.0.1:12016 > 10.0.0.3:12017 by listening',
    },
    {
      what: 'is the host of a record with the role listen',
      rows: [`${T},c-shop,10.0.0.2,40004,10.0.0.1,45004,tcp,,,listen,`],
      expected: '10.0.0.1:45004 > 10.0.0.2:40004 by listening',
    },
    {
      what: 'is the host of such a record also where the record names the remote end first',
      rows: [`${T},c-shop,10.0.0.1,45005,10.0.0.2,40005,tcp,,,listen,`],
      expected: '10.0.0.1:45005 > 10.0.0.2:40005 by listening',
    },
    {
      what: 'is told by another connection to the same port, whose record has a role',
      rows: [`${T},c-data,10.0.0.3,40006,10.0.0.1,45006,tcp,,,listen,`, `${T},,10.0.0.3,40006,10.0.0.2,46006,tcp,,,,`],
      expected: '10.0.0.2:46006 > 10.0.0.3:40006 by listening',
    },
    {
      what: 'is the far end of a record with the role connect, where nobody is known to listen',
      rows: [`${T},c-shop,10.0.0.2,443,10.0.0.1,45007,tcp,,,connect,`],
      expected: '10.0.0.2:443 > 10.0.0.1:45007 by role',
    },
    {
      what: 'is not told by two records that both say they connected; the ports tell it then',
      rows: [
        `${T},c-web,10.0.0.1,45008,10.0.0.2,8443,tcp,,,connect,`,
        `${T},c-shop,10.0.0.2,8443,10.0.0.1,45008,tcp,,,connect,`,
      ],
      expected: '10.0.0.1:45008 > 10.0.0.2:8443 by port',
    },
    {
      what: 'has the well-known port, where the other is ephemeral',
      rows: [`${T},,10.0.0.2,5432,10.0.0.1,45009,tcp,,,,`],
      expected: '10.0.0.1:45009 > 10.0.0.2:5432 by port',
    },
    {
      what: 'has the port, where a log leaves out that of the client',
      rows: [`${T},,10.0.0.1,0,10.0.0.2,12010,tcp,,,,`],
      expected: '10.0.0.1:0 > 10.0.0.2:12010 by port',
    },
    {
      what: 'is the end that meets many others',
      rows: [1, 2, 3, 4].map((n) => `${T},,10.0.0.2,12011,10.0.0.${n === 4 ? 3 : 1},1101${n},tcp,,,,`),
      expected: '10.0.0.1:11011 > 10.0.0.2:12011 by peers',
    },
    {
      what: 'stays unknown where nothing tells it',
      rows: [`${T},,10.0.0.1,12012,10.0.0.2,12013,tcp,,,,`],
      expected: '10.0.0.1:12012 > 10.0.0.2:12013 by null',
    },
    {
      what: 'is not told by a socket of another protocol',
      rows: [`${T},c-web,10.0.0.1,12014,,,udp,,,listen,`, `${T},,10.0.0.1,12014,10.0.0.2,12015,tcp,,,,`],
      expected: '10.0.0.1:12014 > 10.0.0.2:12015 by null',
    },
    {
      what: 'is not told by a socket on every address of a host with several machines: it is none of theirs',
      rows: [`${T},node-1,*,12030,,,tcp,,,listen,`, `${T},,10.0.0.1,12030,10.0.0.3,12031,tcp,,,,`],
      expected: '10.0.0.1:12030 > 10.0.0.3:12031 by null',
    },
    {
      what: 'is told by such a socket of a host with one machine',
      rows: [`${T},node-2,*,12032,,,tcp,,,listen,`, `${T},,10.0.0.3,12032,10.0.0.1,12033,tcp,,,,`],
      expected: '10.0.0.1:12033 > 10.0.0.3:12032 by listening',
    },
    {
      what: 'is not told by a socket that listened days before, against who says that it connected',
      rows: [
        `2026-03-01T10:00:00Z,c-web,10.0.0.1,12034,,,tcp,,,listen,`,
        `${T},c-web,10.0.0.1,12034,10.0.0.3,12035,tcp,,,connect,`,
      ],
      expected: '10.0.0.1:12034 > 10.0.0.3:12035 by role',
    },
    {
      what: 'is told by a socket that listens at the time, against who says that it connected',
      rows: [`${T},c-web,10.0.0.1,12036,,,tcp,,,listen,`, `${T},c-web,10.0.0.1,12036,10.0.0.3,12037,tcp,,,connect,`],
      expected: '10.0.0.3:12037 > 10.0.0.1:12036 by listening',
    },
  ] as const;
  const MACHINES = csv(
    'container_id,host,subscription_id,resource_id,location,ip',
    'c-web,node-1,sub-web,r-web,East,10.0.0.1',
    'c-shop,node-1,sub-shop,r-shop,East,10.0.0.2',
    'c-data,node-2,sub-data,r-data,West,10.0.0.3',
  );
  const LIST = `State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
LISTEN 0      128                *:12017            *:*
ESTAB  0      0           10.0.0.3:12017     10.0.0.1:12016
`;
  let all: Promise<readonly Seen[]> | undefined;

  it.each(CASES)('$what', async ({ expected }) => {
    const found = await (all ??= seen(
      CASES.flatMap(({ rows }) => rows),
      { 'list.txt': LIST, 'machines.csv': MACHINES },
    ));
    expect(found.map(said)).toContain(expected);
    expect(found).toHaveLength(22);
  });

  it('is not told by a socket that listened while the address was another service’s', async () => {
    const ip = csv(
      'ip,subscription_id,resource_id,region,valid_from,valid_to',
      `10.0.0.1,sub-web,r-web,East,,`,
      `10.0.0.2,sub-shop,r-shop,East,,${at('12:00:00')}`,
      `10.0.0.2,sub-data,r-data,West,${at('12:00:00')},`,
    );
    const rows = [
      `${T},,10.0.0.2,12020,,,tcp,,,listen,`,
      `${at('10:30:00')},,10.0.0.2,12020,10.0.0.1,12021,tcp,,,,`,
      `${at('13:30:00')},,10.0.0.2,12020,10.0.0.1,12022,tcp,,,,`,
    ];
    const vm = csv(
      'container_id,subscription_id,resource_id,location,valid_from,valid_to',
      'c-web,sub-web,r-web,East,,',
    );
    expect((await seen(rows, { 'ip.csv': ip, 'vm.csv': vm })).map(({ decided_by }) => decided_by)).toEqual([
      'listening',
      null,
    ]);
  });
});

describe('networks with the same private addresses', () => {
  const MACHINES = ['e-web 5', 'w-web 5', 'e-data 6', 'w-data 6'].map((each) => each.split(' '));
  const files = {
    'ip.csv': csv('ip,subscription_id,resource_id,region,valid_from,valid_to', '10.9.9.9,sub-none,,East,,'),
    'vm.csv': csv(
      'container_id,subscription_id,resource_id,location,ip',
      ...MACHINES.map(([name, last]) => `${name},sub-${name},,East,10.0.0.${last}`),
    ),
    'tree.csv': csv(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      ...MACHINES.map(([name]) => `${name},${name},sub-${name},,`),
    ),
  };
  const between = (ports: readonly [number, number], ...hosts: readonly string[]) =>
    hosts.map((host) => {
      const [own, far] = host.endsWith('web') ? ports : [...ports].reverse();
      return `${T},${host},10.0.0.${host.endsWith('web') ? 5 : 6},${own},10.0.0.${host.endsWith('web') ? 6 : 5},${far},tcp,,,,`;
    });

  it('keep their connections apart: who is meant at the other end is only told by a record from there, of the same ports', async () => {
    const found = await seen(
      [
        ...between([41000, 443], 'e-web', 'e-data'),
        ...between([42000, 444], 'e-web', 'w-web', 'e-data'),
        ...between([0, 445], 'w-web', 'w-data'),
        `${T},e-data,10.0.0.6,46000,,,tcp,,,listen,`,
        ...between([47000, 46000], 'w-web', 'w-data'),
      ],
      files,
    );
    expect(found.map((one) => `${said(one)}: ${one.outcome}`).sort()).toEqual([
      '10.0.0.5:0 > 10.0.0.6:445 by port: contested',
      '10.0.0.5:0 > 10.0.0.6:445 by port: contested',
      '10.0.0.5:41000 > 10.0.0.6:443 by port: resolved',
      '10.0.0.5:42000 > 10.0.0.6:444 by port: contested',
      '10.0.0.5:42000 > 10.0.0.6:444 by port: contested',
      '10.0.0.5:42000 > 10.0.0.6:444 by port: contested',
      '10.0.0.5:47000 > 10.0.0.6:46000 by null: undirected',
    ]);
  });
});

describe('records of one connection', () => {
  const line = (clock: string, port: number) => `${at(clock)},c-web,10.0.0.1,${port},10.0.0.2,443,tcp,,,,`;
  const back = (clock: string, port: number) => `${at(clock)},c-shop,10.0.0.2,443,10.0.0.1,${port},tcp,,,,`;

  it('of both ends and of successive snapshots count once; a pair of ends that is used again is another', async () => {
    const snapshots = {
      '10:00:00': [50000, 50001, 50002, 50003],
      // A single record is no snapshot: it says nothing of the others.
      '10:03:00': [50003],
      '10:05:00': [50000, 50002],
      '10:10:00': [50000, 50002],
      '10:15:00': [50000, 50009],
      '10:20:00': [50000, 50003],
    };
    const rows = [
      ...Object.entries(snapshots).flatMap(([clock, ports]) => ports.map((port) => line(clock, port))),
      back('10:00:02', 50001),
      ...['10:00:00', '10:05:00', '10:10:00'].map((clock) => back(clock, 50002)),
    ];
    const listed = (clock: string, address: string, port: number) =>
      `${at(clock)}\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0 0 ${address}:${port} 10.0.0.2:443\nLISTEN 0 128 127.0.0.1:631 0.0.0.0:*\n`;
    // Lists without a host, whose times are mixed: whose they are is told by their addresses.
    const found = await seen(rows, {
      'a.txt': listed('10:30:00', '10.0.0.1', 50010),
      'b.txt': listed('10:32:00', '10.0.0.3', 50011),
      'c.txt': listed('10:35:00', '10.0.0.1', 50010),
      'd.txt': listed('10:37:00', '10.0.0.3', 50011),
    });
    expect(
      found.map(({ client_port, first, last, connections, records }) => [
        client_port,
        first,
        last,
        connections,
        records,
      ]),
    ).toEqual([
      [50000, '10:00:00', '10:20:00', 1, 5],
      [50001, '10:00:00', '10:00:02', 1, 2],
      [50002, '10:00:00', '10:10:00', 1, 6],
      [50003, '10:00:00', '10:03:00', 1, 2],
      [50009, '10:15:00', '10:15:00', 1, 1],
      [50003, '10:20:00', '10:20:00', 1, 1],
      [50010, '10:30:00', '10:35:00', 1, 2],
      [50011, '10:32:00', '10:37:00', 1, 2],
    ]);
  });

  it('that span a time link from where they end', async () => {
    const flow = (from: string, to: string, port: number) =>
      `${at(from)},${at(to)},10.0.0.1,${port},10.0.0.2,443,tcp,connect`;
    const flows = csv(
      'timestamp,end_timestamp,src_ip,src_port,dst_ip,dst_port,protocol,role',
      flow('10:00:00', '10:10:00', 50000),
      flow('10:10:00', '10:20:00', 50000),
      flow('10:00:00', '10:00:30', 50001),
      flow('10:05:00', '10:06:00', 50001),
      flow('10:00:00', '10:30:00', 50002),
      flow('10:10:00', '10:11:00', 50002),
      flow('10:33:00', '10:34:00', 50002),
      flow('10:01:00', '10:00:59', 50003),
    );
    const files = { ...FLEET, 'flows.csv': flows };
    const found = (await seen([], files)).map((one) => [one.client_port, one.first, one.last, one.connections]);
    expect(found).toEqual([
      [50000, '10:00:00', '10:20:00', 1],
      [50001, '10:00:00', '10:00:30', 1],
      [50002, '10:00:00', '10:34:00', 1],
      [50001, '10:05:00', '10:06:00', 1],
    ]);
  });

  it('that stand for several are added up by the end that counted most, minute by minute', async () => {
    const rows = [
      `${at('10:00:10')},c-web,10.0.0.1,0,10.0.0.2,443,tcp,,,connect,5`,
      `${at('10:00:40')},c-web,10.0.0.1,0,10.0.0.2,443,tcp,,,connect,2`,
      `${at('10:00:50')},c-shop,10.0.0.2,443,10.0.0.1,0,tcp,,,listen,6`,
      `${at('10:01:00')},c-web,10.0.0.1,0,10.0.0.2,443,tcp,,,connect,1`,
    ];
    expect((await seen(rows)).map(({ first, connections }) => [first, connections])).toEqual([
      ['10:00:10', 7],
      ['10:01:00', 1],
    ]);
  });
});

describe('what a connection counts as', () => {
  const INVENTORY: Files = {
    'vm.csv': csv(
      'container_id,subscription_id,resource_id,location,host,ip,valid_from,valid_to',
      'c-web,sub-web,,East,node-1,172.17.0.2,,',
      'c-shop,sub-shop,,East,node-2,172.17.0.2,,',
      'c-data,sub-data,,West,node-3,10.0.0.3,,',
    ),
    'ip.csv': csv(
      'ip,subscription_id,resource_id,region,kind,valid_from,valid_to',
      '10.0.0.1,sub-web,,East,,,',
      '10.0.0.2,sub-shop,,East,,,',
      '10.0.0.50,sub-shop,,East,Load Balancer,,',
      '10.0.0.51,sub-net,,East,nat-gateway,,',
      '10.0.0.60,sub-gone,,East,,,',
      '10.0.0.70,sub-web,,East,,,',
      '10.0.0.70,sub-shop,,East,,,',
    ),
  };
  const TO_DATA = '10.0.0.3,443,tcp,,,connect,';

  const CASES: readonly (readonly [string, string, string])[] = [
    ['resolved, with the VM inventory where the IP inventory is silent', `,10.0.0.1,50001,${TO_DATA}`, 'resolved'],
    ['an own address that other hosts use too is told by the host', `node-2,172.17.0.2,50002,${TO_DATA}`, 'resolved'],
    ['and without the host it is contested', `,172.17.0.2,50003,${TO_DATA}`, 'contested'],
    ['the host itself, where nothing else tells', `c-web,10.1.1.1,50004,${TO_DATA}`, 'resolved'],
    ['self', `,10.0.0.1,50005,10.0.0.1,443,tcp,,,connect,`, 'self'],
    ['unknown-client', `,10.9.9.9,50006,${TO_DATA}`, 'unknown-client'],
    ['unknown-address', ',10.0.0.1,50007,203.0.113.7,443,tcp,,,connect,', 'unknown-address'],
    ['unowned', ',10.0.0.1,50008,10.0.0.60,443,tcp,,,connect,', 'unowned'],
    ['contested', ',10.0.0.2,50009,10.0.0.70,443,tcp,,,connect,', 'contested'],
    ['contested by machines alone', ',10.0.0.3,50017,172.17.0.2,443,tcp,,,connect,', 'contested'],
    ['resolved over a load balancer', ',10.0.0.1,50010,10.0.0.50,443,tcp,,,connect,', 'resolved'],
    ['shared, behind a NAT that belongs to nobody', `,10.0.0.51,50011,${TO_DATA}`, 'shared'],
    ['loopback', 'node-1,127.0.0.1,50012,127.0.0.1,443,tcp,,,connect,', 'loopback'],
    ['link-local', 'node-1,10.0.0.1,50013,169.254.169.254,80,tcp,,,connect,', 'link-local'],
    ['multicast', 'node-1,10.0.0.1,50014,239.1.1.1,5353,udp,,,,', 'multicast'],
    ['unspecified', 'node-1,10.0.0.1,50015,0.0.0.0,0,udp,,,,', 'unspecified'],
    ['undirected', ',10.0.0.1,12001,10.0.0.2,12002,tcp,,,,', 'undirected'],
  ];
  let all: Promise<readonly Seen[]> | undefined;

  it.each(CASES)('%s', async (_, row, outcome) => {
    const found = await (all ??= seen(
      CASES.map(([, text]) => `${T},${text}`),
      INVENTORY,
    ));
    const port = Number(row.split(',')[2]);
    const one = found.find(({ client_port, server_port }) => client_port === port || server_port === port);
    expect(one?.outcome).toBe(outcome);
  });

  it('that is counted minute by minute is no snapshot, however many a minute holds', async () => {
    const link = (DestinationIp: string, minute: number) =>
      JSON.stringify({
        ...{ TimeGenerated: at(`10:0${minute}:00`), Computer: 'BILL-7', Direction: 'outbound', ProcessName: 'billing' },
        ...{ SourceIp: '10.0.0.1', DestinationIp, DestinationPort: 1433, Protocol: 'tcp', Type: 'VMConnection' },
        ...{ LinksEstablished: 1, LinksTerminated: 1, LinksFailed: 0, LinksLive: 0 },
      });
    const lines = [1, 2].flatMap((minute) => [link('10.0.0.2', minute), link('10.0.0.3', minute)]);
    await withCase({ ...FLEET, 'links.ndjson': `${lines.join('\n')}\n` }, async ({ map }) => {
      expect((await map()).connections).toMatchObject({ total: 4, snapshotHosts: 0 });
    });
  });

  it('balances, is shown with what is shared and contested, and is never guessed', async () => {
    const ends = { local_address: '127.0.0.1', local_port: '50016', remote_address: '127.0.0.1', remote_port: '443' };
    const columns = { pid: '1', protocol: '6', ...ends };
    const change = (minutes: number, action: string) =>
      JSON.stringify({ hostIdentifier: 'node-2', unixTime: Date.parse(T) / 1000 + minutes * 60, columns, action });
    const files = {
      ...{ ...FLEET, ...INVENTORY, 'sockets.csv': csv(SOCKETS, ...CASES.map(([, text]) => `${T},${text}`)) },
      // A list of sockets by its format, though its records span a time.
      'osquery.log': `${change(0, 'added')}\n${change(90, 'removed')}\n`,
    };
    await withCase(files, async ({ map, call }) => {
      const { window, connections, dependencies, undirected } = await map();
      expect(connections).toEqual({
        total: 18,
        folded: 0,
        resolved: 4,
        self: 1,
        undirected: 1,
        snapshotHosts: 2,
        apart: { loopback: 2, 'link-local': 1, multicast: 1, unspecified: 1 },
        unresolved: { shared: 1, 'unknown-client': 1, contested: 3, unowned: 1, 'unknown-address': 1 },
      });
      const told = dependencies.map((one) => [
        `${one.client} → ${one.server}`,
        one.connections,
        one.contestedConnections,
        one.sharedConnections,
        one.witness,
      ]);
      expect(told).toEqual([
        ['data → shop', 0, 1, 0, 'connection'],
        ['data → web', 0, 1, 0, 'connection'],
        ['shop → data', 1, 1, 0, 'connection'],
        ['shop → web', 0, 1, 0, 'connection'],
        ['web → data', 2, 1, 0, 'connection'],
        ['web → shop', 1, 0, 1, 'connection'],
      ]);
      expect(undirected).toMatchObject([{ services: ['shop', 'web'], connections: 1 }]);
      const { connection } = await call('dependency.dossier', { client: 'data', server: 'shop', window, index: 0 });
      expect(connection?.steps.map(({ text }) => text)).toContain('c-shop belongs to subscription sub-shop');
      const { remarks } = await call('case.summary', {});
      expect(remarks.join('\n')).toMatch(
        /1 connection has no known direction.*\nConnections of 2 hosts come from snapshots/,
      );
    });
  });
});

describe('a service address', () => {
  it('gives way to who is behind it, where the translator recorded it, in the records of all hosts', async () => {
    const ip = `${FLEET['ip.csv'] as string}10.0.0.50,sub-data,,,,\n`;
    const rows = [
      `${T},c-web,10.0.0.1,50001,10.0.0.50,443,tcp,,,connect,,,`,
      `${T},c-shop,10.0.0.2,8443,10.0.0.1,50001,tcp,,,listen,,,`,
      `${T},node,10.0.0.1,50001,10.0.0.50,443,tcp,,,,,10.0.0.2,8443`,
      `${T},c-web,10.0.0.1,50002,10.0.0.50,443,tcp,,,connect,,,`,
    ];
    const files = { ...FLEET, 'ip.csv': ip, 'sockets.csv': csv(`${SOCKETS},translated_ip,translated_port`, ...rows) };
    await withCase(files, async ({ map }) => {
      const { dependencies, connections } = await map();
      expect(dependencies.map((one) => `${one.client} → ${one.server} ${one.connections}`)).toEqual([
        'web → data 1',
        'web → shop 1',
      ]);
      expect(connections).toMatchObject({ total: 4, folded: 2, resolved: 2 });
    });
  });
});

describe('a translated client', () => {
  const HEAD =
    'timestamp,host,src_ip,src_port,dst_ip,dst_port,protocol,role,translated_ip,translated_port,translated_src_ip,translated_src_port';
  const NAT = '10.0.0.99';
  // Each case has ports of its own, so that all of them stand in one file.
  const CASES = [
    {
      what: 'is who the server knows by the address of the translator',
      port: 443,
      rows: [
        `${at('10:00:10')},gw,10.0.0.1,50001,10.0.0.3,443,tcp,connect,,,${NAT},61001`,
        `${at('10:00:20')},c-data,10.0.0.3,443,${NAT},61001,tcp,,,,,`,
        `${at('10:00:05')},c-web,10.0.0.1,50001,10.0.0.3,443,tcp,connect,,,,`,
      ],
      expected: ['10.0.0.1:50001 > 10.0.0.3:443 of 3'],
    },
    {
      what: 'is found where the server is translated too',
      port: 8002,
      rows: [
        `${at('10:00:10')},gw,10.0.0.1,50002,10.0.0.50,80,tcp,connect,10.0.0.3,8002,${NAT},61002`,
        `${at('10:00:20')},c-data,10.0.0.3,8002,${NAT},61002,tcp,,,,,`,
        `${at('10:00:05')},c-web,10.0.0.1,50002,10.0.0.50,80,tcp,connect,,,,`,
      ],
      expected: ['10.0.0.1:50002 > 10.0.0.3:8002 of 3'],
    },
    {
      what: 'is found behind two translators in a row, whichever spoke first',
      port: 8003,
      rows: [
        `${at('10:00:12')},gw,10.0.0.1,50003,10.0.0.50,81,tcp,connect,,,${NAT},61003`,
        `${at('10:00:10')},node,${NAT},61003,10.0.0.50,81,tcp,connect,10.0.0.3,8003,10.0.0.98,62003`,
        `${at('10:00:20')},c-data,10.0.0.3,8003,10.0.0.98,62003,tcp,,,,,`,
      ],
      expected: ['10.0.0.1:50003 > 10.0.0.3:8003 of 3'],
    },
    {
      what: 'is the one of that time where the translator uses a port again',
      port: 8004,
      rows: [
        `${at('10:00:10')},gw,10.0.0.1,50004,10.0.0.3,8004,tcp,connect,,,${NAT},61004`,
        `${at('10:00:20')},c-data,10.0.0.3,8004,${NAT},61004,tcp,,,,,`,
        `${at('10:30:10')},gw,10.0.0.2,50004,10.0.0.3,8004,tcp,connect,,,${NAT},61004`,
        `${at('10:30:20')},c-data,10.0.0.3,8004,${NAT},61004,tcp,,,,,`,
      ],
      expected: ['10.0.0.1:50004 > 10.0.0.3:8004 of 2', '10.0.0.2:50004 > 10.0.0.3:8004 of 2'],
    },
    {
      what: 'is not guessed where translators differ at one time',
      port: 8005,
      rows: [
        `${at('10:00:10')},gw,10.0.0.1,50005,10.0.0.3,8005,tcp,connect,,,${NAT},61005`,
        `${at('10:00:10')},gw2,10.0.0.2,50005,10.0.0.3,8005,tcp,connect,,,${NAT},61005`,
        `${at('10:00:20')},c-data,10.0.0.3,8005,${NAT},61005,tcp,listen,,,,`,
      ],
      expected: [
        '10.0.0.1:50005 > 10.0.0.3:8005 of 1',
        '10.0.0.2:50005 > 10.0.0.3:8005 of 1',
        `${NAT}:61005 > 10.0.0.3:8005 of 1`,
      ],
    },
  ];
  let told: Promise<readonly string[]>;
  beforeAll(() => {
    told = seen([], { 'nat.csv': csv(HEAD, ...CASES.flatMap(({ rows }) => rows)) }).then((all) =>
      all.map(
        (one) =>
          `${one.client_address}:${one.client_port} > ${one.server_address}:${one.server_port} of ${one.records}`,
      ),
    );
  });

  it.each(CASES)('$what', async ({ port, expected }) => {
    expect((await told).filter((one) => one.includes(`:${port} of`)).sort()).toEqual(expected);
  });

  it('has the records of its server in the dossier', async () => {
    const files = { ...FLEET, 'nat.csv': csv(HEAD, ...(CASES[1]?.rows ?? [])) };
    const window = { from: micros('10:00:00'), to: micros('10:05:00') };
    await withCase(files, async ({ call }) => {
      const { connection } = await call('dependency.dossier', { client: 'web', server: 'data', window, index: 0 });
      const records = connection?.steps.filter(({ role }) => role === 'connection').map(({ record }) => record.raw);
      expect(records?.map((raw) => raw?.split(',')[1])).toEqual(['c-web', 'gw', 'c-data']);
    });
  });
});

describe('the map of a window with connections', () => {
  const FILES: Files = {
    ...FLEET,
    'sockets.csv': csv(
      SOCKETS,
      ...['10:00:30', '10:05:30', '10:10:30'].map(
        (t) => `${at(t)},c-web,10.0.0.1,50001,10.0.0.2,443,tcp,81,nginx,connect,`,
      ),
      `${at('10:07:15')},c-shop,10.0.0.2,50002,10.0.0.3,443,tcp,82,shopd,connect,`,
      `${at('10:07:15')},c-data,10.0.0.3,443,10.0.0.2,50002,tcp,83,datad,,`,
      `${at('10:00:00')},c-data,0.0.0.0,443,,,tcp,83,datad,listen,`,
    ),
    'requests.csv': csv(
      'timestamp,request_id,source_container_id,fqdn,query_type',
      `${at('10:07:10')},q1,c-shop,data.example,A`,
      `${at('10:08:10')},q2,c-data,web.example,A`,
    ),
    'responses.csv': csv(
      'timestamp,request_id,source_container_id,fqdn,query_type,response_code,answer_ip',
      `${at('10:07:10')},q1,c-shop,data.example,A,NOERROR,10.0.0.3`,
      `${at('10:08:10')},q2,c-data,web.example,A,NOERROR,10.0.0.1`,
    ),
  };
  const window = (from: string, to: string) => ({ from: micros(from), to: micros(to) });
  const pairs = async (call: Call, from: string, to: string, via?: 'dns' | 'connection' | 'any') =>
    (await call('map.read', { window: window(from, to), ...(via ? { via } : {}) })).dependencies.map(
      ({ client, server, connections, lookups, witness }) =>
        `${client} → ${server} ${lookups}+${connections} ${witness}`,
    );

  it('says how each dependency was seen, and shows a connection in every window that it lasts into', async () => {
    await withCase(FILES, async ({ call }) => {
      expect(await pairs(call, '10:00:00', '11:00:00')).toEqual([
        'data → web 1+0 dns',
        'shop → data 1+1 both',
        'web → shop 0+1 connection',
      ]);
      expect(await pairs(call, '10:06:00', '10:07:00')).toEqual(['web → shop 0+1 connection']);
      expect(await pairs(call, '10:07:15', '10:07:16')).toEqual([
        'shop → data 0+1 connection',
        'web → shop 0+1 connection',
      ]);
      expect(await pairs(call, '10:10:31', '10:20:00')).toEqual([]);
      expect(await pairs(call, '10:00:00', '11:00:00', 'connection')).toEqual([
        'shop → data 0+1 connection',
        'web → shop 0+1 connection',
      ]);
      expect(await pairs(call, '10:00:00', '11:00:00', 'dns')).toEqual([
        'data → web 1+undefined undefined',
        'shop → data 1+undefined undefined',
      ]);
      const clipped = await call('map.read', { window: window('10:06:00', '10:07:00') });
      expect(clipped.dependencies[0]).toMatchObject({
        firstSeen: micros('10:06:00'),
        lastSeen: micros('10:07:00') - 1,
      });
      expect(clipped.connections).toMatchObject({ total: 3, folded: 2, resolved: 1 });
    });
  });

  it('gives the processes at both ends, the span and the time line of the case with the connections', async () => {
    await withCase(FILES, async ({ call }) => {
      const { dependencies } = await call('map.processes', {});
      expect(dependencies).toMatchObject([
        {
          client: 'shop',
          clientInstance: 'r-shop',
          clientProcess: 'shopd',
          clientPid: 82,
          serverProcess: 'datad',
          serverPid: 83,
          serverPort: 443,
        },
        { client: 'web', clientProcess: 'nginx', clientPid: 81, server: 'shop', serverProcess: null, connections: 1 },
      ]);
      expect((await call('case.summary', {})).span).toEqual({ from: micros('10:00:00'), to: micros('10:10:30') + 1 });
      const { connections } = await call('timeline.read', { buckets: 11 });
      expect(connections).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    });
  });

  it('leads from a dependency that only connections show to their records, the inventory and the service tree', async () => {
    await withCase(FILES, async ({ call }) => {
      const question = { client: 'web', server: 'shop', window: window('10:00:00', '11:00:00'), index: 0 };
      const dossier = await call('dependency.dossier', question);
      expect(dossier).toMatchObject({ count: 0, lookup: null, connections: 1, connectionCount: 1 });
      expect(dossier.connection).toMatchObject({
        decidedBy: 'role',
        records: 3,
        clientProcess: 'nginx',
        serverPort: 443,
      });
      expect(dossier.connection?.steps.map(({ role, record }) => [role, record.raw])).toEqual([
        ['connection', `${at('10:00:30')},c-web,10.0.0.1,50001,10.0.0.2,443,tcp,81,nginx,connect,`],
        ['connection', `${at('10:05:30')},c-web,10.0.0.1,50001,10.0.0.2,443,tcp,81,nginx,connect,`],
        ['connection', `${at('10:10:30')},c-web,10.0.0.1,50001,10.0.0.2,443,tcp,81,nginx,connect,`],
        ['source', '10.0.0.1,sub-web,r-web,East,,'],
        ['client', 'web,Web,sub-web,,'],
        ['address', '10.0.0.2,sub-shop,r-shop,East,,'],
        ['server', 'shop,Shop,sub-shop,,'],
      ]);
      const second = await call('dependency.dossier', { ...question, client: 'shop', server: 'data' });
      expect(second.connection?.decidedBy).toBe('listening');
      expect(second.connection?.steps.map(({ role }) => role)).toEqual([
        ...['connection', 'connection', 'listening', 'source', 'client', 'address', 'server'],
      ]);
    });
  });

  it('carries a connection over whose silence is usual for it', async () => {
    const clocks = ['10:00:00', '10:20:00', '10:40:00'];
    const rows = clocks.map((t, n) => `${at(t)},c-web,10.0.0.1,5000${n},10.0.0.2,443,tcp,,,connect,`);
    const health = csv('timestamp,service_id,status', `${at('10:55:00')},web,error`, `${at('10:55:00')},shop,error`);
    await withCase({ ...FLEET, 'sockets.csv': csv(SOCKETS, ...rows), 'health.csv': health }, async ({ call }) => {
      const scope = { service: 'web', scope: 'failing' } as const;
      const near = await call('plan.read', { ...scope, window: window('10:50:00', '11:00:00') });
      expect(near.waves.map(({ steps }) => steps.map(({ service }) => service))).toEqual([['shop'], ['web']]);
    });
  });
});
