import { describe, expect, it } from 'vitest';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';
import { column, short } from '../../engine-kit/connection-text.ts';

const HEAD = 'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process';

describe('ss', () => {
  it('gives what listens and what is connected, with process; scopes, details, unix sockets and attempts are left out', () => {
    const { format, records, assumed } = mapped(fixture('ss/all.txt'));
    expect(format).toBe('ss');
    expect(records.map(short)).toEqual([
      'skipped: header',
      'skipped: sockets of other kinds (unix, netlink, raw)',
      'skipped: sockets of other kinds (unix, netlink, raw)',
      'skipped: sockets of other kinds (unix, netlink, raw)',
      'udp 127.0.0.53:53 resolver/401 listen',
      'skipped: UDP sockets of clients (no far end, ephemeral port)',
      'udp 10.1.0.11:42002 > 10.1.0.53:53 agent/702',
      'tcp :::8443 nginx/812 listen',
      'tcp fe80::1:9100 exporter/900 listen',
      'tcp ::ffff:10.1.0.11:8443 > ::ffff:10.1.0.33:45100 nginx/812',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640',
      'skipped: details of the socket before',
      'tcp 10.1.0.11:38790 > 10.1.0.22:5432',
      'skipped: attempts to connect (SYN-SENT, SYN-RECV)',
    ]);
    expect(assumed).toEqual([
      'no host (a folder host=NAME in its path gives it)',
      "time 2026-03-05T00:00:00.000Z (the file's own)",
    ]);
  });

  it('takes the time of a line before it, as date or a loop writes it, and a declared time', () => {
    const { records, assumed } = mapped(fixture('ss/no-header.txt'));
    expect(records.map((each) => column(each, 'timestamp'))).toEqual([
      undefined,
      '2026-03-04T10:00:00Z',
      '2026-03-04T10:00:00Z',
      undefined,
      '2026-03-04T10:05:00Z',
      '2026-03-04T10:05:00Z',
    ]);
    expect(assumed).toEqual(['no host (a folder host=NAME in its path gives it)']);
    const dated = mapped(`Wed Mar  4 10:00:07 UTC 2026\n${HEAD}\ntcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n`);
    expect(dated.records[2]).toMatchObject([{ timestamp: '2026-03-04T10:00:07Z' }]);
    const declared = mapped(`${HEAD}\ntcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n`, { at: Date.UTC(2026, 2, 4, 9) * 1000 });
    expect(declared.records[1]).toMatchObject([{ timestamp: '2026-03-04T09:00:00.000Z' }]);
    expect(declared.assumed).not.toContain("time 2026-03-04T09:00:00.000Z (the file's own)");
  });

  it('tells a list of UDP alone by its states, and asks for numbers where ports are names', () => {
    const udp = mapped(
      'State Recv-Q Send-Q Local Address:Port Peer Address:Port\nUNCONN 0 0 10.1.0.53:53 0.0.0.0:*\nESTAB 0 0 10.1.0.11:40000 10.1.0.53:53\n',
    );
    expect(udp.records.slice(1).map(short)).toEqual(['udp 10.1.0.53:53 listen', 'udp 10.1.0.11:40000 > 10.1.0.53:53']);
    const named = mapped(`${HEAD}\ntcp ESTAB 0 0 10.1.0.11:40000 10.1.0.22:postgresql\n`);
    expect(named.records.slice(1).map(short)).toEqual([
      'rejected: port "postgresql" is a name; list sockets with numbers (-n, -P)',
    ]);
  });
});

