import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { column, short } from '../../engine-kit/connection-text.ts';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

describe('Zeek connections', () => {
  it('are what the originator made, unless Zeek saw no beginning or went by the ports; attempts are none', () => {
    const { format, records } = mapped(fixture('zeek-conn/conn.log'));
    expect(format).toBe('zeek-conn');
    expect(records.map(short)).toEqual([
      'tcp 10.1.0.11:45100 > 10.1.0.22:5432 connect',
      'skipped: attempts without an answer',
      'skipped: attempts without an answer',
      'tcp 10.1.0.11:45103 > 10.1.0.22:5432',
      'udp 10.1.0.11:45104 > 10.1.0.53:53',
      'tcp 10.1.0.11:45105 > 10.1.0.22:8443 connect',
      'skipped: protocols without ports (ICMP and others)',
      'udp 10.1.0.11:45106 > 10.1.0.60:514 connect',
    ]);
    expect(records.map((each) => column(each, 'end_timestamp'))).toEqual([
      ...['1772618442.350000', undefined, undefined, '1772619303.000000', undefined, '1772618408.000000'],
      ...[undefined, undefined],
    ]);
  });

  it('over UDP are none without an answer, unless the server is of those that never answer', () => {
    const s0 = (port: number) =>
      JSON.stringify({
        ...{ ts: 1772618407, uid: `C${port}`, proto: 'udp', conn_state: 'S0', history: 'D' },
        ...{ 'id.orig_h': '10.1.0.11', 'id.orig_p': 45106, 'id.resp_h': '10.1.0.60', 'id.resp_p': port },
      });
    expect(mapped([s0(53), s0(8125)].join('\n')).records.map(short)).toEqual([
      'skipped: attempts without an answer',
      'udp 10.1.0.11:45106 > 10.1.0.60:8125 connect',
    ]);
  });

  it('as JSON have ISO times and keys in several spellings', () => {
    const { format, records } = mapped(fixture('zeek-conn/conn.ndjson'));
    expect(format).toBe('zeek-conn');
    expect(records.map(short)).toEqual([
      'tcp 10.1.0.11:45100 > 10.1.0.22:5432 connect',
      'tcp 2001:db8::a:45101 > 2001:db8::b:443 connect',
    ]);
    expect(records.map((each) => column(each, 'end_timestamp'))).toEqual(['2026-03-04T10:00:42.350Z', undefined]);
  });

  it('beside lookups in one file are read by the same adapter', () => {
    const lookup = fixture('zeek-dns/dns.json').split('\n')[0] ?? '';
    const { format, records } = mapped(`${lookup}\n${fixture('zeek-conn/conn.ndjson')}`);
    expect(format).toBe('zeek-dns');
    expect(records.slice(1).map((each) => column(each, 'table'))).toEqual(['connection', 'connection']);
  });
});

describe('Zeek lookups', () => {
  it('keep their answers where a table or a SIEM made a text of the set', () => {
    const told = mapped(fixture('zeek-dns/table.csv')).records;
    const answer = [{ answer_ip: '10.0.0.2', cname: 'lb.example', ttl: '30' }];
    expect(told.slice(0, 2)).toMatchObject([answer, answer]);
    expect(told[2]).not.toHaveProperty('0.answer_ip');
    expect(told[2]).not.toHaveProperty('0.cname');
    const [line = ''] = fixture('zeek-dns/dns.json').split('\n');
    const joined = { ...(JSON.parse(line) as object), answers: 'lb.example,10.0.0.2', TTLs: '300,30' };
    expect(mapped(JSON.stringify(joined)).records).toMatchObject([answer]);
  });
});

describe('Hubble flows', () => {
  it('belong to the connection that is_reply or a SYN tells, at the pod that was there', () => {
    const { format, records } = mapped(fixture('hubble-flow/flows.ndjson'));
    expect(format).toBe('hubble-flow');
    expect(records.map((each) => [column(each, 'host'), short(each)])).toEqual([
      ['shop/web-1', 'tcp 10.1.0.5:40001 > 10.1.0.9:9080 connect'],
      ['shop/api-1', 'tcp 10.1.0.9:9080 > 10.1.0.5:40001 listen'],
      ['shop/web-1', 'tcp 10.1.0.5:40002 > 10.2.0.9:9080'],
      ['shop/web-1', 'tcp 10.1.0.5:8443 > 203.0.113.40:51000 listen'],
      [undefined, 'skipped: dropped: no connection'],
      [undefined, 'skipped: protocols without ports (ICMP and others)'],
    ]);
    expect(mapped(`${fixture('hubble-dns/flows.ndjson')}${fixture('hubble-flow/flows.ndjson')}`).format).toBe(
      'hubble-dns',
    );
  });
});

