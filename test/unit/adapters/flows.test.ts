import { describe, expect, it } from 'vitest';
import { column, short } from '../../engine-kit/connection-text.ts';
import { fixturePath, mappedFile } from '../../engine-kit/mapped-file.ts';
import { fixture, mapped } from '../../engine-kit/mapped.ts';

describe('Zeek connections', () => {
  it('are what the originator made, unless Zeek saw no beginning or went by the ports; attempts are none', () => {
    const { format, records } = mapped(fixture('zeek-conn/conn.log'));
    expect(format).toBe('zeek-conn');
    expect(records.map(short)).toEqual([
      'tcp 10.1.0.11:45100 > 10.1.0.22:5432 connect',
      'skipped: attempts without an answer (S0, REJ, RSTOS0, SH)',
      'skipped: attempts without an answer (S0, REJ, RSTOS0, SH)',
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