describe('a line of a list of sockets that is none', () => {
  const NETSTAT = 'Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name';
  const WINDOWS = [
    'Aktive Verbindungen',
    '',
    '  Proto  Lokale Adresse  Remoteadresse  Status',
    '  TCP    10.1.0.77:51234  10.1.0.22:1433  HERGESTELLT  5120',
  ];
  const LSOF = 'COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME';
  const PROC = '  sl  local_address rem_address   st tx_queue';
  const cut = 'rejected: the socket breaks off within the line; save the whole output again';
  const foreign = 'rejected: the line is no socket and no note of the program; take it out, or save the output again';
  const state = (name: string) =>
    `rejected: state "${name}" is none of a socket, or is cut off; save the whole output again`;
  const kinds = 'skipped: sockets of other kinds (unix and others)';
  const notes = 'skipped: header and notes';

  it.each([
    ['ss', [HEAD], 'garbage here', foreign],
    ['ss', [HEAD], 'Garbage here', foreign],
    ['ss', [HEAD], 'tcp ESTAB 0 0 10.1.0.11:40005', cut],
    ['ss', [HEAD], 'tcp ESTAB 0 0 10.1.0.11:40005 10.1.0', cut],
    ['ss', [HEAD], 'tcp', cut],
    ['ss', [HEAD], 'tcp ESTA', state('ESTA')],
    ['ss', [HEAD], 'u_str ESTAB 0', 'skipped: sockets of other kinds (unix, netlink, raw)'],
    ['ss', [HEAD], 'RTNETLINK answers: Invalid argument', 'skipped: notes'],
    ['ss', ['State Recv-Q Send-Q Local Address:Port Peer Address:Port'], 'ESTAB 0 0 10.1.0.11:40005', cut],
    ['netstat', [NETSTAT, 'tcp 0 0 10.1.0.11:1 10.1.0.22:2 ESTABLISHED'], 'garbage here', foreign],
    ['netstat', [NETSTAT, 'tcp 0 0 10.1.0.11:1 10.1.0.22:2 ESTABLISHED'], 'tcp 0 0 10.1.0.11:40002', cut],
    ['netstat', [NETSTAT, 'tcp 0 0 10.1.0.11:1 10.1.0.22:2 ESTABLISHED'], 'tcp 0 0 10.1.0.11:3 10.1.0.22:2 ', cut],
    [
      'netstat',
      [NETSTAT, 'tcp 0 0 10.1.0.11:1 10.1.0.22:2 ESTABLISHED'],
      'tcp 0 0 10.1.0.11:3 10.1.0.22:2 ESTABLI',
      state('ESTABLI'),
    ],
    [
      'netstat',
      ['tcp 0 0 10.1.0.11:1 10.1.0.22:2 ESTABLISHED'],
      "netstat: no support for `AF INET6 (sctp)' on this system.",
      notes,
    ],
    [
      'netstat',
      ['tcp 0 0 10.1.0.11:1 10.1.0.22:2 ESTABLISHED', 'Active UNIX domain sockets'],
      'unix 2 [ ] DGRAM',
      kinds,
    ],
    ['netstat', WINDOWS, 'garbage here', foreign],
    ['netstat', WINDOWS, '  TCP    10.1.0.77:51234', cut],
    ['netstat', WINDOWS, '  TCP    10.1.0.77:51234  10.1.0.22:1433  ESTABLI', state('ESTABLI')],
    ['netstat', WINDOWS, 'Aktive Verbindungen', notes],
    ['netstat', WINDOWS, ' Es konnten keine Besitzerinformationen abgerufen werden.', notes],
    ['lsof', [LSOF], 'garbage here', foreign],
    ['lsof', [LSOF], 'java 900 app 72u IPv6', cut],
    ['lsof', [LSOF], 'java 900 app 71u IPv6 11113 0t0 TCP 10.1.0.21:45555->10.1.0.31', cut],
    ['lsof', [LSOF], 'java 900 app 71u IPv6 11113 0t0 TCP 10.1.0.21:45555->10.1.0.31:5432 (ESTABLI', cut],
    [
      'lsof',
      [LSOF, 'java 900 app 70u IPv6 11112 0t0 TCP 10.1.0.21:45554->10.1.0.31:5432 (ESTABLISHED)'],
      'java 900 app 71u IPv6 11113 0t0 TCP 10.1.0.21:45555->10.1.0.31:54',
      cut,
    ],
    [
      'lsof',
      [LSOF],
      'java 900 app 71u IPv6 11113 0t0 TCP 10.1.0.21:45555->10.1.0.31:5432 (ESTABLISHED QR=0 QS=0)',
      'tcp 10.1.0.21:45555 > 10.1.0.31:5432 java/900',
    ],
    ['lsof', [LSOF], 'ping 900 app 3u IPv4 11113 0t0 ICMP *:*', 'skipped: files that are no sockets with addresses'],
    [
      'lsof',
      [LSOF],
      'java 900 app 3u IPv4 0x1 0t0 TCP no PCB, CANTSENDMORE',
      'skipped: files that are no sockets with addresses',
    ],
    ['proc-net-tcp', [PROC], '   0: 0B00010A:9790 1600010A:15', cut],
    ['proc-net-tcp', [PROC], '   0: 0B00010A:9790 1600010A:1538 0F 00000000:00000000', state('0F')],
    ['proc-net-tcp', [PROC], 'garbage here', foreign],
  ])('of %s is rejected, or skipped where it belongs there: %#', (format, before, line, expected) => {
    const found = mapped(`${[...before, line].join('\n')}\n`);
    expect(found.format).toBe(format);
    expect(short(found.records.at(-1) ?? [])).toBe(expected);
  });
});

