import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCase } from '../../main/engine/case/case-file.ts';
import { query } from '../../main/engine/database/query.ts';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';
import type { Source } from '../../shared/model/evidence.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

/** Imports collected files; gives their sources and every connection that was seen: `client:port > server:port by rule`, or `end - end`. */
async function read(
  names: readonly string[],
  fleet: Files = {},
): Promise<{ readonly sources: readonly Source[]; readonly seen: readonly string[] }> {
  const files: Record<string, Uint8Array | string> = { ...fleet };
  for (const name of names) files[name] = await readFile(`${folder}${name}`);
  return withCase(files, async ({ sources, call, casePath }) => {
    await call('case.close', {});
    const database = await openCase({ path: casePath, mode: 'read', evidence: [] });
    try {
      const rows = await query<{ told: string }>(
        database.connection,
        `select protocol || ' ' || client_address || ':' || client_port || case when decided_by is null then ' - ' else ' > ' end || server_address || ':' || server_port
          || coalesce(' by ' || decided_by, '') as told from seen_connection order by first_time, told`,
      );
      return { sources, seen: rows.map(({ told }) => told) };
    } finally {
      await database.close();
    }
  });
}

const flow = { format: 'aws-vpc-flow', kind: 'connection', rejected: 0, problem: null };

describe.skipIf(!there)('collected VPC flow logs', () => {
  it('as text with and without header, and as Parquet, are read; what is no connection is named', async () => {
    const { sources, seen } = await read([
      'aws-vpc-flow/v2_default_s3.log',
      'aws-vpc-flow/v2_default_cloudwatch_noheader.log',
      'aws-vpc-flow/v3_custom.parquet',
    ]);
    const skipped = {
      'rejected by a security group or network ACL: no connection': 2,
      'no traffic in the interval (NODATA)': 1,
      'traffic was not recorded (SKIPDATA)': 1,
      'protocols without ports (ICMP and others)': 1,
    };
    expect(sourceOf(sources, 'v2_default_s3.log')).toMatchObject({
      ...flow,
      records: 8,
      accepted: 2,
      skipped: { ...skipped, header: 1 },
      assumed: ['traffic that AWS did not record (SKIPDATA) is not known'],
    });
    expect(sourceOf(sources, 'noheader.log')).toMatchObject({ ...flow, records: 7, accepted: 0, repeated: 2, skipped });
    expect(sourceOf(sources, 'v3_custom.parquet')).toMatchObject({ ...flow, wrapper: 'parquet' });
    // Two lines of accepted TCP traffic in the text, whose ports tell a server in one. In the Parquet rows 10.0.0.62 answers a SYN on port
    // 5001 three times (flags 18 and 19), and of the second of these two intervals are logged.
    expect(seen).toEqual([
      'tcp 172.31.16.139:20641 - 172.31.16.21:22',
      'tcp 2001:db8:1234:a100:8d6e:3477:df66:f105:34892 > 2001:db8:1234:a102:3304:8879:34cf:4071:22 by port',
      'tcp 52.213.180.42:43416 > 10.0.0.62:5001 by listening',
      'tcp 52.213.180.42:43418 > 10.0.0.62:5001 by listening',
      'tcp 52.213.180.42:43638 > 10.0.0.62:5001 by listening',
    ]);
  });
});

describe.skipIf(!there)('collected lists of sockets', () => {
  it('of ss tell what listens', async () => {
    const { sources, seen } = await read(['sockets/ss_tanp.txt'], {
      'tree.csv': csv('service_id,subscription_id', 'a,b'),
    });
    expect(sourceOf(sources, 'ss_tanp.txt')).toMatchObject({
      format: 'ss',
      records: 20,
      rejected: 0,
      skipped: { header: 1 },
    });
    // 15 lines show connections; two pairs of them are the two ends of one on the loopback. 203.0.113.80:80 is well known.
    expect(seen).toHaveLength(13);
    expect(
      seen.filter((one) => one.startsWith('tcp 192.0.2.2:') && one.endsWith(' > 203.0.113.80:80 by port')),
    ).toHaveLength(7);
    expect(seen).toContain('tcp 127.0.0.1:36656 > 127.0.0.1:19090 by listening');
    expect(seen).toContain('tcp 127.0.0.1:19101 - 127.0.0.1:44506');
  });
});