describe('Hubble handshakes', () => {
  type Flags = Readonly<Record<string, true>>;
  const packet = (from: string, to: string, reply: boolean, flags: Flags) => {
    const [source, source_port] = from.split(':');
    const [destination, destination_port] = to.split(':');
    return JSON.stringify({
      ...{ time: '2026-03-04T10:00:00Z', verdict: 'FORWARDED', Type: 'L3_L4', is_reply: reply },
      IP: { source, destination },
      l4: { TCP: { source_port: Number(source_port), destination_port: Number(destination_port), flags } },
    });
  };
  const [syn, reset, answer] = [{ SYN: true }, { RST: true, ACK: true }, { SYN: true, ACK: true }] as const;
  const asked = [
    packet('10.1.0.5:41000', '10.1.0.9:443', false, syn),
    packet('10.1.0.5:41000', '10.1.0.9:443', false, syn),
    packet('10.1.0.5:41001', '10.1.0.9:6379', false, syn),
  ];

  it('without an answer, or answered by a reset, are no connections where the log shows both directions', () => {
    const records = [
      ...asked,
      packet('10.1.0.9:6379', '10.1.0.5:41001', true, reset),
      packet('10.1.0.5:41002', '10.1.0.8:80', false, syn),
      packet('10.1.0.8:80', '10.1.0.5:41002', true, answer),
      packet('10.1.0.8:80', '10.1.0.5:41002', true, reset),
    ];
    expect(mapped(records.join('\n')).records.map(short)).toEqual([
      ...Array<string>(4).fill('skipped: attempts without an answer'),
      'tcp 10.1.0.5:41002 > 10.1.0.8:80 connect',
      ...Array<string>(2).fill('tcp 10.1.0.8:80 > 10.1.0.5:41002 listen'),
    ]);
  });

  it('count where the log shows one direction alone: it does not tell', () => {
    expect(mapped(asked.join('\n')).records.map((each) => column(each, 'role'))).toEqual(Array(3).fill('connect'));
  });
});

describe('Sysmon connections', () => {
  it('name the far end first where the process was connected to', () => {
    const { format, records } = mapped(fixture('sysmon-network/flat.ndjson'));
    expect(format).toBe('sysmon-network');
    expect(records.map(short)).toEqual([
      'tcp 10.1.0.77:51234 > 10.1.0.22:1433 billing.exe/5120 connect',
      'tcp ::ffff:10.1.0.77:5985 > ::ffff:10.1.0.11:45100 svchost.exe/1044 listen',
      'skipped: other events than lookups and connections (Sysmon 22 and 3)',
    ]);
    expect(records[0]).toMatchObject([{ host: 'BILL-7', timestamp: '2026-03-04T10:00:00.500Z' }]);
    const xml = mapped(fixture('sysmon-network/syslog.log'));
    expect([xml.format, ...xml.records.map(short)]).toEqual([
      'sysmon-network',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640 connect',
    ]);
  });
});