describe('netstat', () => {
  it('of Linux gives listening and connected sockets with process; IPv6 by its last colon', () => {
    const { format, records } = mapped(fixture('netstat/linux.txt'));
    expect(format).toBe('netstat');
    expect(records.map(short)).toEqual([
      'skipped: header and notes',
      'skipped: header and notes',
      'tcp 0.0.0.0:22 sshd: /usr/sbin/702 listen',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640',
      'skipped: attempts to connect (SYN-SENT, SYN-RECV)',
      'tcp 10.1.0.11:38790 > 10.1.0.22:5432',
      'tcp :::8443 nginx/812 listen',
      'tcp ::ffff:10.1.0.11:8443 > ::ffff:10.1.0.33:45100 nginx/812',
      'udp 0.0.0.0:68 dhclient/455 listen',
      'udp 10.1.0.11:42002 > 10.1.0.53:53 agent/702',
      'skipped: header and notes',
      'skipped: header and notes',
      'skipped: sockets of other kinds (unix and others)',
    ]);
  });

  it('of Windows takes the program from the line after, in any language', () => {
    expect(mapped(fixture('netstat/windows.txt')).records.map(short)).toEqual([
      'skipped: header and notes',
      'skipped: header and notes',
      'tcp 0.0.0.0:135 svchost.exe/1044 listen',
      'skipped: header and notes',
      'skipped: header and notes',
      'tcp 10.1.0.77:51234 > 10.1.0.22:1433 billing.exe/5120',
      'skipped: header and notes',
      'tcp 10.1.0.77:51230 > 10.1.0.22:1433',
      'tcp :::445 /4 listen',
      'skipped: header and notes',
      'tcp fe80::7:51240 > fe80::8:445 /4',
      'udp 0.0.0.0:500 svchost.exe/3300 listen',
      'skipped: header and notes',
    ]);
    expect(mapped(fixture('netstat/windows-de.txt')).records.map(short).slice(2)).toEqual([
      'tcp 0.0.0.0:3389 /1188 listen',
      'tcp 10.1.0.77:51234 > 10.1.0.22:1433 /5120',
      'skipped: attempts to connect (SYN-SENT, SYN-RECV)',
    ]);
  });

  it('of macOS has a dot before the port', () => {
    expect(mapped(fixture('netstat/macos.txt')).records.map(short)).toEqual([
      'skipped: header and notes',
      'skipped: header and notes',
      'tcp 10.1.0.88:52344 > 10.1.0.11:8443',
      'tcp fe80::1:8021 listen',
      'tcp :::80 listen',
      'tcp 2001:db8:0:1::88:52350 > 2001:db8:0:1::b:443',
      'udp :::5353 listen',
      'skipped: UDP sockets of clients (no far end, ephemeral port)',
      'skipped: header and notes',
      'skipped: header and notes',
      'skipped: sockets of other kinds (unix and others)',
    ]);
  });
});

