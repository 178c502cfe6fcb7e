import { describe, expect, it } from 'vitest';
import { fixture, mapped, type Told } from '../../engine-kit/mapped.ts';

/** A row in short, `tcp 10.0.0.1:443 > 10.0.0.2:5000 nginx/812 listen`; or why there is none. */
function short(told: Told): string {
  if ('skip' in told) return `skipped: ${told.skip}`;
  if ('reject' in told) return `rejected: ${told.reject}`;
  return told
    .map(({ protocol, src_ip, src_port, dst_ip, dst_port, process_name, pid, role }) =>
      [
        protocol,
        `${src_ip}:${src_port}`,
        dst_ip === undefined ? '' : `> ${dst_ip}:${dst_port}`,
        process_name === undefined && pid === undefined ? '' : `${process_name ?? ''}/${pid ?? ''}`,
        role,
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ');
}

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
    expect(records.map((each) => (Array.isArray(each) ? each[0]?.timestamp : 'none'))).toEqual([
      'none',
      '2026-03-04T10:00:00Z',
      '2026-03-04T10:00:00Z',
      'none',
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
    const named = mapped(`${HEAD}\ntcp ESTAB 0 0 10.1.0.11:40000 10.1.0.22:postgresql\ntcp WEIRD\n`);
    expect(named.records.slice(1).map(short)).toEqual([
      'rejected: port "postgresql" is a name; list sockets with numbers (-n, -P)',
      'skipped: sockets of other kinds (unix, netlink, raw)',
    ]);
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
