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