describe('lsof', () => {
  it('gives the sockets of processes; names undone, other files left out', () => {
    const { format, records } = mapped(fixture('lsof/nP.txt'));
    expect(format).toBe('lsof');
    expect(records.map(short)).toEqual([
      'skipped: header',
      'tcp :::8443 nginx/812 listen',
      'tcp ::1:8081 nginx/812 listen',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640',
      'skipped: attempts to connect (SYN-SENT, SYN-RECV)',
      'tcp 2001:db8::a:38801 > 2001:db8::b:443 web srv/641',
      'udp :::68 dhclient/455 listen',
      'udp 10.1.0.11:42002 > 10.1.0.53:53 agent/702',
      'skipped: files that are no sockets with addresses',
      'skipped: files that are no sockets with addresses',
    ]);
  });
});

describe('lsof -F', () => {
  it.each(['fields.txt', 'fields-nul.txt'])('gives the same sockets from %s, the state after the ends', (name) => {
    const { format, records } = mapped(fixture(`lsof/${name}`));
    expect(format).toBe('lsof');
    const rest = 'skipped: fields beside the name of a file';
    expect(records.map(short).filter((each) => each !== rest)).toEqual([
      'tcp :::8443 nginx/812 listen',
      'skipped: files that are no sockets with addresses',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app srv/640',
      'skipped: attempts to connect (SYN-SENT, SYN-RECV)',
      'skipped: files that are no sockets with addresses',
      'udp 10.1.0.11:42002 > 10.1.0.53:53 agent/702',
    ]);
  });
});

describe('/proc/net/tcp', () => {
  it('has addresses in words of the host, IPv6 and UDP after their own headers', () => {
    const { format, records } = mapped(fixture('proc-net-tcp/tcp.txt'));
    expect(format).toBe('proc-net-tcp');
    expect(records.map(short)).toEqual([
      'skipped: header',
      'tcp 0.0.0.0:8443 listen',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432',
      'skipped: attempts to connect (SYN-SENT, SYN-RECV)',
      'tcp 10.1.0.11:38790 > 10.1.0.22:5432',
      'skipped: header',
      'tcp :::443 listen',
      'tcp ::ffff:a01:b:443 > ::ffff:a01:21:45100',
      'tcp 2001:db8::a:38820 > 2001:db8::b:443',
      'skipped: header',
      'udp 127.0.0.53:53 listen',
    ]);
  });

  it('of a host with the highest byte first is known by its loopback', () => {
    const line = (n: number, ends: string) => `   ${n}: ${ends} 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0`;
    const { records, assumed } = mapped(
      [
        '  sl  local_address rem_address   st tx_queue',
        line(0, '0A01000B:9790 0A010016:1538'),
        line(1, '7F000001:0050 7F000001:9790'),
        '',
      ].join('\n'),
    );
    expect(records.slice(1).map(short)).toEqual([
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432',
      'tcp 127.0.0.1:80 > 127.0.0.1:38800',
    ]);
    expect(assumed).toContain('addresses with the highest byte first (127.0.0.1 stands so)');
  });
});

