import { describe, expect, it } from 'vitest';
import { column, short } from '../../engine-kit/connection-text.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

describe('VPC flow logs', () => {
  it('by their header: own end by flow-direction, client by tcp-flags, true ends behind an intermediate', () => {
    const { format, records, assumed } = mapped(fixture('aws-vpc-flow/v5.log'));
    expect(format).toBe('aws-vpc-flow');
    const from = { table: 'connection', timestamp: '1772618400', end_timestamp: '1772618459', protocol: 'tcp' };
    const client = { src_ip: '10.1.0.11', src_port: '45100', dst_ip: '10.1.0.22', dst_port: '8443', role: 'connect' };
    expect(records.slice(1)).toEqual([
      [{ ...from, host: 'i-0a1b2c3d4e5f60001', ...client }],
      [{ ...from, host: 'i-0a1b2c3d4e5f60001', ...client }],
      [
        {
          ...{ ...from, timestamp: '1772618401', end_timestamp: '1772618460', host: 'i-0a1b2c3d4e5f60002' },
          ...{ src_ip: '10.1.0.22', src_port: '8443', dst_ip: '10.1.0.11', dst_port: '45100', role: 'listen' },
        },
      ],
      [
        {
          ...{ ...from, timestamp: '1772618402', end_timestamp: '1772618430' },
          ...{ src_ip: '198.51.100.7', src_port: '443', dst_ip: '10.1.0.11', dst_port: '45200' },
        },
      ],
      { skip: 'rejected by a security group or network ACL: no connection' },
      { skip: 'no traffic in the interval (NODATA)' },
      { skip: 'traffic was not recorded (SKIPDATA)' },
      { skip: 'protocols without ports (ICMP and others)' },
    ]);
    expect(assumed).toEqual(['traffic that AWS did not record (SKIPDATA) is not known']);
  });

  it('without a header are of version 2, and say neither direction nor host', () => {
    const { records } = mapped(fixture('aws-vpc-flow/default.log'));
    expect(records[1]).toEqual([
      {
        ...{ table: 'connection', timestamp: '1772618400', end_timestamp: '1772618459', protocol: 'tcp' },
        ...{ src_ip: '10.1.0.22', src_port: '5432', dst_ip: '10.1.0.11', dst_port: '45100' },
      },
    ]);
    expect(records[4]).toMatchObject([{ src_ip: '2001:db8:0:1::a' }]);
    const line = fixture('aws-vpc-flow/default.log').split('\n')[0] ?? '';
    const exported = mapped(`2026-03-04T10:01:00.000Z ${line}\n2026-03-04T10:01:00.000Z ${line} more\n`);
    expect(exported.records[0]).toMatchObject([{ dst_port: '5432' }]);
    expect(exported.records[1]).toEqual({ reject: 'the line has 15 fields where its header has 14' });
  });

  it('as rows, and as messages, say the same', () => {
    for (const name of ['athena.csv', 'insights.json'])
      expect(mapped(fixture(`aws-vpc-flow/${name}`)).records, name).toEqual([
        [expect.objectContaining({ src_ip: '10.1.0.11', dst_port: '5432', end_timestamp: '1772618459' })],
        { skip: 'rejected by a security group or network ACL: no connection' },
      ]);
    expect(mapped(fixture('aws-vpc-flow/events.json')).format).toBe('aws-vpc-flow');
  });

  it('whose server answered name it as what listens, where no direction is given', () => {
    const header = 'interface-id srcaddr dstaddr srcport dstport protocol start end tcp-flags log-status';
    const flow = (flags: number) => `eni-1 10.1.0.22 10.1.0.11 8443 45100 6 1772618400 1772618459 ${flags} OK`;
    const { records } = mapped([header, flow(18), flow(19), flow(2), flow(3), flow(1), flow(0), ''].join('\n'));
    expect(records.slice(1).map((each) => column(each, 'role'))).toEqual([
      ...['listen', 'listen', 'connect', 'connect', undefined, undefined],
    ]);
  });

  it('whose SYN was never answered, or with a reset, are no connections where the log shows both directions and TCP flags', () => {
    const header = 'interface-id srcaddr dstaddr srcport dstport protocol start end tcp-flags log-status';
    const flow = (from: string, to: string, flags: number) =>
      `eni-1 ${from.replace(/:.*/, '')} ${to.replace(/:.*/, '')} ${from.replace(/.*:/, '')} ${to.replace(/.*:/, '')} 6 1772618400 1772618459 ${flags} OK`;
    const [client, dead, refusing, well] = ['10.1.0.61:', '10.1.0.51:443', '10.1.0.52:443', '10.1.0.41:6379'];
    const asked = [flow(`${client}50000`, dead, 2), flow(`${client}50001`, refusing, 2)];
    const both = [
      ...asked,
      flow(refusing, `${client}50001`, 4),
      flow(well, `${client}50002`, 18),
      flow(`${client}50002`, well, 2),
    ];
    const told = (lines: readonly string[]) =>
      mapped([header, ...lines, ''].join('\n'))
        .records.slice(1)
        .map(short);
    const none = 'skipped: attempts without an answer';
    expect(told(both)).toEqual([
      ...[none, none, none],
      'tcp 10.1.0.41:6379 > 10.1.0.61:50002 listen',
      'tcp 10.1.0.61:50002 > 10.1.0.41:6379 connect',
    ]);
    expect(told(asked)).not.toContain(none);
    const goesOn = flow(`${client}50000`, dead, 0);
    expect(told([...both, goesOn]).filter((each) => each === none)).toHaveLength(2);
  });
});