describe('Azure flow logs', () => {
  const spans = (records: Awaited<ReturnType<typeof mappedFile>>['records']) =>
    records.map((each) => [short(each), column(each, 'timestamp'), column(each, 'end_timestamp')]);

  it('of virtual networks are a record a tuple; a flow that goes on spans the time since its last tuple', async () => {
    const { format, records } = await mappedFile(fixturePath('azure-vnet-flow/PT1H.json'));
    expect(format).toBe('azure-vnet-flow');
    const flow = 'tcp 10.1.0.11:45100 > 10.1.0.22:5432 connect';
    expect(spans(records)).toEqual([
      [flow, '1772618400100', undefined],
      [flow, '1772618400100', '1772618700100'],
      [flow, '1772618700100', '1772618760100'],
      ['tcp 10.1.0.33:45200 > 10.1.0.11:8443 connect', '1772618101000', '1772618401000'],
      ['udp 10.1.0.11:45300 > 10.1.0.53:53 connect', '1772618402000', undefined],
      ['skipped: denied by a rule: no connection', undefined, undefined],
    ]);
  });

  it('of security groups have a decision, in version 2 a state too; also where records stand in records', async () => {
    const one = await mappedFile(fixturePath('azure-nsg-flow/v1.json'));
    expect([one.format, ...one.records.map(short)]).toEqual([
      'azure-nsg-flow',
      'skipped: denied by a rule: no connection',
      'tcp 10.1.0.33:45200 > 10.1.0.11:8443 connect',
      'udp 10.1.0.11:45300 > 10.1.0.53:53 connect',
      'tcp 10.1.0.34:45201 > 10.1.0.11:8443 connect',
    ]);
    const flow = 'tcp 10.1.0.33:45200 > 10.1.0.11:8443 connect';
    expect(spans((await mappedFile(fixturePath('azure-nsg-flow/v2.json'))).records)).toEqual([
      [flow, '1772618400', undefined],
      [flow, '1772618400', '1772618700'],
      [flow, '1772618700', '1772618705'],
      ['skipped: denied by a rule: no connection', undefined, undefined],
    ]);
  });
});

describe('Azure flows without an answer', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const tuples = async (...each: readonly string[]) => {
    const path = join(folder, 'PT1H.json');
    await writeFile(
      path,
      JSON.stringify({ flowRecords: { flows: [{ flowGroups: [{ rule: 'r', flowTuples: each }] }] } }),
    );
    return mappedFile(path);
  };
  const tuple = (minute: number, ends: string, state: string, counters: string, protocol = 6) =>
    `${1772618400000 + minute * 60_000},10.1.0.61,${ends},${protocol},O,${state},NX,${counters}`;
  const auth = (port: number) => `10.1.0.51,${port},443`;
  const cache = '10.1.0.41,50100,6379';
  const none = 'skipped: attempts without an answer';
  const answered = 'tcp 10.1.0.61:50000 > 10.1.0.51:443 connect';

  it.each([
    [
      'from beginning to end',
      [tuple(0, auth(50000), 'B', '0,0,0,0'), tuple(1, auth(50000), 'E', '4,240,0,0')],
      [none, none],
    ],
    ['of which the end alone is there', [tuple(1, auth(50000), 'E', '4,240,0,0')], [none]],
    [
      'and goes on at the end of the file',
      [tuple(50, auth(50000), 'B', '0,0,0,0'), tuple(55, auth(50000), 'C', '4,240,0,0')],
      [none, none],
    ],
    [
      'and then begins again as those before it',
      [tuple(1, auth(50000), 'E', '4,240,0,0'), tuple(59, auth(50001), 'B', '0,0,0,0')],
      [none, none],
    ],
    [
      'and answers another from the same port',
      [
        ...[tuple(0, auth(50000), 'B', '0,0,0,0'), tuple(1, auth(50000), 'E', '4,240,0,0')],
        ...[tuple(9, auth(50000), 'B', '0,0,0,0'), tuple(10, auth(50000), 'E', '4,240,3,180')],
      ],
      [none, none, answered, answered],
    ],
  ])('are none: %s', async (_, given, expected) => {
    const { records } = await tuples(...given);
    expect(records.map(short)).toEqual(expected);
  });

  it('count where they only began, were answered at any time, or are for a server that never answers', async () => {
    const { records } = await tuples(
      tuple(59, auth(50000), 'B', '0,0,0,0'),
      ...[tuple(0, cache, 'B', '0,0,0,0'), tuple(5, cache, 'C', '4,240,3,180'), tuple(6, cache, 'E', '2,80,0,0')],
      tuple(1, '10.1.0.60,50200,514', 'E', '9,900,0,0', 17),
    );
    expect(records.map((each) => column(each, 'dst_port'))).toEqual(['443', '6379', '6379', '6379', '514']);
  });
});