describe('osquery', () => {
  it('gives sockets of results and snapshots with host and time, and of a query on the spot without', async () => {
    const { format, records } = mapped(fixture('osquery-sockets/results.ndjson'));
    expect(format).toBe('osquery-sockets');
    expect(records.map(short)).toEqual([
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640',
      'tcp 0.0.0.0:8443 nginx/812 listen',
      'skipped: ends of sockets whose beginning is told',
      'skipped: rows of other queries',
    ]);
    expect(records[0]).toMatchObject([{ host: 'web-1', timestamp: '1772618400', end_timestamp: '1772618460' }]);
    const snapshot = await mappedFile(fixturePath('osquery-sockets/snapshots.ndjson'));
    expect(snapshot.records.map((each) => [column(each, 'host'), column(each, 'timestamp'), short(each)])).toEqual([
      ['web-1', '1772618400', 'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640'],
      ['web-1', '1772618400', 'udp 10.1.0.11:42002 > 10.1.0.53:53 agent/702'],
      [undefined, undefined, 'skipped: sockets of other kinds (unix and others)'],
    ]);
    const mixed = await mappedFile(fixturePath('osquery-sockets/mixed.ndjson'));
    expect(mixed.records.map((each) => [column(each, 'host'), short(each)])).toEqual([
      ['web-1', 'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640'],
      ['web-1', 'tcp 10.1.0.11:38800 > 10.1.0.22:5432 app/640'],
      ['web-1', 'udp 10.1.0.11:42002 > 10.1.0.53:53 agent/702'],
      [undefined, 'skipped: sockets of other kinds (unix and others)'],
      ['web-2', 'tcp 10.1.0.22:40100 > 10.1.0.33:9092 relay/91'],
    ]);
    const now = mapped(fixture('osquery-sockets/osqueryi.json'));
    expect(now.records.map(short)).toEqual([
      'tcp fe80::1:9100 /900 listen',
      'tcp 10.1.0.11:38800 > 10.1.0.22:5432 /640',
    ]);
    expect(now.assumed).toEqual([
      'no host (a folder host=NAME in its path gives it)',
      "time 2026-03-05T00:00:00.000Z (the file's own)",
    ]);
  });
});

describe('osquery, changes alone', () => {
  const row = (port: number, rest: object = {}) => ({
    ...{
      pid: '640',
      fd: '11',
      socket: '1',
      family: '2',
      protocol: '6',
      local_address: '10.1.0.11',
      local_port: String(port),
    },
    ...{ remote_address: '10.1.0.22', remote_port: '5432', state: 'ESTABLISHED', ...rest },
  });
  type Change = readonly [number, 'added' | 'removed', number, object?];
  const told = (...changes: readonly Change[]) =>
    mapped(
      changes
        .map(([unixTime, action, port, rest]) =>
          JSON.stringify({ name: 'sockets', hostIdentifier: 'web-1', unixTime, columns: row(port, rest), action }),
        )
        .join('\n'),
    ).records.map((each) =>
      'skip' in each
        ? each.skip
        : `${column(each, 'src_port')} ${column(each, 'timestamp')}-${column(each, 'end_timestamp')}`,
    );
  const end = 'ends of sockets whose beginning is told';
  const closing = { state: 'CLOSE_WAIT' };

  it.each<readonly [string, readonly Change[], readonly string[]]>([
    [
      'from added to removed',
      [
        [100, 'added', 40001],
        [900, 'removed', 40001],
      ],
      ['40001 100-900', end],
    ],
    [
      'to the last record, where it is not gone',
      [
        [100, 'added', 40001],
        [200, 'added', 40002],
        [700, 'removed', 40002],
      ],
      ['40001 100-700', '40002 200-700', end],
    ],
    [
      'since the first record, where it was not added',
      [
        [100, 'added', 40002],
        [900, 'removed', 40001],
      ],
      ['40002 100-900', '40001 100-900'],
    ],
    [
      'again, where the same ends are used again',
      [
        [100, 'added', 40001],
        [200, 'removed', 40001],
        [800, 'added', 40001],
        [900, 'removed', 40001],
      ],
      ['40001 100-200', end, '40001 800-900', end],
    ],
    [
      'on, where its state alone changes',
      [
        [100, 'added', 40001],
        [200, 'added', 40001, closing],
        [200, 'removed', 40001],
        [300, 'removed', 40001, closing],
      ],
      ['40001 100-200', '40001 200-300', end, end],
    ],
    [
      'whatever the order of the records',
      [
        [900, 'removed', 40001],
        [100, 'added', 40001],
      ],
      [end, '40001 100-900'],
    ],
  ])('says how long a socket was there: %s', (_, changes, expected) => {
    expect(told(...changes)).toEqual(expected);
  });

  it('in a batch of both lists says the same', async () => {
    const { records } = await mappedFile(fixturePath('osquery-sockets/batches.ndjson'));
    expect(records.map((each) => [short(each), column(each, 'timestamp'), column(each, 'end_timestamp')])).toEqual([
      ['tcp 10.1.0.22:40100 > 10.1.0.33:9092 relay/91', '1772618520', '1772618580'],
      ['tcp 10.1.0.22:40101 > 10.1.0.33:9092 relay/91', '1772618580', '1772618580'],
      ['skipped: ends of sockets whose beginning is told', undefined, undefined],
      ['tcp 10.1.0.22:40099 > 10.1.0.33:9092 relay/91', '1772618520', '1772618580'],
    ]);
  });
});