describe.skipIf(!there)('collected connection logs of sensors, clouds and hosts', () => {
  it('are known, balance, and say who connected to whom', async () => {
    const { sources, seen } = await read([
      'zeek/lsass05_conn.log',
      'azure-vnet-flow/PT1H.json',
      'azure-nsg-flow/PT1H_v1.json',
      'azure-vmconnection/vmconnection.ndjson',
      'gcp-vpc-flow/vpc_flows_logentry.json',
      'hubble/tcp-flows.ndjson',
      'hubble/http-flows-5.ndjson',
      'sysmon/log_analytics_WindowsEvent_table_sysmon.ndjson',
      'sockets/lsof_nP_i.txt',
      'sockets/proc_net_tcp.txt',
    ]);
    const found = (name: string) => {
      const { format, records, accepted, repeated, rejected, skipped } = sourceOf(sources, name);
      return { format, records, taken: accepted + repeated, rejected, skipped };
    };
    // Counted with cut and sort: 861 + 11 UDP and TCP of state SHR, 9 RSTRH, 6 OTH, all turned round by Zeek, and 8 UDP without an answer (S0).
    expect(found('lsass05_conn.log')).toEqual({
      format: 'zeek-conn',
      records: 895,
      taken: 887,
      rejected: 0,
      skipped: { 'attempts without an answer': 8 },
    });
    const denied = 'denied by a rule: no connection';
    expect(found('azure-vnet-flow/PT1H.json')).toEqual({
      ...{ format: 'azure-vnet-flow', records: 12, taken: 8, rejected: 0, skipped: { [denied]: 4 } },
    });
    expect(found('PT1H_v1.json')).toEqual({
      ...{ format: 'azure-nsg-flow', records: 5, taken: 4, rejected: 0, skipped: { [denied]: 1 } },
    });
    expect(found('vmconnection.ndjson')).toEqual({
      ...{ format: 'azure-vmconnection', records: 5, taken: 5, rejected: 0, skipped: {} },
    });
    expect(found('vpc_flows_logentry.json')).toMatchObject({ format: 'gcp-vpc-flow', records: 1, taken: 1 });
    expect(found('tcp-flows.ndjson')).toEqual({
      ...{ format: 'hubble-flow', records: 250, taken: 250, rejected: 0, skipped: {} },
    });
    expect(found('http-flows-5.ndjson')).toMatchObject({ format: 'hubble-flow', records: 5, taken: 5 });
    // Five connections beside two lookups.
    expect(found('_sysmon.ndjson')).toMatchObject({ format: 'sysmon-dns', records: 7, taken: 7 });
    expect(found('lsof_nP_i.txt')).toMatchObject({ format: 'lsof', records: 2, taken: 1, skipped: { header: 1 } });
    expect(found('proc_net_tcp.txt')).toMatchObject({
      format: 'proc-net-tcp',
      records: 5,
      taken: 4,
      skipped: { header: 1 },
    });

    const from = (start: string) => seen.filter((one) => one.startsWith(start)).sort();
    expect(from('tcp 10.0.0.6:')).toEqual([
      'tcp 10.0.0.6:22730 > 40.74.146.17:443 by role',
      'tcp 10.0.0.6:22732 > 40.74.146.17:443 by role',
      'tcp 10.0.0.6:23956 > 52.239.184.180:443 by role',
      'tcp 10.0.0.6:36776 > 104.16.218.84:443 by role',
    ]);
    expect(seen.filter((one) => one.includes(' > 10.1.0.4:3389 by role'))).toHaveLength(4);
    expect(seen).toContain('tcp 203.0.113.255:50604 > 10.10.0.2:80 by port');
    expect(seen).toContain('tcp 192.168.3.5:50452 > 192.168.2.5:8080 by listening');
    expect(from('tcp 192.168.2.5:54')).toEqual([
      'tcp 192.168.2.5:54217 > 169.254.169.254:80 by role',
      'tcp 192.168.2.5:54223 > 169.254.169.254:80 by role',
      'tcp 192.168.2.5:54225 > 192.168.3.5:1389 by role',
      'tcp 192.168.2.5:54226 > 192.168.3.5:443 by role',
    ]);
    const ends = (start: string) => from(start).map((one) => one.replace(/ by .*/, ''));
    expect(ends('tcp 10.156.')).toEqual([
      'tcp 10.156.2.7:48532 > 10.128.0.4:9990',
      'tcp 10.156.2.7:52506 > 10.156.0.2:9253',
      'tcp 10.156.2.7:53888 > 10.156.3.6:10054',
      'tcp 10.156.2.7:57468 > 10.156.1.2:9253',
    ]);
    expect(ends('tcp 192.168.2.5:0')).toEqual([
      'tcp 192.168.2.5:0 > 192.168.2.6:1389',
      'tcp 192.168.2.5:0 > 192.168.2.6:443',
      'tcp 192.168.2.5:0 > 192.168.2.6:8888',
    ]);
    expect(ends('tcp 192.168.2.6:0')).toEqual(['tcp 192.168.2.6:0 > 192.168.2.5:8080']);
    // 35 pairs of ends stand in the 250 packets.
    expect(ends('tcp 10.244.')).toHaveLength(35);
    expect(ends('tcp 10.244.')).toContain('tcp 10.244.0.177:35128 > 10.244.0.110:9080');
  });
});