describe('Azure VMConnection', () => {
  it('counts what was made in a minute, at the end that recorded it; the client’s port is not there', () => {
    const { format, records } = mapped(fixture('azure-vmconnection/log-analytics.ndjson'));
    expect(format).toBe('azure-vmconnection');
    expect(records.map((each) => [short(each), column(each, 'count')])).toEqual([
      ['tcp 10.1.0.77:0 > 10.1.0.22:1433 billing/ connect', '4'],
      ['tcp 10.1.0.77:5985 > 10.1.0.11:0 svchost/ listen', undefined],
      ['skipped: attempts that failed', undefined],
    ]);
  });
});

describe('Azure VMConnection over minutes', () => {
  /** Records of one pair of ends: minute, links made, ended, and live at its end. */
  const minutes = (...each: readonly (readonly [number, number, number, number])[]) =>
    mapped(
      each
        .map(([minute, LinksEstablished, LinksTerminated, LinksLive]) =>
          JSON.stringify({
            ...{
              TimeGenerated: `2026-03-04T10:${String(minute).padStart(2, '0')}:38Z`,
              Computer: 'web-1',
              Direction: 'outbound',
            },
            ...{ ProcessName: 'nginx', SourceIp: '10.1.0.11', DestinationIp: '10.1.0.21', DestinationPort: 8080 },
            ...{ Protocol: 'tcp', LinksEstablished, LinksTerminated, LinksLive, LinksFailed: 0, Type: 'VMConnection' },
          }),
        )
        .join('\n'),
    ).records.map((told) =>
      'skip' in told
        ? told.skip
        : `${column(told, 'count') ?? 1} ${column(told, 'timestamp')?.slice(14, 16)}-${column(told, 'end_timestamp')?.slice(14, 16) ?? ''}`,
    );
  const on = 'minutes in which connections only went on';

  it.each([
    [
      'made, then only there',
      [
        [0, 3, 0, 3],
        [1, 0, 0, 3],
        [2, 0, 0, 3],
      ],
      ['3 00-02', on, on],
    ],
    [
      'there before the first',
      [
        [0, 0, 0, 3],
        [1, 1, 0, 4],
        [2, 0, 4, 0],
      ],
      ['3 00-02', '1 01-02', on],
    ],
    [
      'ended in the first',
      [
        [0, 0, 2, 1],
        [1, 0, 1, 0],
      ],
      ['3 00-01', on],
    ],
    [
      'of which the oldest end first',
      [
        [0, 1, 0, 1],
        [1, 2, 0, 3],
        [2, 0, 1, 2],
        [9, 0, 0, 2],
      ],
      ['1 00-02', '2 01-09', on, on],
    ],
    [
      'made and ended within their minute',
      [
        [0, 4, 4, 0],
        [1, 4, 4, 0],
      ],
      ['4 00-', '4 01-'],
    ],
    [
      'made where no record is',
      [
        [0, 1, 0, 1],
        [9, 0, 0, 3],
      ],
      ['1 00-09', '2 09-'],
    ],
    [
      'ended where no record is',
      [
        [0, 2, 0, 2],
        [5, 0, 0, 2],
        [30, 1, 0, 1],
      ],
      ['2 00-05', on, '1 30-'],
    ],
    [
      'in any order, and twice',
      [
        [2, 0, 0, 3],
        [0, 3, 0, 3],
        [0, 3, 0, 3],
      ],
      [on, '3 00-02', '3 00-02'],
    ],
  ] as const)('counts connections once: %s', (_, given, expected) => {
    expect(minutes(...given)).toEqual(expected);
  });
});

describe('GCP VPC flows', () => {
  it('say no direction; the machine or pod that reports is the own end', () => {
    const { format, records, assumed } = mapped(fixture('gcp-vpc-flow/entries.json'));
    expect(format).toBe('gcp-vpc-flow');
    expect(records.map((each) => [column(each, 'host'), short(each)])).toEqual([
      ['web-1', 'tcp 10.1.0.11:45100 > 10.1.0.22:5432'],
      ['shop/web-7d9', 'tcp 10.1.0.11:45100 > 10.1.0.22:5432'],
      [undefined, 'skipped: protocols without ports (ICMP and others)'],
    ]);
    expect(column(records[0] ?? [], 'end_timestamp')).toBe('2026-03-04T10:00:05.2Z');
    expect(assumed).toEqual(['flow logs are sampled: connections can be missing']);
  });
});