describe('conntrack', () => {
  it('tells who connected, and who is behind a translated address; attempts are none', () => {
    const { format, records } = mapped(fixture('conntrack/list.txt'));
    expect(format).toBe('conntrack');
    expect(
      records.map((each) => [short(each), column(each, 'translated_ip'), column(each, 'translated_port')]),
    ).toEqual([
      ['tcp 10.1.0.11:43210 > 10.96.0.10:443 connect', '10.244.1.7', '8443'],
      ['skipped: attempts without an answer', undefined, undefined],
      ['tcp 10.1.0.11:43212 > 203.0.113.80:443 connect', undefined, undefined],
      ['udp 10.1.0.11:40000 > 10.1.0.53:53 connect', undefined, undefined],
      ['skipped: protocols without ports (ICMP and others)', undefined, undefined],
      ['skipped: notes', undefined, undefined],
    ]);
  });

  it('takes UDP that nobody answered for an attempt too, but for servers that never answer', () => {
    const entry = (port: number) =>
      `udp 17 29 src=10.1.0.11 dst=10.1.0.60 sport=40000 dport=${port} [UNREPLIED] src=10.1.0.60 dst=10.1.0.11 sport=${port} dport=40000 use=1`;
    expect(mapped(`${entry(53)}\n${entry(514)}\n`).records.map(short)).toEqual([
      'skipped: attempts without an answer',
      'udp 10.1.0.11:40000 > 10.1.0.60:514 connect',
    ]);
  });

  it('tells as whom the server sees a client whose address is translated', () => {
    const { records } = mapped(
      'tcp 6 431999 ESTABLISHED src=10.1.0.11 dst=10.1.0.22 sport=43300 dport=5432 src=10.1.0.22 dst=10.1.0.1 sport=5432 dport=61000 [ASSURED]\n',
    );
    const columns = ['translated_ip', 'translated_src_ip', 'translated_src_port'];
    expect(records.map((each) => columns.map((name) => column(each, name)))).toEqual([
      [undefined, '10.1.0.1', '61000'],
    ]);
  });

  it('reads the kernel’s table, with addresses in full, and events with their time', () => {
    const table = mapped(fixture('conntrack/nf_conntrack.txt'));
    expect(table.records.map((each) => column(each, 'translated_ip'))).toEqual(['10.244.1.7', undefined]);
    const { records, assumed } = mapped(fixture('conntrack/events.txt'));
    expect(records.map((each) => [short(each), column(each, 'timestamp')])).toEqual([
      ['skipped: attempts without an answer', undefined],
      ['skipped: attempts without an answer', undefined],
      ['tcp 10.1.0.11:43300 > 10.1.0.22:5432 connect', '1772618400.101100'],
      ['tcp 10.1.0.11:43300 > 10.1.0.22:5432 connect', '1772618460.500000'],
    ]);
    expect(assumed).toEqual([]);
  });
});
